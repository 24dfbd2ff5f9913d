import SOAP
import Testing

@testable import MantisConnect

/// An answer that stops anywhere is known to be cut short, never taken for a shorter one.
@Suite struct TruncationTests {
    @Test(arguments: WireExchange.all)
    func `every beginning of every recorded answer is cut short`(_ exchange: WireExchange) throws {
        let complete = try #require(endOfEnvelope(exchange.body))
        for length in 0..<complete {
            let code = failure(of: exchange.body[..<length], exchange.operation)
            if code != .truncated {
                Testing.Issue.record("\(length) of \(complete) bytes: \(String(describing: code))")
            }
        }
    }

    @Test(arguments: WireExchange.all)
    func `only white space may be missing from a complete answer`(_ exchange: WireExchange) throws {
        let complete = try #require(endOfEnvelope(exchange.body))
        #expect(exchange.body[complete...].allSatisfy { $0 == 0x0A || $0 == 0x20 })
        for length in complete...exchange.body.count {
            #expect(failure(of: exchange.body[..<length], exchange.operation) == nil)
        }
    }

    @Test(arguments: WireExchange.all)
    func `every recorded answer says the same in pieces of any size`(_ exchange: WireExchange) throws {
        let whole = try described(exchange, pieceSize: exchange.body.count)
        #expect(!whole.isEmpty)
        for pieceSize in [1, 7, 4096] { #expect(try described(exchange, pieceSize: pieceSize) == whole) }
    }

    @Test(arguments: [1, 7, 4096])
    func `a cut is told alike in pieces of any size, before a record is read and after`(pieceSize: Int) async {
        let exchange = WireExchange.number(84)
        for length in stride(from: 0, to: exchange.body.count - 30, by: 97) {
            let client = MantisClient.replaying(
                ReplayTransport(Array(exchange.body.prefix(length)), pieceSize: pieceSize)
            )
            await #expect {
                try await client.issue(IssueID(rawValue: 2001))
            } throws: {
                guard case .undecodable(let failure)? = ($0 as? MantisError)?.code else { return false }
                return failure.code == .truncated
            }
        }
    }

    /// Every element of the answer with its text, or the fault, and what had to be repaired.
    private func described(_ exchange: WireExchange, pieceSize: Int) throws -> [String] {
        let decoder = AnswerDecoder<String>(
            operation: exchange.operation,
            namespace: MantisClient.namespace,
            vocabulary: TruncationTests.vocabulary,
            shape: .value,
            read: { TruncationTests.describe($0) }
        )
        for start in stride(from: 0, to: exchange.body.count, by: pieceSize) {
            let piece = exchange.body[start..<min(start + pieceSize, exchange.body.count)]
            try piece.withUnsafeBytes { try decoder.receive($0) }
        }
        let answer = try decoder.finish()
        switch answer.outcome {
        case .items(let items): return items + ["\(answer.repairs)"]
        case .fault(let fault): return ["\(fault)", "\(answer.repairs)"]
        }
    }

    private static func describe(_ element: Element) -> String {
        let children = element.children.map(describe).joined(separator: ",")
        return "\(element.name)=\(element.isNull ? "nil" : element.string)(\(children))"
    }

    /// The number of bytes up to the last tag's end.
    private func endOfEnvelope(_ body: [UInt8]) -> Int? {
        body.lastIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
    }

    /// Nil for a value or a fault.
    private func failure(of body: ArraySlice<UInt8>, _ operation: String) -> DecodingFailure.Code? {
        let decoder = AnswerDecoder<Bool>(
            operation: operation,
            namespace: MantisClient.namespace,
            vocabulary: TruncationTests.vocabulary,
            shape: .items,
            read: { $0.isNull }
        )
        do throws(DecodingFailure) {
            // What receive throws comes again from finish, with its type.
            try? body.withUnsafeBytes { try decoder.receive($0) }
            _ = try decoder.finish()
            return nil
        } catch {
            return error.code
        }
    }

    private static let vocabulary = Vocabulary(["id"])
}
