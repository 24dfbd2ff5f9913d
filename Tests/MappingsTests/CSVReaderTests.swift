import Testing

@testable import Mappings

@Suite("CSV, read piece by piece")
struct CSVReaderTests {
    private struct Outcome: Equatable {
        var records: [[String]]
        var places: [[Int]]
        var failure: String?
    }

    private func read(_ bytes: [UInt8], pieces size: Int) -> Outcome {
        var reader = CSVReader()
        var records: [[CSVReader.Field]] = []
        bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                records += reader.read(UnsafeRawBufferPointer(rebasing: rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
        }
        records += reader.finish()
        return Outcome(
            records: records.map { $0.map(\.text) },
            places: records.flatMap { $0.map { [$0.line, $0.column] } },
            failure: reader.failure.map { "\($0.line):\($0.column): \($0.message)" }
        )
    }

    @Test(
        "holds what RFC 4180 says",
        arguments: [
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
            ("\"a,b\",\"c\"\"d\"\n", [["a,b", "c\"d"]]), ("\"x\ny\",z\n", [["x\ny", "z"]]),
            ("\"x\r\ny\"\r\n", [["x\r\ny"]]), (",\n", [["", ""]]), ("\"\",\"\"", [["", ""]]), ("a,\r\n", [["a", ""]]),
            ("\n\r\na\n\n", [["a"]]), ("", []), ("\u{FEFF}id,due\n", [["id", "due"]]),
            ("\u{FEFF}\"id\"\n", [["id"]]), ("ñandú,día 🌞\n", [["ñandú", "día 🌞"]]), ("a b , c\n", [["a b ", " c"]]),
        ] as [(String, [[String]])]
    )
    func records(text: String, records: [[String]]) {
        for size in [3, 7, 4_096] {
            let outcome = read(Array(text.utf8), pieces: size)
            #expect(outcome.records == records, "\(size)")
            #expect(outcome.failure == nil, "\(size)")
        }
    }

    @Test("knows where each field stands")
    func places() {
        let text = "ñ,\"b\nb\",c\r\nd,,\n"
        for size in [1, 7, 4_096] {
            let outcome = read(Array(text.utf8), pieces: size)
            #expect(outcome.places == [[1, 1], [1, 3], [2, 4], [3, 1], [3, 3], [3, 4]], "\(size)")
        }
    }

    @Test(
        "ends at what is no CSV, and keeps what came before",
        arguments: [
            ("a\nb\"c\n", [["a"]], "2:2: there is a quote in the middle of a field"),
            ("a\n\"b\"c\n", [["a"]], "2:4: there is text after the closing quote"),
            ("a\n\n\"b\nc\n", [["a"]], "5:1: the quote of the field that begins in line 3 is never closed"),
            ("a\rb\n", [], "1:3: there is a carriage return in the middle of a line"),
            ("a\r", [], "1:3: there is a carriage return in the middle of a line"),
        ] as [(String, [[String]], String)]
    )
    func noCSV(text: String, records: [[String]], failure: String) {
        for size in [1, 7, 4_096] {
            let outcome = read(Array(text.utf8), pieces: size)
            #expect(outcome.records == records)
            #expect(outcome.failure?.hasPrefix(failure) == true, "\(outcome.failure ?? "")")
        }
    }

    @Test("refuses bytes that are not UTF-8, and a record that does not end")
    func limits() {
        #expect(read([0x61, 0x2C, 0xE9, 0x0A], pieces: 1).failure?.contains("1:3: the field that begins here") == true)
        let endless = [UInt8(ascii: "\"")] + [UInt8](repeating: 0x0A, count: 1 << 20 + 1)
        #expect(read(endless, pieces: 4_096).failure?.contains("longer than 1 MiB") == true)
    }
}
