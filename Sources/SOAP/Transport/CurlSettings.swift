import CCurl

/// The options that all exchanges of one transport share.
///
/// `@unchecked Sendable`: nothing changes after `init`, and libcurl only reads the list.
final class CurlSettings: @unchecked Sendable {
    private let policy: TransportPolicy
    /// Owned here; every easy handle that points at it is freed before the engine lets go of these settings.
    private let headers: UnsafeMutablePointer<curl_slist>?

    init(_ policy: TransportPolicy) {
        self.policy = policy
        let lines = [
            "Content-Type: text/xml; charset=utf-8",
            "SOAPAction: \"\(policy.soapAction)\"",
            // Without it, libcurl asks for permission before a long body and waits a second for it.
            "Expect:",
        ]
        headers = lines.reduce(nil) { curl_slist_append($0, $1) }
    }

    deinit {
        curl_slist_free_all(headers)
    }

    /// Sets everything but the request itself; false when libcurl is out of memory.
    func apply(to options: EasyOptions, for endpoint: Endpoint) -> Bool {
        headers != nil
            && options.set(CURLOPT_URL, endpoint.exposedURL)
            && setRequest(options)
            && setTrust(options, isLoopback: endpoint.isLoopback)
            && setLimits(options)
    }

    private func setRequest(_ options: EasyOptions) -> Bool {
        options.set(CURLOPT_POST, 1)
            && ccurl_set_list(options.handle, CURLOPT_HTTPHEADER, headers) == CURLE_OK
            && options.set(CURLOPT_USERAGENT, "mantis-bridge")
            // Every compression libcurl knows.
            && options.set(CURLOPT_ACCEPT_ENCODING, "")
            // HTTP/2 brings its own repeats of refused requests and nothing that two parallel calls need.
            && options.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    }

    private func setTrust(_ options: EasyOptions, isLoopback: Bool) -> Bool {
        let isSafe =
            options.set(CURLOPT_PROTOCOLS_STR, "http,https")
            && options.set(CURLOPT_FOLLOWLOCATION, 0)
            && options.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
            && options.set(CURLOPT_SSL_VERIFYPEER, 1)
            && options.set(CURLOPT_SSL_VERIFYHOST, 2)
        // A proxy is another machine: what is meant for this one may go in plain text and must not leave it.
        let isDirect = !isLoopback || options.set(CURLOPT_PROXY, "")
        guard let caFile = policy.caFile else { return isSafe && isDirect }
        // Without a null CAPATH the system's authorities would be trusted beside the file's.
        return isSafe && isDirect && options.set(CURLOPT_CAINFO, caFile) && options.set(CURLOPT_CAPATH, nil)
    }

    private func setLimits(_ options: EasyOptions) -> Bool {
        options.set(CURLOPT_NOSIGNAL, 1)
            && options.set(CURLOPT_CONNECTTIMEOUT_MS, policy.connectTimeout.wholeMilliseconds)
            && options.set(CURLOPT_TIMEOUT_MS, policy.requestTimeout.wholeMilliseconds)
            && options.set(CURLOPT_MAXAGE_CONN, CLong(policy.idleLimit.components.seconds))
            // Otherwise cancelling waits for the system's resolver, which cannot be interrupted.
            && options.set(CURLOPT_QUICK_EXIT, 1)
    }
}

extension Duration {
    /// Rounded up, at least 1 and at most the longest time libcurl takes (0 would mean "no limit" there).
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let milliseconds = min(seconds, 1_000_000) * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return max(1, Int(milliseconds))
    }
}
