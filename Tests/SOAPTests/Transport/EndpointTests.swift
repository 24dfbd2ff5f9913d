import SOAP
import Testing

@Suite("Endpoints")
struct EndpointTests {
    @Test(arguments: [
        ("https://tracker.example/api/soap/mantisconnect.php", "tracker.example"),
        ("https://Tracker.Example:8443/x", "tracker.example"),
        ("HTTPS://tracker.example/", "tracker.example"),
        ("https://127.0.0.1.example/", "127.0.0.1.example"),
        ("https://[2001:db8::1]/", "[2001:db8::1]"),
        ("https://user:secret@tracker.example/", "tracker.example"),
    ])
    func `https to anywhere is fine`(url: String, host: String) throws {
        let endpoint = try Endpoint(url)
        #expect(endpoint.host == host)
        #expect(!endpoint.isLoopback)
    }

    @Test(arguments: ["localhost:8989", "LOCALHOST", "127.0.0.1", "127.8.9.10:81", "127.1", "[::1]:80"])
    func `plain http to this machine is fine`(authority: String) throws {
        #expect(try Endpoint("http://\(authority)/").isLoopback)
    }

    @Test(arguments: [
        "tracker.example", "10.0.0.1", "128.0.0.1", "127.0.0.1.example", "localhost.example", "notlocalhost", "[::2]",
        "127.0.0.1@tracker.example", "[::ffff:10.0.0.1]", "127.0.0.x",
    ])
    func `plain http to another machine is refused`(authority: String) {
        let error = #expect(throws: TransportError.self) { try Endpoint("http://\(authority)/") }
        #expect(error?.code == .plainHTTPRefused)
        #expect(error?.outcomeIsUnknown == false)
        #expect(error?.message.contains("use https") == true)
    }

    @Test func `plain http to another machine is fine when allowed by name`() throws {
        let endpoint = try Endpoint("http://Mantis.intranet/", plainHTTPHosts: ["mantis.INTRANET"])
        #expect(!endpoint.isLoopback)
        #expect(throws: TransportError.self) {
            try Endpoint("http://other.intranet/", plainHTTPHosts: ["mantis.intranet"])
        }
    }

    @Test(arguments: [
        ("", "https://HOST/PATH"),
        ("tracker.example/api", "https://HOST/PATH"),
        ("https://", "https://HOST/PATH"),
        ("https://tracker.example:99999/", "https://HOST/PATH"),
        ("ftp://tracker.example/", "the scheme is ftp"),
        ("file:///etc/passwd", ""),
        ("https://tracker.example/#top", "fragment"),
        ("https://tracker.example/mantisconnect.php?wsdl", "remove the ?wsdl"),
        ("https://tracker.example/mantisconnect.php?a=WSDL&b", "remove the ?wsdl"),
        ("https://tracker.example/a b", "blank"),
        ("https://tracker.example/\n", "control character"),
        ("https://tracker.example\0.evil.example/", "control character"),
    ])
    func `anything else is refused with advice`(url: String, advice: String) {
        let error = #expect(throws: TransportError.self) { try Endpoint(url) }
        #expect(error?.code == .invalidURL)
        #expect(error?.message.contains(advice) == true, "\(error?.message ?? "")")
    }

    @Test func `user-info never shows`() throws {
        let endpoint = try Endpoint("https://user:s3cr3t@tracker.example/api")
        var dumped = ""
        dump(endpoint, to: &dumped)
        for text in ["\(endpoint)", String(reflecting: endpoint), dumped, "\([endpoint])"] {
            #expect(text.contains("https://tracker.example/api"))
            #expect(!text.contains("s3cr3t"))
        }
        for url in [
            "https://user:s3cr3t@tracker.example:port/", "ftp://s3cr3t@host/", "s3cr3t@host", "http://s3cr3t@host/",
        ] {
            let error = #expect(throws: TransportError.self) { try Endpoint(url) }
            #expect(error?.message.contains("s3cr3t") == false)
        }
    }

    @Test func `the same address with another user is another endpoint`() throws {
        #expect(try Endpoint("https://a:b@tracker.example/") != Endpoint("https://tracker.example/"))
        #expect(try Endpoint("https://tracker.example/") == Endpoint("https://tracker.example/"))
    }
}
