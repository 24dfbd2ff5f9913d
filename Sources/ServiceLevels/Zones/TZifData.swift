import Tickets

/// The content of one compiled zone file (RFC 9636): offset changes, and the rule for the time after the last.
struct TZifData: Hashable, Sendable {
    struct Change: Hashable, Sendable {
        /// Seconds since 1970-01-01T00:00:00Z.
        var at: Int64
        /// Seconds east of UTC from then on.
        var offset: Int32
    }

    /// Before the first change.
    var firstOffset: Int32
    /// Ascending.
    var changes: [Change]
    /// Nil when the offset stays as the last change left it.
    var footer: FooterRule?

    init(firstOffset: Int32, changes: [Change], footer: FooterRule? = nil) {
        self.firstOffset = firstOffset
        self.changes = changes
        self.footer = footer
    }
}

extension TZifData {
    /// Throws ``ServiceLevelsError/Code/damagedZone`` for anything that is not a usable zone file; `name` is for the message.
    init(parsing bytes: [UInt8], name: String) throws(ServiceLevelsError) {
        var reader = Reader(bytes: bytes, name: name)
        var header = try reader.header()
        var timeSize = 4
        if header.version > 0 {
            try reader.skip(header.blockSize(timeSize: 4))
            header = try reader.header()
            timeSize = 8
        }
        let times = try (0..<header.timeCount).map { _ throws(ServiceLevelsError) in try reader.integer(timeSize) }
        let kinds = try (0..<header.timeCount).map { _ throws(ServiceLevelsError) in Int(try reader.byte()) }
        var offsets: [Int32] = []
        for _ in 0..<header.typeCount {
            offsets.append(Int32(try reader.integer(4)))
            try reader.skip(2)
        }
        guard header.leapCount == 0 else { throw reader.damaged("it counts leap seconds") }
        guard let firstOffset = offsets.first, offsets.allSatisfy(Self.plausibleOffsets.contains),
            kinds.allSatisfy({ $0 < offsets.count }), times.allSatisfy(Self.plausibleTimes.contains),
            zip(times, times.dropFirst()).allSatisfy(<)
        else { throw reader.damaged("its tables contradict each other") }
        self.firstOffset = firstOffset
        changes = zip(times, kinds).map { Change(at: $0, offset: offsets[$1]) }
        guard timeSize == 8 else { return }
        try reader.skip(header.charCount + header.standardCount + header.universalCount)
        let text = try reader.footer()
        guard !text.isEmpty else { return }
        guard let rule = FooterRule(text) else { throw reader.damaged("its rule “\(text)” cannot be read") }
        footer = rule
    }

    /// RFC 9636 §3.2: offsets lie between −25 and 26 hours, exclusive.
    private static let plausibleOffsets = Int32(-89_999)...93_599
    /// From before the Big Bang, with which some files begin, to the year 36 000.
    private static let plausibleTimes = -(Int64(1) << 59)...Int64(1) << 40

    private struct Header {
        var version: UInt8
        var universalCount, standardCount, leapCount, timeCount, typeCount, charCount: Int

        func blockSize(timeSize: Int) -> Int {
            timeCount * (timeSize + 1) + typeCount * 6 + charCount + leapCount * (timeSize + 4) + standardCount
                + universalCount
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        let name: String
        var position = 0

        func damaged(_ why: String) -> ServiceLevelsError {
            ServiceLevelsError(
                .damagedZone,
                "the zone file of “\(name)” cannot be used: \(why); reinstall the system's tzdata"
            )
        }

        mutating func byte() throws(ServiceLevelsError) -> UInt8 {
            guard position < bytes.count else { throw damaged("it ends at byte \(bytes.count)") }
            defer { position += 1 }
            return bytes[position]
        }

        mutating func skip(_ count: Int) throws(ServiceLevelsError) {
            guard count <= bytes.count - position else { throw damaged("it ends at byte \(bytes.count)") }
            position += count
        }

        /// A signed big-endian number of 4 or 8 bytes.
        mutating func integer(_ size: Int) throws(ServiceLevelsError) -> Int64 {
            var value: UInt64 = 0
            for _ in 0..<size { value = value << 8 | UInt64(try byte()) }
            return size == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
        }

        mutating func count() throws(ServiceLevelsError) -> Int {
            let value = try integer(4)
            guard (0...Int64(bytes.count)).contains(value) else { throw damaged("it announces more than it holds") }
            return Int(value)
        }

        mutating func header() throws(ServiceLevelsError) -> Header {
            guard bytes[position...].starts(with: "TZif".utf8) else { throw damaged("it is not TZif data") }
            position += 4
            let version = try byte()
            try skip(15)
            return Header(
                version: version,
                universalCount: try count(),
                standardCount: try count(),
                leapCount: try count(),
                timeCount: try count(),
                typeCount: try count(),
                charCount: try count()
            )
        }

        /// The text between the two line feeds that end the file.
        mutating func footer() throws(ServiceLevelsError) -> String {
            guard try byte() == 0x0A, let end = bytes[position...].firstIndex(of: 0x0A) else {
                throw damaged("its last line is missing")
            }
            return String(decoding: bytes[position..<end], as: UTF8.self)
        }
    }
}
