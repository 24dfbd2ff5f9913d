import Yams

/// One value of a YAML file with its place. The accessors check the type; when it is wrong they report it and return nil.
package struct YAMLValue {
    package let location: SourceLocation
    let node: Node
    let reader: YAMLReader

    init(node: Node, location: SourceLocation, reader: YAMLReader) {
        self.node = node
        self.location = location
        self.reader = reader
    }

    /// Adds a problem at this value's place.
    package func report(_ message: String) {
        reader.report(message, at: location)
    }

    /// A text with something in it. Numbers and words such as `yes` count as the text they are written as.
    package func string() -> String? {
        guard let text = scalarText(expected: "a text") else { return nil }
        guard !text.allSatisfy(\.isWhitespace) else {
            report("a text is expected here, and it is empty")
            return nil
        }
        return text
    }

    /// A whole number within `range`.
    package func integer(in range: ClosedRange<Int> = Int.min...Int.max) -> Int? {
        guard let text = scalarText(expected: "a whole number") else { return nil }
        guard let number = Int(text) else {
            report("“\(text)” is not a whole number")
            return nil
        }
        guard range.contains(number) else {
            report("\(number) is out of range; from \(range.lowerBound) to \(range.upperBound) is allowed")
            return nil
        }
        return number
    }

    /// `true` or `false`, written just so: YAML's other spellings (`yes`, `on`) mean different things to different readers.
    package func boolean() -> Bool? {
        guard let text = scalarText(expected: "true or false") else { return nil }
        guard let value = Bool(text) else {
            report("“\(text)” is neither true nor false")
            return nil
        }
        return value
    }

    /// The items of a list, which has at least one.
    package func list() -> [YAMLValue]? {
        guard case .sequence(let sequence) = node else {
            report("a list is expected here, not \(shape)")
            return nil
        }
        guard !sequence.isEmpty else {
            report("the list is empty")
            return nil
        }
        return sequence.map { YAMLValue(node: $0, location: reader.location(of: $0), reader: reader) }
    }

    /// A list of texts, without those that are none.
    package func strings() -> [String]? {
        list()?.compactMap { $0.string() }
    }

    /// One text or a list of them.
    package func stringOrStrings() -> [String]? {
        if case .sequence = node { return strings() }
        return string().map { [$0] }
    }

    /// One of the raw values of an enumeration.
    package func choice<Choice: RawRepresentable<String> & CaseIterable>(of type: Choice.Type) -> Choice? {
        guard let text = string() else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        report("“\(text)” is unknown here\(Suggestion.text(for: text, among: Choice.allCases.map(\.rawValue)))")
        return nil
    }

    /// A mapping whose keys are all among `known`; any other key is reported.
    package func fields(_ known: String...) -> YAMLFields? {
        fields(known)
    }

    package func fields(_ known: [String]) -> YAMLFields? {
        guard let entries = entries() else { return nil }
        for entry in entries where !known.contains(entry.key) {
            entry.keyValue.report("“\(entry.key)” is unknown here\(Suggestion.text(for: entry.key, among: known))")
        }
        return YAMLFields(entries: entries, owner: self)
    }

    /// The entries of a mapping with any keys, in the file's order.
    package func entries() -> [YAMLEntry]? {
        guard case .mapping(let mapping) = node else {
            report("a mapping (“key: value” lines) is expected here, not \(shape)")
            return nil
        }
        return mapping.compactMap { key, value in
            let keyValue = YAMLValue(node: key, location: reader.location(of: key), reader: reader)
            guard case .scalar(let scalar) = key else {
                keyValue.report("a key is a text, not a list or mapping")
                return nil
            }
            guard !DuplicateKeyMasking.isStandIn(scalar.string) else { return nil }
            return YAMLEntry(
                key: scalar.string,
                keyValue: keyValue,
                value: YAMLValue(node: value, location: reader.location(of: value), reader: reader)
            )
        }
    }

    /// The value under `key` if there is one; reports nothing.
    func peek(_ key: String) -> YAMLValue? {
        guard case .mapping(let mapping) = node else { return nil }
        for case (.scalar(let name), let value) in mapping where name.string == key {
            return YAMLValue(node: value, location: reader.location(of: value), reader: reader)
        }
        return nil
    }

    /// The text as it is written, if it is one; reports nothing.
    var text: String? {
        if case .scalar(let scalar) = node { scalar.string } else { nil }
    }

    /// Whether this is a mapping, for values that may be written in two ways.
    package var isMapping: Bool {
        if case .mapping = node { true } else { false }
    }

    /// Whether this is a list, for values that may be written in two ways.
    package var isList: Bool {
        if case .sequence = node { true } else { false }
    }

    private func scalarText(expected: String) -> String? {
        guard case .scalar(let scalar) = node, !isNull else {
            report("\(expected) is expected here, not \(shape)")
            return nil
        }
        return scalar.string
    }

    private var isNull: Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    private var shape: String {
        switch node {
        case .mapping: "a mapping"
        case .sequence: "a list"
        default: isNull ? "nothing" : "a single value"
        }
    }
}
