import SOAP
import Testing

/// What an attacker in the server's place could send to use up memory or time, or to make the bridge read its own files.
/// Each is refused by name, or read in no more than its size.
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
            "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x'> %p;]>",
            "<!DOCTYPE x [<!ATTLIST item id CDATA 'x'>]>",
        ]
        for type in types { #expect(Decoded.failure(withDTD(type), pieceSize: pieceSize) == .dtdRefused) }
    }

    @Test func `a billion laughs are refused`() {
        let laughs = (1...9).map { "<!ENTITY x\($0) '\(String(repeating: "&x\($0 - 1);", count: 10))'>" }.joined()
        #expect(Decoded.failure(withDTD("<!DOCTYPE x [<!ENTITY x0 'ha'>\(laughs)]>")) == .dtdRefused)
    }

    @Test(.timeLimit(.minutes(5)))
    func `one long entity, repeated, is refused`() {
        let text = String(repeating: "a", count: 1 << 16)
        let document = withDTD("<!DOCTYPE x [<!ENTITY x '\(text)'>]>")
            .replacing("&x;", with: String(repeating: "&x;", count: 100_000))
        #expect(Decoded.failure(document) == .dtdRefused)
    }

    @Test func `a refusal says what was refused`() {
        let failures: [(String, String)] = [
            (withDTD("<!DOCTYPE x>"), "the document has a DTD, which is refused at line 2"),
            (nested(65), "elements are nested too deep at line 2: more than 64 levels"),
            (
                Decoded.envelope("<return \(attributes(65))/>"),
                "the document is too large at line 2: more than 64 attributes in one tag"
            ),
        ]
        for (document, description) in failures {
            #expect { try Decoded.answer(document) } throws: { "\($0)" == description }
        }
    }

    @Test func `an entity that nobody declared stays text`() throws {
        #expect(try Decoded.items(answer) == ["item(id=&x;)"])
    }

    @Test func `elements may be nested to the limit and not deeper`() {
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

    @Test func `attributes are counted to the limit`() {
        #expect(Decoded.failure(Decoded.envelope("<return \(attributes(64))/>")) == nil)
        #expect(Decoded.failure(Decoded.envelope("<return \(attributes(65))/>")) == .tooLarge)
    }

    @Test func `bytes are counted to the limit, also after the envelope`() {
        let document = Decoded.envelope("<return><item>1</item></return>")
        let limits = DecodingLimits(bytes: document.utf8.count + 10, elements: 100, depth: 64)
        #expect(Decoded.failure(document + "0123456789", limits: limits) == nil)
        #expect(Decoded.failure(document + "0123456789x", limits: limits) == .tooLarge)
        #expect(Decoded.failure(document + "0123456789x", limits: limits, pieceSize: 1) == .tooLarge)
    }

    @Test(arguments: ["<item a=\"", "<item ", "<!-- ", "<?pi ", "</", "<"])
    func `one endless tag is given up`(start: String) {
        let document = Decoded.envelope("<return>" + start + String(repeating: "x", count: 1 << 20))
        let code = Decoded.failure(document, pieceSize: 16384)
        // A name without an end is an error of its own.
        #expect(code == .tooLarge || code == .malformed && start.last != " " && start.last != "\"")
    }

    @Test(.timeLimit(.minutes(5)))
    func `a tag with very many attributes does not take long`() {
        #expect(Decoded.failure(Decoded.envelope("<return \(attributes(200_000))/>"), pieceSize: 16384) == .tooLarge)
        #expect(Decoded.failure(Decoded.envelope("<return \(attributes(8000))/>"), pieceSize: 16384) == .tooLarge)
        let namespaces = (0..<4000).map { "xmlns:a\($0)='\($0)'" }.joined(separator: " ")
        #expect(Decoded.failure(Decoded.envelope("<return \(namespaces)/>"), pieceSize: 16384) == nil)
    }

    @Test(.timeLimit(.minutes(5)))
    func `names of a megabyte are refused`() {
        let name = String(repeating: "n", count: 1 << 20)
        for tag in ["<\(name)/>", "<x \(name)='1'/>", "<\(name):x/>"] {
            let code = Decoded.failure(Decoded.envelope("<return>\(tag)</return>"), pieceSize: 16384)
            #expect(code == .tooLarge || code == .malformed)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `comments and instructions between texts are skipped in no more than their size`() throws {
        let noise = String(repeating: "<!-- x --><?x?>a", count: 100_000)
        let items = try Decoded.items(Decoded.envelope("<return>\(noise)</return>"), shape: .value)
        #expect(items.first?.utf8.count == "return=".utf8.count + 100_000)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a body of bad characters only does not take long`() throws {
        let noise = String(repeating: "\u{1}&eacute;", count: 50_000)
        let answer = try Decoded.answer(Decoded.envelope("<return>\(noise)</return>"), shape: .value)
        #expect(answer.repairs == BodyRepairs(removedCharacters: 50_000, replacedEntities: 50_000))
        guard case .items(let items) = answer.outcome else { return #expect(Bool(false)) }
        #expect(items.first?.utf8.count == "return=".utf8.count + 100_000)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a text of 60 MB is read, and a body of more than 64 MB is not`() throws {
        let start = Array(Decoded.envelope("<return>~</return>").utf8.prefix { $0 != UInt8(ascii: "~") })
        let end = Array(Decoded.envelope("<return>~</return>").utf8.drop { $0 != UInt8(ascii: "~") }.dropFirst())
        func body(_ count: Int) -> [UInt8] { start + [UInt8](repeating: UInt8(ascii: "x"), count: count) + end }
        let answer = try Decoded.answer(body(60 << 20), shape: .value) { String($0.string.utf8.count) }
        guard case .items(let items) = answer.outcome else { return #expect(Bool(false)) }
        #expect(items == ["\(60 << 20)"])
        #expect(throws: DecodingFailure(.tooLarge, detail: "more than 67108864 bytes")) {
            try Decoded.answer(body(64 << 20), shape: .value)
        }
    }

    private func nested(_ depth: Int) -> String {
        // Envelope, body, answer and return are the first four.
        let open = String(repeating: "<child>", count: depth - 4)
        let close = String(repeating: "</child>", count: depth - 4)
        return Decoded.envelope("<return>" + open + close + "</return>")
    }

    private func attributes(_ count: Int) -> String {
        (0..<count).map { "a\($0)=''" }.joined(separator: " ")
    }
}
