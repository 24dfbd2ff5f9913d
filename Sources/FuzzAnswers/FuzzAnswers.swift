import MantisConnect
import SOAP

/// What libFuzzer calls with each mutated answer. It ends the process when a rule of decoding does not hold.
///
/// An input's first byte chooses what the answer is read as, the second the rule that is looked at, the third the size
/// of the pieces the answer comes in, or where the connection breaks; the rest is the body.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 3 else { return 0 }
    let input = UnsafeBufferPointer(start: start, count: count)
    let body = Array(input[3...])
    let kind = AnswerKind.allCases[Int(input[0]) % AnswerKind.allCases.count]
    switch input[1] % 4 {
    case 0:
        let pieceSize = [1, 2, 3, 7, 64, 1000, 4096][Int(input[2]) % 7]
        let whole = kind.read(body, pieceSize: body.count)
        expectEqual(kind.read(body, pieceSize: pieceSize), whole, "the size of the pieces changes the outcome")
    case 1:
        expectCarryingOn(kind, body, from: body.count * Int(input[2]) / 256)
    case 2:
        guard let tree = DocumentTree(answer: body, operation: kind.operation) else { return 0 }
        let ending = kind.read(body, pieceSize: body.count).ending
        expectEqual(kind.read(tree.document, pieceSize: body.count).ending, ending, "a value does not decode alike")
    default:
        guard let request = DocumentTree(request: body) else { return 0 }
        expectEqual(DocumentTree(request: request.document), request, "a request does not decode alike")
    }
    return 0
}

/// A beginning of an answer is either cut short or already the whole answer.
private func expectCarryingOn(_ kind: AnswerKind, _ body: [UInt8], from cut: Int) {
    let beginning = kind.read(Array(body[..<cut]), pieceSize: cut).ending
    let whole = kind.read(body, pieceSize: body.count).ending
    switch (beginning, whole) {
    case (.value, _), (.fault, _):
        expectEqual(beginning, whole, "a beginning is taken for another answer")
    case (.undecodable(.truncated), _), (.notMantis, _), (_, .undecodable):
        break
    default:
        fatalError("a beginning of \(whole) is \(beginning)")
    }
}

private func expectEqual<Value: Equatable>(_ value: Value, _ expected: Value, _ rule: String) {
    guard value != expected else { return }
    fatalError("\(rule): \(value) and not \(expected)")
}
