// Dates as people in Spanish write them, for notes, agendas and explanations.

extension Weekday {
    /// «jueves».
    package var spanish: String {
        switch self {
        case .monday: "lunes"
        case .tuesday: "martes"
        case .wednesday: "miércoles"
        case .thursday: "jueves"
        case .friday: "viernes"
        case .saturday: "sábado"
        case .sunday: "domingo"
        }
    }
}

extension CivilDate {
    /// «jueves 14 de mayo de 2026».
    package var spanish: String {
        let (year, month, day) = components
        return "\(weekday.spanish) \(day) de \(spanishMonths[month - 1]) de \(year)"
    }
}

extension LocalTime {
    /// «9:00»; seconds are left out.
    package var spanish: String { "\(hour):\(padded(minute, to: 2))" }

    /// «9:00», or «9:00:05» where a second decides.
    package var spanishToTheSecond: String { second == 0 ? spanish : "\(spanish):\(padded(second, to: 2))" }
}

extension LocalDateTime {
    /// «jueves 14 de mayo de 2026, 9:00»; seconds are left out.
    package var spanish: String { "\(date.spanish), \(time.spanish)" }

    /// «jueves 14 de mayo de 2026, 9:00», or «…, 9:00:05» where a second decides.
    package var spanishToTheSecond: String { "\(date.spanish), \(time.spanishToTheSecond)" }
}

private let spanishMonths = [
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
]
