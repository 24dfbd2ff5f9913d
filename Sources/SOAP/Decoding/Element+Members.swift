/// Members by their place in the vocabulary. They stand beside ``Element/child(_:)`` so that a record's reader in another
/// module makes one call for each member.
extension Element {
    /// The member, unless it is absent, nil, or empty where that stands for nil, as old servers write it: in members
    /// that are never blank, such as numbers, dates and structures.
    package func filled(_ name: Int) -> Element? {
        guard let element = child(name), !element.isNull, !element.isEmpty else { return nil }
        return element
    }

    /// Blank for a blank member, nil for an absent or nil one.
    package func string(_ name: Int) -> String? {
        guard let element = child(name), !element.isNull else { return nil }
        return element.string
    }

    package func integer(_ name: Int) throws(DecodingFailure) -> Int? {
        try filled(name)?.integer()
    }

    package func boolean(_ name: Int) throws(DecodingFailure) -> Bool? {
        try filled(name)?.boolean()
    }

    package func dateTime(_ name: Int) throws(DecodingFailure) -> DateTime? {
        try filled(name)?.dateTime()
    }
}
