package import ServiceLevels
package import Tickets

/// One session of a committee as the calendar makes it.
package struct Session: Hashable, Sendable {
    /// What a holiday did to it.
    package enum Change: Hashable, Sendable {
        /// It takes place on another date than its regular one, which is a holiday.
        case moved(from: CivilDate, holiday: String)
        /// It does not take place.
        case skipped(holiday: String)
    }

    /// When it takes place, or would have.
    package let date: CivilDate
    package let begins: Instant
    /// Nil for a session on its regular date.
    package let change: Change?

    package init(date: CivilDate, begins: Instant, change: Change? = nil) {
        self.date = date
        self.begins = begins
        self.change = change
    }

    package var takesPlace: Bool {
        if case .skipped = change { false } else { true }
    }

    /// Why it is not on its regular date, in Spanish; nil when it is.
    package var reason: String? {
        switch change {
        case nil:
            nil
        case .moved(let regular, let holiday):
            "El \(regular.spanish) es festivo (\(holiday)); la sesión pasa al \(date.spanish)."
        case .skipped(let holiday):
            "El \(date.spanish) es festivo (\(holiday)); no hay sesión."
        }
    }
}
