import SOAP

/// How the dates of an answer become instants. Every date that a record reads goes through one of these.
///
/// Servers before 1.2.9 print their wall clock with a `Z` that is not true (reference §1.5).
struct DateReading: Sendable {
    /// Nil where dates are what they say.
    private let localToUTC: (@Sendable (Int64) -> Int64)?

    /// Dates are what they say.
    static let asWritten = DateReading(localToUTC: nil)

    /// `Z` is the server's wall clock, whose seconds `localToUTC` makes ones since 1970-01-01T00:00:00Z.
    static func wallClock(_ localToUTC: @escaping @Sendable (Int64) -> Int64) -> DateReading {
        DateReading(localToUTC: localToUTC)
    }

    private init(localToUTC: (@Sendable (Int64) -> Int64)?) {
        self.localToUTC = localToUTC
    }

    func dateTime(_ element: Element, _ member: Member) throws(DecodingFailure) -> DateTime? {
        guard let written = try element.dateTime(Int(member.rawValue)) else { return nil }
        return instant(written)
    }

    /// A date that can be absent, nil, or there.
    func field(_ element: Element, _ member: Member) throws(DecodingFailure) -> Field<DateTime> {
        guard let child = element.child(Int(member.rawValue)) else { return .absent }
        if child.isNull || child.isEmpty { return .null }
        return .value(instant(try child.dateTime()))
    }

    /// A date with an offset other than `Z` is true even there: somebody mended the server.
    private func instant(_ written: DateTime) -> DateTime {
        guard let localToUTC, written.offsetSeconds == 0 else { return written }
        let utc = localToUTC(written.epochSeconds)
        return DateTime(epochSeconds: utc, offsetSeconds: Int32(clamping: written.epochSeconds - utc))
    }
}
