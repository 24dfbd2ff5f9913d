import GRDB
import Tickets

/// A column holds a word that no version of the program wrote there: the database is damaged.
struct UnreadableRow: Error {}

// GRDB's subscripts end the process when a column holds something unexpected. In a damaged database one may, so columns
// are read by functions that throw.

extension Row {
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: Int) throws -> Value {
        try decode(Value.self, atIndex: column)
    }

    func instant(_ column: Int) throws -> Instant {
        Instant(epochSeconds: try value(column))
    }

    func instantIfPresent(_ column: Int) throws -> Instant? {
        let seconds: Int64? = try value(column)
        return seconds.map { Instant(epochSeconds: $0) }
    }

    /// A value of a type that has words for its cases or a form for its names.
    func word<Word: RawRepresentable<String>>(_ column: Int) throws -> Word {
        guard let word = Word(rawValue: try value(column)) else { throw UnreadableRow() }
        return word
    }

    func wordIfPresent<Word: RawRepresentable<String>>(_ column: Int) throws -> Word? {
        let text: String? = try value(column)
        return try text.map { text in
            guard let word = Word(rawValue: text) else { throw UnreadableRow() }
            return word
        }
    }
}
