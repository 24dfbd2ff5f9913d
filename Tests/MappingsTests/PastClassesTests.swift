import MantisConnect
import ServiceLevels
import Testing
import Tickets

@testable import Mappings

@Suite("What a ticket was, from the history of its issue")
struct PastClassesTests {
    /// `SECONDS BY FROM > TO`, under a shipped policy.
    private func changes(_ policy: String, _ issue: Issue, _ history: [HistoryEntry]?) throws -> [String] {
        try ticket(policy, issue, history).timeline.compactMap { event in
            guard case .reclassified(let from, let to) = event.fact else { return nil }
            func words(_ side: TicketClass) -> String {
                "\(side.kind?.rawValue ?? "?")/\(side.level?.rawValue ?? "?")"
            }
            return "\(event.at - .base) \(event.by?.id ?? 0) \(words(from)) > \(words(to))"
        }
    }

    private func ticket(_ policy: String, _ issue: Issue, _ history: [HistoryEntry]?) throws -> Ticket {
        let instance = try #require(InstanceName(rawValue: "x"))
        let catalogue = try Repository.catalogue()
        let translation = Translation(
            instance: instance,
            scope: "todo",
            policy: PolicyName(rawValue: policy),
            queue: nil,
            bridge: Account.bridge.id,
            catalogue: catalogue
        )
        return try #require(translation).ticket(from: issue, history: history)
    }

    private let incident = "Credenciales C2/C3"
    private let inputs = "Cálculo de impuestos"

    @Test("A change of category tells the class before and after, by whoever made it")
    func category() throws {
        let issue = Issue.sample(category: inputs)
        let rows: [HistoryEntry] = [
            .row(0, .issueCreated), .row(60, by: .engineer, field: "category", incident, inputs),
        ]
        #expect(try changes("facturatech-ws", issue, rows) == ["60 5 incident/n1 > incident/n3"])
        #expect(try changes("facturatech-ws", issue, rows.reversed()) == ["60 5 incident/n1 > incident/n3"])
        #expect(try changes("facturatech-ws", issue, nil) == [])
        #expect(try changes("facturatech-ws", issue, [.row(0, .issueCreated)]) == [])
    }

    @Test("A change of priority or of a custom field counts as far as the policy looks at it")
    func otherFields() throws {
        var support = Issue.sample(category: "Soporte")
        support.priority = Reference(id: 50)
        let priority: [HistoryEntry] = [.row(9, by: .engineer, field: "priority", "30", "50")]
        #expect(try changes("bitam", support, priority) == ["9 5 incident/media > incident/urgente"])
        #expect(try changes("facturatech-ws", .sample(), priority) == [], "its levels go by category")
        let plan = Issue.sample(category: "Seguridad", fields: [("Plan SLA", "Premium")])
        #expect(
            try changes("coacher", plan, [.row(9, field: "Plan SLA", "", "Premium")])
                == ["9 9 incident/? > incident/alto-premium"]
        )
    }

    @Test("What one account changes in one second is one change; there and back are two")
    func together() throws {
        var support = Issue.sample(category: "Actividad")
        support.priority = Reference(id: 50)
        let form: [HistoryEntry] = [
            .row(9, by: .engineer, field: "category", "Consultoría", "Actividad"),
            .row(9, by: .engineer, field: "status", "10", "50"),
            .row(9, by: .engineer, field: "priority", "20", "50"),
        ]
        #expect(try changes("bitam", support, form) == ["9 5 consulting/baja-sin-plazo > activity/urgente"])
        let back: [HistoryEntry] = [
            .row(9, by: .engineer, field: "category", incident, inputs),
            .row(20, by: .engineer, field: "category", inputs, incident),
        ]
        #expect(
            try changes("facturatech-ws", .sample(), back)
                == ["9 5 incident/n1 > incident/n3", "20 5 incident/n3 > incident/n1"]
        )
        let twoPeople: [HistoryEntry] = [
            .row(9, by: .engineer, field: "category", incident, "Otra"),
            .row(9, by: .queue, field: "category", "Otra", incident),
        ]
        #expect(
            try changes("facturatech-ws", .sample(), twoPeople)
                == ["9 5 incident/n1 > ?/?", "9 2 ?/? > incident/n1"]
        )
    }

    @Test("A ticket imported before a change and one imported long after it have the same clocks of the time between")
    func lateImport() throws {
        let filing: [HistoryEntry] = [.row(0, .issueCreated)]
        let change = filing + [.row(90_000, by: .engineer, field: "category", incident, inputs)]
        let early = try ticket("facturatech-ws", .sample(), filing)
        let late = try ticket("facturatech-ws", .sample(category: inputs), change)
        let policy = try #require(try Repository.catalogue().policies[PolicyName(rawValue: "facturatech-ws")])
        let calendar = try #require(try Repository.catalogue().calendar(of: policy))
        let engine = try ClockEngine(
            rules: policy.clocks,
            calendars: [policy.calendar: CalendarEditions(BusinessTime(calendar))]
        )
        func records(_ ticket: Ticket, _ instant: Instant) -> [ClockRecord] {
            // In a queue from its filing.
            var ticket = ticket
            ticket.timeline.insert(Event(at: .base, by: ticket.reporter, fact: .enteredQueue), at: 1)
            return engine.records(of: ClockCase(signals: ClockSignals(of: ticket, bridge: nil)), asOf: instant)
        }
        let before = Instant.base + 80_000
        #expect(records(late, before) == records(early, before))
        #expect(records(early, before).first?.current?.promise == .target(try Target("1440cm")))
        #expect(
            records(late, .base + 100_000).first?.current?.promise == .target(try Target("1440cm")),
            "breached before"
        )
        let soon = filing + [.row(80_000, by: .engineer, field: "category", incident, inputs)]
        let changed = records(try ticket("facturatech-ws", .sample(category: inputs), soon), .base + 100_000)
        #expect(changed.first?.current?.promise == .target(try Target("4320bm")), "FW-05 from the same start")
        #expect(changed.first?.current?.start?.at == .base)
    }
}
