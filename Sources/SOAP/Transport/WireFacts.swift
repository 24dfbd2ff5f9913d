import CCurl

/// What libcurl knows at the end of an exchange, copied out of its handle.
struct WireFacts {
    var result: CURLcode
    /// libcurl's own words; empty when it has none that may be printed.
    var detail: String
    /// 0 when no status line came.
    var status: Int
    var contentType: String?
    /// Seconds since 1970-01-01T00:00:00Z.
    var serverDate: Int64?
    /// Where a 3xx answer points, absolute.
    var redirection: String?
    /// All bytes sent, those to a proxy included.
    var bytesSent: Int
    /// OpenSSL's verdict on the certificate chain; 0 is good.
    var chainVerdict: Int

    init(_ handle: UnsafeMutableRawPointer, result: CURLcode, errorText: UnsafePointer<CChar>) {
        self.result = result
        detail = Self.detail(String(cString: errorText), result)
        status = Self.status(handle)
        contentType = Self.text(handle, CURLINFO_CONTENT_TYPE)
        serverDate = Self.serverDate(handle)
        redirection = Self.text(handle, CURLINFO_REDIRECT_URL)
        bytesSent = Self.bytesSent(handle)
        chainVerdict = Self.number(handle, CURLINFO_SSL_VERIFYRESULT)
    }

    static func status(_ handle: UnsafeMutableRawPointer) -> Int {
        number(handle, CURLINFO_RESPONSE_CODE)
    }

    static func bytesSent(_ handle: UnsafeMutableRawPointer) -> Int {
        number(handle, CURLINFO_REQUEST_SIZE) + offset(handle, CURLINFO_SIZE_UPLOAD_T)
    }

    /// In both directions; grows while anything happens.
    static func bytesMoved(_ handle: UnsafeMutableRawPointer) -> Int {
        bytesSent(handle) + number(handle, CURLINFO_HEADER_SIZE) + offset(handle, CURLINFO_SIZE_DOWNLOAD_T)
    }

    /// libcurl quotes a proxy it cannot read, password included: such words are replaced by the code's.
    private static func detail(_ text: String, _ result: CURLcode) -> String {
        text.isEmpty || text.contains("@") ? String(cString: curl_easy_strerror(result)) : text
    }

    private static func number(_ handle: UnsafeMutableRawPointer, _ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(handle, info, &value) == CURLE_OK ? value : 0
    }

    private static func offset(_ handle: UnsafeMutableRawPointer, _ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return ccurl_get_offset(handle, info, &value) == CURLE_OK ? Int(value) : 0
    }

    /// The text belongs to the handle; the copy does not.
    private static func text(_ handle: UnsafeMutableRawPointer, _ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard ccurl_get_string(handle, info, &value) == CURLE_OK, let value else { return nil }
        return String(cString: value)
    }

    private static func serverDate(_ handle: UnsafeMutableRawPointer) -> Int64? {
        var header: UnsafeMutablePointer<curl_header>?
        guard curl_easy_header(handle, "Date", 0, UInt32(CURLH_HEADER), -1, &header) == CURLHE_OK,
            let text = header?.pointee.value
        else { return nil }
        let seconds = curl_getdate(text, nil)
        return seconds < 0 ? nil : Int64(seconds)
    }
}
