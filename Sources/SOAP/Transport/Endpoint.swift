/// A checked URL to POST to. It prints without the user-info it may carry.
package struct Endpoint: Hashable, Sendable {
    /// The host in lower case, as libcurl understands it: IPv4 in dotted form, IPv6 in brackets.
    package let host: String

    /// True for this machine: `localhost`, 127.0.0.0/8 and ::1.
    package let isLoopback: Bool

    /// The URL for libcurl, user-info included.
    let exposedURL: String

    /// Checks `url`: https, or http to this machine or to a host named in `plainHTTPHosts`; no fragment, no `wsdl` query.
    ///
    /// - Throws: `invalidURL` or `plainHTTPRefused`.
    package init(_ url: String, plainHTTPHosts: Set<String> = []) throws(TransportError) {
        // libcurl takes it apart itself, so that what is checked here is what it connects to later.
        let parts = try URLParts(url)
        guard parts.scheme == "https" || parts.scheme == "http" else {
            throw .invalidURL(url, because: "the scheme is \(parts.scheme)", advice: "write it with https://")
        }
        guard parts.fragment == nil else {
            throw .invalidURL(url, because: "it has a fragment", advice: "remove everything from # on")
        }
        // The server answers any query that holds this word with its WSDL, even a POST (reference §1.1).
        if let query = parts.query, query.lowercased().contains("wsdl") {
            throw .invalidURL(url, because: "it asks for the WSDL", advice: "remove the ?wsdl")
        }
        host = parts.host.lowercased()
        isLoopback = Self.isLoopback(host)
        exposedURL = parts.url
        description = parts.urlWithoutUserInfo
        let mayBePlain = isLoopback || plainHTTPHosts.contains { $0.lowercased() == parts.host.lowercased() }
        if parts.scheme == "http", !mayBePlain {
            throw .plainHTTPRefused(description, host: host)
        }
    }

    /// The URL without user-info.
    package let description: String

    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && numbers.first == 127 && !numbers.contains(nil)
    }
}

extension Endpoint: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["url": description]) }
}
