import ServiceLevels
import Tickets

// The clocks of the five policies as data, clause by clause.

extension TestPolicy {
    /// Web Service area: an answer counts, a question for what is missing does not.
    static func webService(warnings: [Int] = []) throws -> TestPolicy {
        try TestPolicy(
            [
                ClockRule(
                    kind: .firstResponse,
                    terms: [ClockTerms(clause: nil, amount: .level)],
                    start: .init([.enteredQueue], clause: "FW-01"),
                    meets: [.answered, .resolved, .closed],
                    pauses: [
                        PauseRule(.waitingForRequester, .restart, clause: "FW-07"),
                        PauseRule(.informationMissing, .restart, clause: "FW-07"),
                        PauseRule(.contingency, clause: "FW-09"),
                    ],
                    warnings: warnings,
                    commitment: "FW-06",
                    readings: [
                        .init(setting: "contingency", value: "pause", clause: "FW-09", text: "Detiene el reloj.")
                    ]
                )
            ],
            levels: [
                level("n1", "FW-03", "1440cm"), level("n2", "FW-04", "2880bm", warning: "1440bm"),
                level("n3", "FW-05", "4320bm"), level("n4", "FW-06", nil),
            ],
            calendar: "facturatech-ws"
        )
    }

    private static func assigned(_ reopening: ClauseID, _ start: ClauseID, _ terms: [ClockTerms]) -> ClockRule {
        ClockRule(
            kind: .resolution,
            terms: terms,
            start: .init([.assigned], clause: start),
            meets: [.resolved, .closed],
            pauses: [PauseRule(.waitingForRequester, clause: start), PauseRule(.contingency, clause: start)],
            reopening: .newCycle(clause: reopening)
        )
    }

    static func amazonas() throws -> TestPolicy {
        try TestPolicy(
            [
                ClockRule(
                    kind: .acknowledgement,
                    terms: [ClockTerms(clause: "AM-08", amount: .none)],
                    start: .init([.registered], clause: "AM-08"),
                    meets: [.acknowledged, .answered]
                ),
                assigned("AM-11", "AM-12", [ClockTerms(clause: nil, kinds: [.incident], amount: .level)]),
                ClockRule(
                    kind: .requesterAnswer,
                    terms: [ClockTerms(clause: "AM-10", amount: .fixed(try Target("5cd")))],
                    start: .init([.asked], clause: "AM-10"),
                    meets: [.requesterActed],
                    cancels: [.waitingEnded, .resolved, .closed]
                ),
            ],
            levels: [
                level("p1", "AM-03", "480cm"), level("p2", "AM-04", "1440bm"), level("p3", "AM-05", "5760bm"),
                level("requerimiento", "AM-06", nil),
            ],
            calendar: "amazonas"
        )
    }

    static func btw() throws -> TestPolicy {
        try TestPolicy(
            [
                assigned(
                    "BT-09",
                    "BT-10",
                    [
                        ClockTerms(clause: "BT-06", kinds: [.implementation], amount: .level, isIndicative: true),
                        ClockTerms(clause: nil, amount: .level),
                    ]
                )
            ],
            levels: [
                level("p1", "BT-03", "480cm"), level("p2", "BT-04", "4320bm"), level("p3", "BT-05", "7200bm"),
                level("implementacion", "BT-06", "2880bm"),
            ],
            calendar: "btw"
        )
    }

    static func bitam(viabilityFrom: ClockMoments = [.registered], unit: String = "10cd") throws -> TestPolicy {
        try TestPolicy(
            [
                ClockRule(
                    kind: .resolution,
                    terms: [
                        ClockTerms(clause: nil, kinds: [.incident, .activity], amount: .level),
                        ClockTerms(clause: "BI-10", amount: .none),
                    ],
                    start: .init([.registered], clause: "BI-04"),
                    meets: [.resolved, .closed],
                    pauses: [PauseRule(.waitingForRequester, clause: "BI-04")],
                    reopening: .resume(within: try Target("15bd"), clause: "BI-14"),
                    readings: [
                        .init(setting: "resolved", value: "provider", clause: "BI-14", text: "La del proveedor.")
                    ]
                ),
                ClockRule(
                    kind: .abandonment,
                    terms: [ClockTerms(clause: "BI-07", amount: .fixed(try Target("30cd")))],
                    start: .init([.registered, .requesterActed, .reopened], repetition: .restart, clause: "BI-07"),
                    meets: [],
                    cancels: [.resolved, .closed]
                ),
                ClockRule(
                    kind: .closing,
                    terms: [ClockTerms(clause: "BI-06", amount: .fixed(try Target("15bd")))],
                    start: .init([.resolved], clause: "BI-06"),
                    meets: [.closed],
                    cancels: [.commented, .reopened]
                ),
                ClockRule(
                    kind: .viability,
                    terms: [
                        ClockTerms(clause: "BI-08", kinds: [.requirement], amount: .fixed(try Target(unit)))
                    ],
                    start: .init(viabilityFrom, clause: "BI-08"),
                    meets: [.viabilityPublished],
                    readings: [
                        .init(setting: "unit", value: unit, clause: "BI-08", text: "Calendario."),
                        .init(setting: "from", value: "\(viabilityFrom.elements[0])", clause: "BI-08", text: "Desde."),
                    ]
                ),
            ],
            levels: [
                level("urgente", "BI-04", "240bm"), level("alta", "BI-04", "960bm"),
                level("media", "BI-04", "2400bm"), level("baja", "BI-04", "4800bm"),
            ],
            calendar: "bitam"
        )
    }

    static func coacher() throws -> TestPolicy {
        try TestPolicy(
            [
                ClockRule(
                    kind: .firstResponse,
                    terms: [ClockTerms(clause: nil, amount: .level)],
                    start: .init([.registered], clause: "CO-02"),
                    meets: [.answered, .asked, .handedOver, .resolved, .closed]
                ),
                ClockRule(
                    kind: .resolution,
                    terms: [ClockTerms(clause: "CO-03", amount: .multiple(4, of: .firstResponse))],
                    start: .init([.registered], clause: "CO-02"),
                    meets: [.resolved, .closed],
                    pauses: [PauseRule(.waitingForRequester, clause: "CO-03")]
                ),
            ],
            levels: [
                level("alto-premium", "CO-02", "180bm"), level("medio-estandar", "CO-02", "1080bm"),
                level("bajo-basico", "CO-02", "2880bm"),
            ],
            calendar: "coacher-8x5"
        )
    }
}
