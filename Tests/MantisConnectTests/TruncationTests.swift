import Foundation
import MantisConnect
import SOAP
import Testing

/// An answer that stops anywhere is known to be cut short, never taken for a shorter one.
@Suite struct TruncationTests {
    @Test(arguments: [5, 56, 64, 84])
    func `every beginning of an answer is cut short`(number: Int) async throws {
        let exchange = WireExchange.number(number)
        let text = String(decoding: exchange.body, as: UTF8.self)
        let end = try #require(text.range(of: "</SOAP-ENV:Envelope>", options: .backwards))
        let complete = text[..<end.upperBound].utf8.count
        // Every length of a short answer; of a long one every seventh, and all around its ends.
        let lengths = (0..<complete).filter { complete < 1500 || $0 % 7 == 0 || $0 < 200 || $0 > complete - 200 }
        for length in lengths {
            let code = await failure(of: Array(exchange.body.prefix(length)), exchange.operation)
            if code != .truncated {
                Testing.Issue.record("\(length) of \(complete) bytes: \(String(describing: code))")
            }
        }
        #expect(await failure(of: Array(exchange.body.prefix(complete)), exchange.operation) == nil)
    }

    /// Nil for a value or a fault.
    private func failure(of body: [UInt8], _ operation: String) async -> DecodingFailure.Code? {
        let client = MantisClient.replaying(ReplayTransport(body, pieceSize: 1000))
        do throws(MantisError) {
            switch operation {
            case "mc_issue_get": _ = try await client.issue(IssueID(rawValue: 2001))
            case "mc_issue_update": _ = try await client.issueExists(IssueID(rawValue: 2001))
            default: _ = try await client.enumeration(.status)
            }
        } catch {
            guard case .undecodable(let failure) = error.code else { return nil }
            return failure.code
        }
        return nil
    }
}
