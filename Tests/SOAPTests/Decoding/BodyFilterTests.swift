import Testing

@testable import SOAP

@Suite struct BodyFilterTests {
    /// Text before, text after, and what was repaired.
    static let repairs: [(String, String, BodyRepairs)] = [
        ("plain", "plain", BodyRepairs()),
        ("a\u{1}b\u{0}c\u{1F}", "abc", BodyRepairs(removedCharacters: 3)),
        ("tab\tline\nreturn\r", "tab\tline\nreturn\r", BodyRepairs()),
        ("\u{FFFE}a\u{FFFF}\u{FFFD}ｆ\u{F000}\u{FEFF}", "a\u{FFFD}ｆ\u{F000}\u{FEFF}", BodyRepairs(removedCharacters: 2)),
        ("&amp; &lt; &gt; &quot; &apos;", "&amp; &lt; &gt; &quot; &apos;", BodyRepairs()),
        ("&eacute;&Eacute;&nbsp;", "&#233;&#201;&#160;", BodyRepairs(replacedEntities: 3)),
        ("&thetasym;&euro;&there4;&frac12;", "&#977;&#8364;&#8756;&#189;", BodyRepairs(replacedEntities: 4)),
        ("&#233; &#xE9; &#9;", "&#233; &#xE9; &#9;", BodyRepairs()),
        ("a&#1;b&#x1F;c&#xFFFF;&#0;d", "abcd", BodyRepairs(removedCharacters: 4)),
        ("&#xD800;&#1114112;", "", BodyRepairs(removedCharacters: 2)),
        ("AT&T & Co&", "AT&amp;T &amp; Co&amp;", BodyRepairs(replacedEntities: 3)),
        ("&unknown; &; && &eacute", "&amp;unknown; &amp;; &amp;&amp; &amp;eacute", BodyRepairs(replacedEntities: 5)),
        (
            "&averyverylongname; &#99999999999; &#;", "&amp;averyverylongname; &amp;#99999999999; &amp;#;",
            BodyRepairs(replacedEntities: 3)
        ),
        ("&#x; &#+5; &#1x;", "&amp;#x; &amp;#+5; &amp;#1x;", BodyRepairs(replacedEntities: 3)),
        ("ñ€🦤", "ñ€🦤", BodyRepairs()),
    ]

    @Test(arguments: [1, 2, 3, 4, 5, 7, 8, 13, 31, 32, 33, 64, 4096])
    func `repairs are the same in pieces of any size`(pieceSize: Int) throws {
        for (text, expected, repairs) in BodyFilterTests.repairs {
            // Padding moves the text across the blocks that are scanned at once.
            for padding in 0..<9 {
                let pad = String(repeating: "-", count: padding * 4)
                let result = try filtered("<a:Envelope>" + pad + text + "<", pieceSize: pieceSize)
                #expect(result.text == "<a:Envelope>" + pad + expected + "<")
                #expect(result.repairs == repairs, "\(text)")
            }
        }
    }

    /// Bytes that are not UTF-8, what stands in their place, and how many sequences they are.
    static let damaged: [([UInt8], String, Int)] = [
        ([0xE9], "?", 1),
        ([0x80, 0xBF], "??", 2),
        ([0xC3], "?", 1),
        ([0xC0, 0x80], "??", 2),
        ([0xC1, 0xBF], "??", 2),
        ([0xE0, 0x80, 0x80], "???", 3),
        ([0xE2, 0x82], "?", 1),
        ([0xED, 0xA0, 0x80], "???", 3),
        ([0xF0, 0x9F, 0xA6], "?", 1),
        ([0xF0, 0x80, 0x80, 0x80], "????", 4),
        ([0xF4, 0x90, 0x80, 0x80], "????", 4),
        ([0xF5, 0xFF, 0xFE], "???", 3),
        ([0xE2, 0x82, 0xC3, 0xB1], "?ñ", 1),
        (Array("ñ€🦤\u{800}\u{D7FF}\u{E000}\u{10FFFF}".utf8), "ñ€🦤\u{800}\u{D7FF}\u{E000}\u{10FFFF}", 0),
    ]

    @Test(arguments: [1, 2, 3, 5, 7, 64, 4096])
    func `bytes that are not UTF-8 become U+FFFD, as in any browser`(pieceSize: Int) throws {
        for (bytes, expected, count) in BodyFilterTests.damaged {
            for padding in 0..<9 {
                let pad = String(repeating: "-", count: padding * 7)
                let result = try filtered(
                    Array("<a:Envelope>\(pad)".utf8) + bytes + Array("<".utf8),
                    pieceSize: pieceSize
                )
                let text = expected.replacing("?", with: "\u{FFFD}")
                #expect(result.text == "<a:Envelope>" + pad + text + "<")
                #expect(result.repairs == BodyRepairs(damagedSequences: count), "\(bytes)")
                // It is what Swift itself makes of them.
                #expect(text == String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    @Test func `every character that XML allows passes as it is`() throws {
        let scalars = (UInt32(0x20)...0x10_FFFF).compactMap(Unicode.Scalar.init).filter {
            $0 != "&" && $0 != "<" && $0.value & 0xFFFF_FFFE != 0xFFFE
        }
        var text = "<a:Envelope>"
        for scalar in scalars where scalar.value < 0x3000 || scalar.value % 257 < 4 {
            text.unicodeScalars.append(scalar)
        }
        for pieceSize in [4093, 1 << 20] {
            let result = try filtered(text, pieceSize: pieceSize)
            #expect(result.text == text && result.repairs.isClean)
        }
    }

    @Test(arguments: [
        "", "\u{FEFF}", "\n\n", "<br />\n<b>Deprecated</b>: x in <b>y.php</b>\n",
        "<Envelopes><x.Envelope_><?xmlish?><?php",
        "a < b << ", String(repeating: "<p>x</p>", count: 9000),
    ])
    func `what stands before the document is skipped and counted`(garbage: String) throws {
        // A byte order mark is none.
        let count = garbage == "\u{FEFF}" ? 0 : garbage.utf8.count
        for start in [
            "<?xml version='1.0'?><E:Envelope>", "<E:Envelope xmlns='x'>", "<Envelope>", "<S-1.é:Envelope\n>",
        ] {
            for pieceSize in [1, 5, 4096] {
                let result = try filtered(garbage + start + "x", pieceSize: pieceSize)
                #expect(result.text == start + "x")
                #expect(result.repairs.skippedBytes == count)
            }
        }
    }

    @Test(arguments: [
        "", " \n", "<", "<?", "<?xml", "<S", "<SOAP-ENV:", "<SOAP-ENV:Envelope", "\u{FEFF}", "<br><SOAP-ENV:Env",
    ])
    func `a body that ends before its start is decided is cut short`(body: String) {
        #expect(throws: DecodingFailure(.truncated)) { try filtered(body, pieceSize: 3) }
    }

    @Test(arguments: [
        "no tags", "<html><body>x</body></html>", "<Envelopes>", "<x:Envelope:y>", "PHP SOAP extension is not enabled.",
    ])
    func `a body without a start is not an envelope`(body: String) {
        #expect(throws: DecodingFailure(.notAnEnvelope(title: nil))) { try filtered(body, pieceSize: 3) }
    }

    @Test func `an endless page is given up`() {
        let page = String(repeating: "<p>x</p>\n", count: 40_000)
        #expect(throws: DecodingFailure(.notAnEnvelope(title: nil))) {
            var filter = BodyFilter()
            try Array(page.utf8).withRawBytes { bytes throws(DecodingFailure) in
                try filter.push(bytes) { _ throws(DecodingFailure) in }
            }
        }
    }

    @Test(arguments: [1, 100, 1 << 20])
    func `a document that starts too late is given up however it comes`(pieceSize: Int) {
        let page = String(repeating: " ", count: 300_000) + "<a:Envelope>"
        #expect(throws: DecodingFailure(.notAnEnvelope(title: nil))) { try filtered(page, pieceSize: pieceSize) }
    }

    private func filtered(_ text: String, pieceSize: Int) throws(DecodingFailure) -> (
        text: String, repairs: BodyRepairs
    ) {
        try filtered(Array(text.utf8), pieceSize: pieceSize)
    }

    private func filtered(_ input: [UInt8], pieceSize: Int) throws(DecodingFailure) -> (
        text: String, repairs: BodyRepairs
    ) {
        var filter = BodyFilter()
        var output: [UInt8] = []
        var start = 0
        while start < input.count {
            let end = min(start + pieceSize, input.count)
            try Array(input[start..<end]).withRawBytes { bytes throws(DecodingFailure) in
                try filter.push(bytes) { clean throws(DecodingFailure) in output.append(contentsOf: clean) }
            }
            start = end
        }
        try filter.finish { clean throws(DecodingFailure) in output.append(contentsOf: clean) }
        return (String(decoding: output, as: UTF8.self), filter.repairs)
    }
}
