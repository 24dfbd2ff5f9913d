import Yams

/// Composes a document in spite of keys that are written twice. The YAML library stops at the first such mapping and
/// says nothing of the rest of the file; here the earlier of the two keys is noted, replaced by a stand-in of the same
/// length, and the document composed again.
struct DuplicateKeyMasking {
    struct Duplicate {
        var key: String
        var mark: Mark
    }

    private(set) var duplicates: [Duplicate] = []
    private var text: String

    init(text: String) { self.text = text }

    /// Stand-ins are made of one private-use character, so they equal nothing that a person writes.
    private static let standIns: ClosedRange<UInt32> = 0xF_0000...0xF_FFFD

    /// Whether a key is one that this replaced; its problem is already known.
    static func isStandIn(_ key: String) -> Bool {
        key.unicodeScalars.first.map { standIns.contains($0.value) } ?? false
    }

    mutating func compose() throws -> Node? {
        while true {
            do {
                // Types are decided by who reads a value, so the library's guesses at them are left out; they also cost
                // nine tenths of the time.
                return try Yams.compose(yaml: text, .basic)
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                guard let key = keys.first, mask(key, at: context.mark) else { return nil }
                duplicates.append(Duplicate(key: key, mark: context.mark))
            }
        }
    }

    private mutating func mask(_ key: String, at mark: Mark) -> Bool {
        guard let standIn = Unicode.Scalar(Self.standIns.lowerBound + UInt32(duplicates.count)) else { return false }
        // Lines are found among scalars, because “CR LF” is one character to `String`.
        let scalars = text.unicodeScalars
        var start = scalars.startIndex
        for _ in 1..<mark.line {
            guard let lineFeed = scalars[start...].firstIndex(of: "\n") else { return false }
            start = scalars.index(after: lineFeed)
        }
        guard let keyStart = scalars.index(start, offsetBy: mark.column - 1, limitedBy: scalars.endIndex),
            keyStart < scalars.endIndex
        else { return false }
        var keyEnd = scalars.index(keyStart, offsetBy: key.unicodeScalars.count, limitedBy: scalars.endIndex)
        let quote = scalars[keyStart]
        if quote == "\"" || quote == "'" {
            let closing = scalars[scalars.index(after: keyStart)...].firstIndex(of: quote)
            keyEnd = closing.map { scalars.index(after: $0) }
        }
        guard let keyEnd else { return false }
        let length = scalars.distance(from: keyStart, to: keyEnd)
        text.unicodeScalars.replaceSubrange(keyStart..<keyEnd, with: Array(repeating: standIn, count: length))
        return true
    }
}
