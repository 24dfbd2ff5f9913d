import Foundation
import SOAP
import Testing

@Suite struct MultiReferencesTests {
    @Test(arguments: [1, 4096])
    func `a reference back stands for its target`(pieceSize: Int) throws {
        let document = Decoded.envelope(
            """
            <return><item><status id="ref1"><id>50</id><name>assigned</name></status></item>\
            <item><status href="#ref1"/><name>b</name></item><item><name>c</name></item></return>
            """
        )
        #expect(
            try Decoded.items(document, pieceSize: pieceSize) == [
                "item(status(id=50,name=assigned))", "item(status(id=50,name=assigned),name=b)", "item(name=c)",
            ]
        )
    }

    @Test func `a reference forward crosses items`() throws {
        let document = Decoded.envelope(
            "<return><item><status href=\"#s\"/></item><item><status id=\"s\">50</status></item></return>"
        )
        #expect(try Decoded.items(document) == ["item(status=50)", "item(status=50)"])
    }

    @Test func `items before the first reference are neither lost nor repeated`() throws {
        let document = Decoded.envelope(
            """
            <return><item>1</item><item>2</item><item id="c">3</item><item>4</item><item href="#e"/><item>6</item>\
            <item id="e">7</item><item href="#c"/></return>
            """
        )
        #expect(try Decoded.items(document).map { $0.last } == ["1", "2", "3", "4", "7", "6", "7", "3"])
        let single = Decoded.envelope("<return id=\"r\">1</return>", after: "<multiRef href=\"#r\"/>")
        #expect(try Decoded.items(single, shape: .value) == ["return=1"])
    }

    @Test(arguments: [1, 7, 4096])
    func `values may stand after the answer, as in the standard's own encoding`(pieceSize: Int) throws {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/standard-encoding", withExtension: "xml"))
        let document = try String(contentsOf: url, encoding: .utf8)
        #expect(
            try Decoded.items(document, pieceSize: pieceSize) == ["item(id=1,name=nil)", "item(id=2,name=nil)"]
        )
        #expect(
            try Decoded.items(document, shape: .value) == ["return(item(id=1,name=nil),item(id=2,name=nil))"]
        )
    }

    @Test func `an id may hold any character`() throws {
        let document = Decoded.envelope(
            "<return><item><id id=\"a&amp;b ñ\">7</id></item><item><id href=\"#a&#38;b ñ\"/></item></return>"
        )
        #expect(try Decoded.items(document) == ["item(id=7)", "item(id=7)"])
    }

    @Test func `a target may stand in an element that nobody knows`() throws {
        let document = Decoded.envelope(
            "<return><item><new><id id=\"x\">7</id></new></item><item><id href=\"#x\"/></item></return>"
        )
        #expect(try Decoded.items(document).last == "item(id=7)")
    }

    @Test func `ids without references change nothing`() throws {
        let items = (0..<1000).map { "<item id=\"i\($0)\"><id>\($0)</id></item>" }.joined()
        #expect(try Decoded.items(Decoded.envelope("<return>\(items)</return>")).count == 1000)
    }

    @Test func `a reference into another document is not followed`() throws {
        let document = Decoded.envelope("<return><item href=\"http://127.0.0.1/x\"/></return>")
        #expect(try Decoded.items(document) == ["item="])
    }

    @Test(arguments: [
        "<return><item href=\"#nowhere\"/></return>",
        "<return><item id=\"a\"><child href=\"#a\"/></item></return>",
        "<return><item id=\"a\" href=\"#a\"/></return>",
        "<return><item id=\"a\"><child href=\"#b\"/></item><item id=\"b\"><child href=\"#a\"/></item></return>",
    ])
    func `references to nothing and in circles are malformed`(answer: String) {
        #expect(Decoded.failure(Decoded.envelope(answer)) == .malformed)
    }

    @Test(.timeLimit(.minutes(5)))
    func `references that multiply are refused`() {
        // Each level repeats the one before ten times: 10^12 elements in the end.
        let levels = (1...12).map { level in
            let content = String(repeating: "<child href=\"#l\(level - 1)\"/>", count: 10)
            return "<item id=\"l\(level)\">\(content)</item>"
        }
        let document = Decoded.envelope("<return><item id=\"l0\"/>\(levels.joined())</return>")
        #expect(Decoded.failure(document) == .tooLarge)
    }

    @Test func `references that repeat a long text are refused`() {
        let text = String(repeating: "x", count: 1 << 20)
        let items = String(repeating: "<item href=\"#a\"/>", count: 100)
        let document = Decoded.envelope("<return><item id=\"a\">\(text)</item>\(items)</return>")
        #expect(Decoded.failure(document) == .tooLarge)
    }

    @Test func `references that lead on and on are refused`() {
        let chain = (0..<1000).map { "<item id=\"a\($0)\"><child href=\"#a\($0 + 1)\"/></item>" }.joined()
        let document = Decoded.envelope("<return>\(chain)<item id=\"a1000\"/></return>")
        #expect(Decoded.failure(document) == .tooDeep)
    }
}
