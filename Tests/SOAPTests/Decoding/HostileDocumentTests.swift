import SOAP
import Testing

@Suite struct HostileDocumentTests {
    private let answer = Decoded.envelope("<return><item><id>&x;</id></item></return>")

    private func withDTD(_ dtd: String) -> String {
        answer.replacing("<S:Envelope", with: dtd + "<S:Envelope", maxReplacements: 1)
    }

    @Test(arguments: [1, 9, 4096])
    func `any document type is refused before it is read`(pieceSize: Int) {
        let types = [
            "<!DOCTYPE x>",
            "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
            "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
            "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'><!ENTITY x '&b;&b;&b;&b;&b;'>]>",
            "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x'> %p;]>",
        ]
        for type in types { #expect(Decoded.failure(withDTD(type), pieceSize: pieceSize) == .dtdRefused) }
    }

    @Test func `an entity that nobody declared stays text`() throws {
        #expect(try Decoded.items(answer) == ["item(id=&x;)"])
    }

    @Test func `elements may be nested to the limit and not deeper`() {
        func nested(_ depth: Int) -> String {
            // Envelope, body, answer and return are the first four.
            let open = String(repeating: "<child>", count: depth - 4)
            let close = String(repeating: "</child>", count: depth - 4)
            return Decoded.envelope("<return>" + open + close + "</return>")
        }
        #expect(Decoded.failure(nested(64)) == nil)
        #expect(Decoded.failure(nested(65)) == .tooDeep)
        #expect(Decoded.failure(nested(100_000)) == .tooDeep)
    }

    @Test func `elements are counted to the limit`() {
        let limits = DecodingLimits(bytes: 1 << 20, elements: 104, depth: 64)
        func items(_ count: Int) -> String {
            Decoded.envelope("<return>" + String(repeating: "<item/>", count: count) + "</return>")
        }
        #expect(Decoded.failure(items(100), limits: limits) == nil)
        #expect(Decoded.failure(items(101), limits: limits) == .tooLarge)
    }

    @Test func `bytes are counted to the limit, also after the envelope`() {
        let document = Decoded.envelope("<return><item>1</item></return>")
        let limits = DecodingLimits(bytes: document.utf8.count + 10, elements: 100, depth: 64)
        #expect(Decoded.failure(document + "0123456789", limits: limits) == nil)
        #expect(Decoded.failure(document + "0123456789x", limits: limits) == .tooLarge)
        #expect(Decoded.failure(document + "0123456789x", limits: limits, pieceSize: 1) == .tooLarge)
    }

    @Test(arguments: ["<item a=\"", "<!-- ", "<?pi ", "<"])
    func `one endless tag is given up`(start: String) {
        let document = Decoded.envelope("<return>" + start + String(repeating: "x", count: 1 << 20))
        let code = Decoded.failure(document, pieceSize: 16384)
        // A name without an end is an error of its own.
        #expect(code == (start == "<" ? .malformed : .tooLarge) || code == .tooLarge)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a tag with very many attributes does not take long`() {
        let attributes = (0..<200_000).map { "a\($0)=''" }.joined(separator: " ")
        #expect(Decoded.failure(Decoded.envelope("<return \(attributes)/>"), pieceSize: 16384) == .tooLarge)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a body of bad characters only does not take long`() throws {
        let noise = String(repeating: "\u{1}&eacute;", count: 500_000)
        let answer = try Decoded.answer(Decoded.envelope("<return>\(noise)</return>"), shape: .value)
        #expect(answer.repairs == BodyRepairs(removedCharacters: 500_000, replacedEntities: 500_000))
        guard case .items(let items) = answer.outcome else { return #expect(Bool(false)) }
        #expect(items.first?.utf8.count == "return=".utf8.count + 1_000_000)
    }
}
