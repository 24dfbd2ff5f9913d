/// One line `key: value` of a mapping with any keys.
package struct YAMLEntry {
    package let key: String
    /// The key as a value, to report problems at its place.
    package let keyValue: YAMLValue
    package let value: YAMLValue
}

/// A mapping with a known set of keys.
package struct YAMLFields {
    private let entries: [YAMLEntry]
    private let owner: YAMLValue

    init(entries: [YAMLEntry], owner: YAMLValue) {
        self.entries = entries
        self.owner = owner
    }

    /// The value of `key`, or nil when it is not written.
    package subscript(_ key: String) -> YAMLValue? {
        entries.first { $0.key == key }?.value
    }

    /// The value of `key`; when it is not written, that is reported.
    package func required(_ key: String) -> YAMLValue? {
        if let value = self[key] { return value }
        owner.report("“\(key)” is missing here")
        return nil
    }

    /// The place of `key` itself, or of the mapping when it is not written.
    package func location(of key: String) -> SourceLocation {
        entries.first { $0.key == key }?.keyValue.location ?? owner.location
    }

    package var location: SourceLocation { owner.location }

    var reader: YAMLReader { owner.reader }

    package func report(_ message: String) { owner.report(message) }
}
