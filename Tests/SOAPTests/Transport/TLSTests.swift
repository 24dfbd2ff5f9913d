import Foundation
import SOAP
import Testing

@Suite(
    "Certificates of servers",
    .timeLimit(.minutes(5)),
    .enabled(if: Certificates.openssl != nil, "needs the openssl command; scripts/setup installs it")
)
struct TLSTests {
    private let certificates: Certificates
    private let request = Array("<request/>".utf8)

    init() throws {
        certificates = try Certificates()
    }

    private func server(_ kind: Certificates.Kind, _ behaviour: TLSServer.Behaviour = .answer) async throws -> TLSServer
    {
        let files = try certificates.issue(kind)
        return try await TLSServer(certificate: files.certificate, key: files.key, end: "<request/>", behaviour)
    }

    private func post(_ port: UInt16, caFile: String?) async throws -> String {
        var policy = TransportPolicy()
        policy.caFile = caFile
        let sink = CollectingSink()
        _ = try await CurlTransport(policy: policy).post(
            request,
            to: Endpoint("https://localhost:\(port)/"),
            into: sink
        )
        return sink.text
    }

    private func failure(_ port: UInt16, caFile: String?) async throws -> TransportError {
        try #require(await #expect(throws: TransportError.self) { try await post(port, caFile: caFile) })
    }

    @Test func `a certificate of the own authority is trusted`() async throws {
        let server = try await server(.good)
        #expect(try await post(server.port, caFile: certificates.authority) == "safe")
    }

    @Test(arguments: [
        (Certificates.Kind.expired, TransportError.TLSProblem.expired, "localhost has expired"),
        (.otherHost, .wrongHost, "not for localhost"),
        (.selfSigned, .untrusted, "authority.pem"),
    ])
    func `a bad certificate is told apart`(
        kind: Certificates.Kind,
        problem: TransportError.TLSProblem,
        words: String
    ) async throws {
        let server = try await server(kind)
        let failure = try await failure(server.port, caFile: certificates.authority)
        #expect(failure.code == .tlsFailed(problem), "\(failure)")
        #expect(failure.message.contains(words))
        #expect(failure.message.hasPrefix("https://localhost:\(server.port)/: "))
        #expect(!failure.outcomeIsUnknown)
    }

    @Test func `the own authority is not trusted by itself`() async throws {
        let server = try await server(.good)
        let failure = try await failure(server.port, caFile: nil)
        #expect(failure.code == .tlsFailed(.untrusted))
        #expect(failure.message.contains("this system's list"))
    }

    @Test func `a missing file of authorities is named`() async throws {
        let server = try await server(.good)
        let failure = try await failure(server.port, caFile: certificates.path("missing.pem"))
        #expect(failure.code == .tlsFailed(.caFileUnusable))
        #expect(failure.message.contains("missing.pem"))
        #expect(!failure.outcomeIsUnknown)
    }

    @Test func `a server that dies with the request leaves the outcome unknown`() async throws {
        let server = try await server(.good, .hangUp)
        let failure = try await failure(server.port, caFile: certificates.authority)
        #expect(failure.code == .interrupted)
        #expect(failure.outcomeIsUnknown)
    }
}
