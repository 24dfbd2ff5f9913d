import Foundation
import SOAP
import Testing

/// The environment belongs to the process, so each of these runs in one of its own.
@Suite("Proxies", .timeLimit(.minutes(5)))
struct ProxyTests {
    @Test func `the environment's proxy carries calls to other machines only`() async {
        await #expect(processExitsWith: .success) {
            let proxy = try TestServer { connection in
                let line = try connection.readRequest()?.line ?? ""
                try connection.answer(Array("via proxy: \(line)".utf8))
            }
            let server = try TestServer { connection in
                _ = try connection.readRequest()
                try connection.answer(Array("direct".utf8))
            }
            setenv("http_proxy", "http://127.0.0.1:\(proxy.port)", 1)
            let transport = try CurlTransport()
            let far = CollectingSink()
            let endpoint = try Endpoint("http://tracker.example/api", plainHTTPHosts: ["tracker.example"])
            _ = try await transport.post([1], to: endpoint, into: far)
            #expect(far.text == "via proxy: POST http://tracker.example/api HTTP/1.1")
            let near = CollectingSink()
            _ = try await transport.post([1], to: server.endpoint(), into: near)
            #expect(near.text == "direct")
        }
    }

    @Test func `a proxy that refuses the way means no connection`() async {
        await #expect(processExitsWith: .success) {
            let proxy = try TestServer { connection in
                _ = try connection.readRequest()
                try connection.answer([], status: "403 Forbidden")
            }
            setenv("https_proxy", "http://user:s3cr3t@127.0.0.1:\(proxy.port)", 1)
            let transport = try CurlTransport()
            let error = await #expect(throws: TransportError.self) {
                try await transport.post([1], to: Endpoint("https://tracker.example/"), into: CollectingSink())
            }
            #expect(error?.code == .couldNotConnect)
            #expect(error?.outcomeIsUnknown == false)
            #expect(error?.message.contains("403") == true)
            #expect(error?.message.contains("s3cr3t") == false)
        }
    }

    @Test func `a proxy that cannot be read is not quoted`() async {
        await #expect(processExitsWith: .success) {
            setenv("https_proxy", "http://user:s3cr3t@127.0.0.1:port", 1)
            let transport = try CurlTransport()
            let error = await #expect(throws: TransportError.self) {
                try await transport.post([1], to: Endpoint("https://tracker.example/"), into: CollectingSink())
            }
            #expect(error?.outcomeIsUnknown == false)
            #expect(error?.message.contains("proxy") == true)
            #expect(error?.message.contains("s3cr3t") == false)
        }
    }
}
