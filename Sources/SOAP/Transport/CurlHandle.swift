import CCurl

/// An easy handle of libcurl with the options that all calls of one transport to one endpoint share. To make one takes
/// as long as a small call does, so the engine keeps it for the next; between two calls it holds nothing of either.
///
/// Used on the engine's thread only.
final class CurlHandle {
    let endpoint: Endpoint
    /// Owned here.
    let pointer: UnsafeMutableRawPointer
    /// libcurl writes here as long as the handle lives; owned here.
    let errorText: UnsafeMutablePointer<CChar>

    /// Nil when libcurl is out of memory.
    init?(to endpoint: Endpoint, _ settings: CurlSettings) {
        guard let pointer = curl_easy_init() else { return nil }
        self.endpoint = endpoint
        self.pointer = pointer
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        let options = EasyOptions(handle: pointer)
        guard options.set(CURLOPT_ERRORBUFFER, pointer: errorText), settings.apply(to: options, for: endpoint),
            CurlExchange.installCallbacks(options)
        else { return nil }
    }

    deinit {
        curl_easy_cleanup(pointer)
        errorText.deallocate()
    }

    /// Makes it ready to POST `body` and to call back with `context`; false when libcurl is out of memory.
    func load(_ body: [UInt8], context: UnsafeMutableRawPointer) -> Bool {
        let options = EasyOptions(handle: pointer)
        // The size first: the copy is made by it.
        return options.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: body.count)
            && body.withUnsafeBytes { options.set(CURLOPT_COPYPOSTFIELDS, pointer: $0.baseAddress) }
            && setContext(context)
    }

    /// Forgets the call. The request, which holds a password, is freed.
    func unload() {
        _ = EasyOptions(handle: pointer).set(CURLOPT_POSTFIELDS, pointer: nil) && setContext(nil)
    }

    private func setContext(_ context: UnsafeMutableRawPointer?) -> Bool {
        let options = EasyOptions(handle: pointer)
        return [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_PREREQDATA].allSatisfy {
            options.set($0, pointer: context)
        }
    }
}

/// Sets options of one easy handle; true when libcurl took it.
struct EasyOptions {
    let handle: UnsafeMutableRawPointer

    func set(_ option: CURLoption, _ value: Int) -> Bool {
        ccurl_set_long(handle, option, value) == CURLE_OK
    }

    func set(_ option: CURLoption, offset value: Int) -> Bool {
        ccurl_set_offset(handle, option, curl_off_t(value)) == CURLE_OK
    }

    /// libcurl copies the text.
    func set(_ option: CURLoption, _ value: String?) -> Bool {
        guard let value else { return ccurl_set_string(handle, option, nil) == CURLE_OK }
        return ccurl_set_string(handle, option, value) == CURLE_OK
    }

    func set(_ option: CURLoption, pointer: UnsafeRawPointer?) -> Bool {
        ccurl_set_pointer(handle, option, UnsafeMutableRawPointer(mutating: pointer)) == CURLE_OK
    }
}
