import Foundation
import Ledger
import Mappings
import Testing

@testable import mantis_bridge

@Suite struct OutputTests {
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+57 300", "'+57 300"), ("-", "'-"), ("@NIT", "'@NIT"), ("\tx", "'\tx"), ("a=b", "a=b"),
        ("a,b", "\"a,b\""), ("di «ya»", "di «ya»"), ("di \"ya\"", "\"di \"\"ya\"\"\""),
        ("dos\nlíneas", "\"dos\nlíneas\""),
        ("=\"x\"", "\"'=\"\"x\"\"\""), ("", ""), ("=\u{200D}A1", "'=\u{200D}A1"), ("-7500", "-7500"), ("-7+5", "'-7+5"),
        ("\r\n=1", "\"'\r\n=1\""),
    ])
    func `a cell cannot run as a formula, and reads back as it was`(text: String, cell: String) {
        #expect(CSV.line([text, "fin"]) == "\(cell),fin\r\n")
    }

    @Test func `text from elsewhere cannot move the cursor or start a line`() {
        #expect(Table.onOneLine("a\u{1B}[2Jb\r\nc\u{9B}1m\u{7}\u{202E}d") == "a [2Jb  c 1m  d")
        var table = Table("UNO", "DOS")
        table.add("x\u{1B}]0;t\u{7}", "y")
        #expect(!table.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test func `columns are as wide as their widest cell, and lines end without blanks`() {
        var table = Table("CASO", "RESUMEN")
        table.add("demo-10", "ñandú")
        table.add("d", "")
        #expect(table.text == "CASO     RESUMEN\ndemo-10  ñandú\nd")
    }

    @Test func `every state of a note to be written has its Spanish word`() throws {
        let catalogue = try MappingCatalogue.load(from: BridgeProgram.project.appending(path: "mappings").path)
        #expect(Set(catalogue.words.outbox.keys) == Set(OutboxEntry.State.allCases.map(\.rawValue)))
    }
}
