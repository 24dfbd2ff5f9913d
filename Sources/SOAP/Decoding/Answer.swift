/// A decoded answer: the values its `return` holds, or the fault it is.
package struct Answer<Item: Sendable>: Sendable {
    package enum Outcome: Sendable {
        /// One for a single value and none for an answer without `return`; an array's items in order.
        case items([Item])
        case fault(SOAPFault)
    }

    package var outcome: Outcome
    package var repairs: BodyRepairs
}

/// What had to be done to a body before it could be parsed. Worth a line in a log: it tells an operator of damaged data
/// or a chatty PHP (reference §1.7).
package struct BodyRepairs: Hashable, Sendable {
    /// Characters that XML cannot carry, left out.
    package var removedCharacters = 0
    /// HTML entities, and stray `&`, made into characters.
    package var replacedEntities = 0
    /// Byte sequences that are not UTF-8, each made into U+FFFD.
    package var damagedSequences = 0
    /// Bytes before the document that were skipped, such as PHP warnings.
    package var skippedBytes = 0

    package init(
        removedCharacters: Int = 0,
        replacedEntities: Int = 0,
        damagedSequences: Int = 0,
        skippedBytes: Int = 0
    ) {
        self.removedCharacters = removedCharacters
        self.replacedEntities = replacedEntities
        self.damagedSequences = damagedSequences
        self.skippedBytes = skippedBytes
    }

    package var isClean: Bool { self == BodyRepairs() }
}
