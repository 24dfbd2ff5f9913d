/// Reads CSV as RFC 4180 has it, piece by piece as a file comes in.
///
/// Fields may be quoted and then hold commas, line ends and doubled quotes; a line ends with LF or CRLF, and a blank line
/// is no record. What breaks these rules ends the reading, because nothing after it can be trusted.
struct CSVReader {
    struct Field {
        var text: String
        /// Where it begins, both from 1; columns are counted in characters of the text (Unicode scalars).
        var line: Int
        var column: Int
    }

    struct Failure {
        var line: Int
        var column: Int
        var message: String
    }

    /// Why the reading ended before the file.
    private(set) var failure: Failure?

    /// More than any record of ours by far: a quote that nobody closed must not swallow the whole file.
    private static let sizeLimit = 1 << 20

    private enum State {
        case fieldStart, plain, quoted, quoteInQuoted, carriageReturn
    }

    private var state = State.fieldStart
    private var record: [Field] = []
    private var size = 0
    private var content: [UInt8] = []
    private var line = 1
    private var column = 1
    private var fieldLine = 1
    private var fieldColumn = 1
    private var isAtFileStart = true

    /// The records that `bytes` complete.
    mutating func read(_ bytes: UnsafeRawBufferPointer) -> [[Field]] {
        var records: [[Field]] = []
        // Spreadsheets begin their files with a byte order mark.
        let mark = isAtFileStart && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        isAtFileStart = false
        for byte in bytes.dropFirst(mark) {
            guard failure == nil else { break }
            take(byte, &records)
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                // A byte that continues a character is no column of its own.
                column += 1
            }
        }
        return records
    }

    /// The last record, if its line has no end.
    mutating func finish() -> [[Field]] {
        guard failure == nil else { return [] }
        var records: [[Field]] = []
        switch state {
        case .quoted: fail("the quote of the field that begins in line \(fieldLine) is never closed")
        case .carriageReturn: fail(Self.strayReturn)
        case .fieldStart, .plain, .quoteInQuoted: endRecord(&records)
        }
        return records
    }

    private mutating func take(_ byte: UInt8, _ records: inout [[Field]]) {
        switch (state, byte) {
        case (.quoted, UInt8(ascii: "\"")): state = .quoteInQuoted
        case (.quoted, _): append(byte)
        case (.quoteInQuoted, UInt8(ascii: "\"")):
            append(byte)
            state = .quoted
        case (_, UInt8(ascii: "\n")): endRecord(&records)
        case (.carriageReturn, _): fail(Self.strayReturn)
        case (_, UInt8(ascii: ",")): endField()
        case (_, UInt8(ascii: "\r")):
            if state == .fieldStart { startField() }
            state = .carriageReturn
        case (.quoteInQuoted, _): fail("there is text after the closing quote; write a quote within a field twice")
        case (.fieldStart, UInt8(ascii: "\"")):
            startField()
            state = .quoted
        case (_, UInt8(ascii: "\"")): fail("there is a quote in the middle of a field; quote the whole field")
        case (.fieldStart, _):
            startField()
            append(byte)
            state = .plain
        case (.plain, _): append(byte)
        }
    }

    private static let strayReturn = "there is a carriage return in the middle of a line; lines end with LF or CRLF"

    private mutating func startField() {
        fieldLine = line
        fieldColumn = column
    }

    private mutating func append(_ byte: UInt8) {
        content.append(byte)
        size += 1
        if size > Self.sizeLimit {
            fail("the record is longer than \(Self.sizeLimit >> 20) MiB; a quote before it may not be closed")
        }
    }

    private mutating func endField() {
        if state == .fieldStart { startField() }
        guard let text = String(validating: content, as: UTF8.self) else {
            fail("the field that begins here is not UTF-8 text", line: fieldLine, column: fieldColumn)
            return
        }
        record.append(Field(text: text, line: fieldLine, column: fieldColumn))
        content.removeAll(keepingCapacity: true)
        state = .fieldStart
    }

    private mutating func endRecord(_ records: inout [[Field]]) {
        let isBlank = record.isEmpty && content.isEmpty && (state == .fieldStart || state == .carriageReturn)
        if !isBlank { endField() }
        if !record.isEmpty { records.append(record) }
        record.removeAll(keepingCapacity: true)
        size = 0
        state = .fieldStart
    }

    private mutating func fail(_ message: String, line: Int? = nil, column: Int? = nil) {
        failure = Failure(line: line ?? self.line, column: column ?? self.column, message: message)
    }
}
