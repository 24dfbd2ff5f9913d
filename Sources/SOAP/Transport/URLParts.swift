import CCurl

/// A URL as libcurl takes it apart.
struct URLParts {
    let url: String
    let urlWithoutUserInfo: String
    /// Without user-info, too.
    let urlWithoutQuery: String
    let scheme: String
    let host: String
    let query: String?
    let fragment: String?

    init(_ text: String) throws(TransportError) {
        // libcurl reads up to a NUL, and the checks must see what it reads.
        guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
            throw .invalidURL(text, because: "it holds a blank or a control character", advice: "remove it")
        }
        // Owned here and freed below; the strings it hands out are copied at once.
        guard let handle = curl_url() else { throw .outOfMemory }
        defer { curl_url_cleanup(handle) }
        let verdict = curl_url_set(handle, CURLUPART_URL, text, 0)
        guard verdict == CURLUE_OK else {
            let reason = String(cString: curl_url_strerror(verdict))
            throw .invalidURL(text, because: reason, advice: "write it as https://HOST/PATH")
        }
        scheme = Self.part(CURLUPART_SCHEME, of: handle) ?? ""
        host = Self.part(CURLUPART_HOST, of: handle) ?? ""
        query = Self.part(CURLUPART_QUERY, of: handle)
        fragment = Self.part(CURLUPART_FRAGMENT, of: handle)
        url = Self.part(CURLUPART_URL, of: handle) ?? ""
        curl_url_set(handle, CURLUPART_USER, nil, 0)
        curl_url_set(handle, CURLUPART_PASSWORD, nil, 0)
        urlWithoutUserInfo = Self.part(CURLUPART_URL, of: handle) ?? ""
        curl_url_set(handle, CURLUPART_QUERY, nil, 0)
        curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0)
        urlWithoutQuery = Self.part(CURLUPART_URL, of: handle) ?? ""
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
