import CCurl

extension ExchangeState {
    /// What the end of the exchange means to the caller.
    func outcome(
        _ facts: WireFacts,
        at endpoint: Endpoint,
        policy: TransportPolicy
    ) -> Result<ResponseHead, TransportError> {
        guard facts.result == CURLE_OK else { return .failure(failure(facts, at: endpoint, policy: policy)) }
        guard headIsComplete else {
            let site = FailureSite(endpoint, mayHaveActed: requestLeft(sent: facts.bytesSent))
            return .failure(site.interrupted(status: 0, received: 0, "it ended within the headers"))
        }
        if Self.isRedirection(facts.status) {
            return .failure(.redirected(endpoint, status: facts.status, to: facts.redirection))
        }
        return .success(
            ResponseHead(status: facts.status, contentType: facts.contentType, serverDate: facts.serverDate)
        )
    }

    private func failure(_ facts: WireFacts, at endpoint: Endpoint, policy: TransportPolicy) -> TransportError {
        let site = FailureSite(endpoint, mayHaveActed: requestLeft(sent: facts.bytesSent))
        switch stop {
        case .cancelled: return site.cancelled()
        case .replay: return site.interrupted(status: 0, received: 0, "the kept connection died")
        case .silence: return site.silent(for: policy.answerTimeout, status: facts.status, received: received)
        case .sinkRefusal(let error): return site.refused(by: error)
        case .tooLarge: return site.tooLarge(cap: byteCap)
        case nil: break
        }
        switch facts.result {
        case CURLE_COULDNT_RESOLVE_HOST: return site.unresolved("the host name \(endpoint.host)", facts.detail)
        case CURLE_COULDNT_RESOLVE_PROXY: return site.unresolved("the proxy's name", facts.detail)
        case CURLE_COULDNT_CONNECT, CURLE_PROXY, CURLE_INTERFACE_FAILED: return site.unconnected(facts.detail)
        case CURLE_OPERATION_TIMEDOUT where isConnected:
            return site.overdue(policy.requestTimeout, status: facts.status, received: received)
        case CURLE_OPERATION_TIMEDOUT:
            return site.unconnected(within: min(policy.connectTimeout, policy.requestTimeout))
        case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT, CURLE_UNKNOWN_OPTION, CURLE_NOT_BUILT_IN:
            return site.engineFailed(facts.detail)
        default: break
        }
        if let problem = tlsProblem(facts) { return site.tlsFailed(problem, facts.detail, caFile: policy.caFile) }
        // Before the connection stands, only a proxy can have said something unusable.
        if !isConnected { return site.unconnected(facts.detail) }
        return site.interrupted(status: facts.status, received: received, facts.detail)
    }

    private func tlsProblem(_ facts: WireFacts) -> TransportError.TLSProblem? {
        switch facts.result {
        case CURLE_PEER_FAILED_VERIFICATION:
            // The numbers are OpenSSL's X509_V_ERR_…; libcurl checks the host itself and leaves 0 or 1 ("unspecified") then.
            switch facts.chainVerdict {
            case 0, 1: .wrongHost
            case 9: .notYetValid
            case 10: .expired
            default: .untrusted
            }
        case CURLE_SSL_CACERT_BADFILE: .caFileUnusable
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_USE_SSL_FAILED:
            .handshake
        default: nil
        }
    }
}
