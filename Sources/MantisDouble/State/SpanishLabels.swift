/// The names of enumerated values that an account with Spanish as its language gets (reference §2.5, §7).
enum SpanishLabels {
    static let names: [ServerEnumeration: [Int: String]] = [
        .status: [
            10: "nueva", 20: "se necesitan más datos", 30: "aceptada", 40: "confirmada", 50: "asignada",
            80: "resuelta", 90: "cerrada",
        ],
        .priority: [10: "ninguna", 20: "baja", 30: "normal", 40: "alta", 50: "urgente", 60: "inmediata"],
        .severity: [
            10: "funcionalidad", 20: "trivial", 30: "texto", 40: "ajuste", 50: "menor", 60: "mayor", 70: "fallo",
            80: "bloqueo",
        ],
        .resolution: [
            10: "abierta", 20: "corregida", 30: "reabierta", 40: "no reproducible", 50: "no es corregible",
            60: "duplicada", 70: "no es una incidencia", 80: "suspendida", 90: "no se arreglará",
        ],
        .viewState: [10: "público", 50: "privado"],
        .projectViewState: [10: "público", 50: "privado"],
    ]
}

extension Instance {
    /// The name of a value in the reader's language. What is not configured has none in any language.
    func label(_ enumeration: ServerEnumeration, _ id: Int, for reader: UserRow) -> String {
        let configured = settings.label(enumeration, id)
        guard reader.language == .spanish, !configured.hasPrefix("@") else { return configured }
        return SpanishLabels.names[enumeration]?[id] ?? configured
    }
}
