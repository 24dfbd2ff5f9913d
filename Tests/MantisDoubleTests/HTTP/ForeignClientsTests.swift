import Foundation
import FoundationNetworking
import Testing

@testable import MantisDouble

/// Libraries of other languages build themselves from the description of the service and hear what they heard from a
/// real MantisBT 2.28.4 in the same state.
@Suite struct ForeignClientsTests {
    @Test(.enabled(if: ForeignClient.zeep != nil, "python3 with zeep is not installed"))
    func zeepHearsWhatItHearsFromTheRealServer() async throws {
        try await hears(try #require(ForeignClient.zeep))
    }

    @Test(
        .enabled(if: ForeignClient.php != nil, "php with its soap extension is not installed"),
        .timeLimit(.minutes(5))
    )
    func phpHearsWhatItHearsFromTheRealServer() async throws {
        try await hears(try #require(ForeignClient.php))
    }

    private func hears(_ client: ForeignClient) async throws {
        let file = Bundle.module.bundleURL.appending(path: "Fixtures/clients/heard.txt")
        let expected = try String(contentsOf: file, encoding: .utf8)
        let heard = try await withServer { try await client.talk(to: $0 + "?wsdl") }
        #expect(heard == expected)
    }

    @Test func aGetIsAnsweredWithTheDescriptionOrWithNothing() async throws {
        try await withServer { address in
            let (document, type) = try await get(address + "?wsdl")
            #expect(type == "text/xml;charset=UTF-8")
            #expect(document.contains("<soap:address location=\"\(address)\"/>"))
            let (nothing, other) = try await get(address)
            #expect(nothing == "")
            #expect(other == "text/html; charset=UTF-8")
        }
    }

    private func get(_ address: String) async throws -> (String, String?) {
        let url = try #require(URL(string: address))
        let (data, response) = try await URLSession.shared.data(from: url)
        let head = try #require(response as? HTTPURLResponse)
        #expect(head.statusCode == 200)
        return (String(decoding: data, as: UTF8.self), head.value(forHTTPHeaderField: "Content-Type"))
    }

    /// Runs a server whose description names its own address.
    private func withServer<Result: Sendable>(
        _ body: (String) async throws -> Result
    ) async throws -> Result {
        let server = MantisServer(scenario: try Conversation.load().world, clock: .fixed(testStart))
        let http = MantisHTTPServer(server)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await http.run() }
            let root = "http://127.0.0.1:\(try await http.boundPort())"
            await server.set("path", to: root + "/")
            let result = try await body(root + MantisHTTPServer.path)
            group.cancelAll()
            return result
        }
    }
}
