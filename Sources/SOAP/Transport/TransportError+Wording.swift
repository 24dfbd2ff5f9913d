/// The errors that need no exchange.
extension TransportError {
    static func invalidURL(_ url: String, because reason: String, advice: String) -> TransportError {
        TransportError(.invalidURL, "\(hidingUserInfo(url)) is no usable URL: \(reason); \(advice)")
    }

    static func plainHTTPRefused(_ url: String, host: String) -> TransportError {
        TransportError(
            .plainHTTPRefused,
            "\(url) would send the password unencrypted to \(host): use https, or allow plain http for this host by name"
        )
    }

    static func cancelledBeforeStart(_ endpoint: Endpoint) -> TransportError {
        FailureSite(endpoint, mayHaveActed: false).cancelled()
    }

    static func redirected(_ endpoint: Endpoint, status: Int, to target: String?) -> TransportError {
        let parts = target.flatMap { try? URLParts($0) }
        let place = parts?.urlWithoutQuery ?? "nowhere"
        let advice =
            place.hasSuffix("/admin/install.php")
            ? "Mantis is not installed there yet"
            : "a password is never sent on; if that is the right place, write it into the configuration"
        return TransportError(
            .redirected(toHost: parts?.host),
            "\(endpoint): the server redirects to \(place) (status \(status)); \(advice)"
        )
    }

    static var outOfMemory: TransportError {
        TransportError(.engineFailed, "libcurl could not allocate memory; see what else uses this machine's memory")
    }

    static func noThread(_ problem: Int32) -> TransportError {
        TransportError(.engineFailed, "no thread could be started (errno \(problem)); raise the limit on processes")
    }

    /// A URL that may not even parse, without what stands before its last `@`.
    private static func hidingUserInfo(_ url: String) -> String {
        guard let at = url.lastIndex(of: "@") else { return url }
        return "***" + url[at...]
    }
}

/// Words the failures of one exchange.
struct FailureSite {
    private let endpoint: Endpoint
    private let mayHaveActed: Bool

    init(_ endpoint: Endpoint, mayHaveActed: Bool) {
        self.endpoint = endpoint
        self.mayHaveActed = mayHaveActed
    }

    func cancelled() -> TransportError {
        error(.cancelled, "the call was cancelled")
    }

    func unresolved(_ name: String, _ detail: String) -> TransportError {
        error(
            .couldNotResolve,
            "\(name) has no address (\(detail)); check its spelling and this machine's name service"
        )
    }

    func unconnected(_ detail: String) -> TransportError {
        error(
            .couldNotConnect,
            "no connection (\(detail)); check host and port, the firewall, and that the server runs"
        )
    }

    func unconnected(within limit: Duration) -> TransportError {
        error(
            .timedOut(.connection),
            "no connection within \(limit.inSeconds); check host and port, the firewall, and that the server runs"
        )
    }

    func silent(for limit: Duration, status: Int, received: Int) -> TransportError {
        let progress = status == 0 ? "no answer" : "\(part(status, received)) and then nothing"
        return error(
            .timedOut(.answer),
            "connected, but \(progress) for \(limit.inSeconds); see how busy the server is"
        )
    }

    func overdue(_ limit: Duration, status: Int, received: Int) -> TransportError {
        let progress = status == 0 ? "no answer" : "only \(part(status, received))"
        return error(
            .timedOut(.answer),
            "connected, but \(progress) within \(limit.inSeconds); see how busy the server is"
        )
    }

    func interrupted(status: Int, received: Int, _ detail: String) -> TransportError {
        let progress = status == 0 ? "no answer" : part(status, received)
        return error(.interrupted, "the connection broke after \(progress) (\(detail)); see the server's error log")
    }

    func refused(by cause: any Error) -> TransportError {
        error(.refusedBySink, "the answer was not accepted: \(cause)", cause: cause)
    }

    func tooLarge(cap: Int) -> TransportError {
        error(
            .tooLarge,
            "the answer is longer than \(cap) bytes, which no answer of Mantis is; check what answers at that URL"
        )
    }

    func engineFailed(_ detail: String) -> TransportError {
        error(.engineFailed, "libcurl could not do its part (\(detail)); see this machine's memory and open files")
    }

    func tlsFailed(_ problem: TransportError.TLSProblem, _ detail: String, caFile: String?) -> TransportError {
        error(.tlsFailed(problem), "\(Self.words(problem, host: endpoint.host, caFile: caFile)) (\(detail))")
    }

    private static func words(_ problem: TransportError.TLSProblem, host: String, caFile: String?) -> String {
        let trusted = caFile ?? "this system's list"
        return switch problem {
        case .expired: "the certificate of \(host) has expired: renew it there, or set this machine's clock"
        case .notYetValid: "the certificate of \(host) is not valid yet: set this machine's clock"
        case .untrusted:
            "the certificate of \(host) comes from no authority in \(trusted): "
                + "name the file of the authority that issued it in the configuration"
        case .wrongHost: "the certificate there is not for \(host): use a name that the certificate holds"
        case .caFileUnusable: "the certificate authorities in \(trusted) cannot be read: check the file"
        case .handshake: "no encrypted connection came about: check that the port speaks https"
        }
    }

    private func part(_ status: Int, _ received: Int) -> String {
        "part of an answer (status \(status), \(received) bytes)"
    }

    private func error(
        _ code: TransportError.Code,
        _ what: String,
        cause: (any Error)? = nil
    ) -> TransportError {
        let doubt = mayHaveActed ? "; the server may have acted" : ""
        return TransportError(code, "\(endpoint): \(what)\(doubt)", outcomeIsUnknown: mayHaveActed, cause: cause)
    }
}

extension Duration {
    /// `60 s`, `0.25 s`.
    fileprivate var inSeconds: String {
        let milliseconds = wholeMilliseconds
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(Double(milliseconds) / 1000) s"
    }
}
