import Bridge
import Foundation
import Mappings
import ServiceLevels
import Testing
import Tickets

@testable import mantis_bridge

@Suite struct RemainingTimeTests {
    private static let shipped = Result {
        try MappingCatalogue.load(from: BridgeProgram.project.appending(path: "mappings").path)
    }

    private static let engineer = Person(id: 5, name: "ing0")

    /// How a clock reads at `asOf`: a ticket that was filed, entered its queue and was assigned on Monday, `then` what.
    private func remaining(
        _ policy: String,
        _ kind: TicketKind,
        _ level: String,
        filed: String,
        clock: ClockKind = .firstResponse,
        _ then: [(String, Event.Fact)] = [],
        declared: [(String, ClockSignal.Fact)] = [],
        asOf: String
    ) throws -> String {
        let catalogue = try Self.shipped.get()
        let (policy, calendar) = try catalogue.policy(named: policy)
        let at = { (text: String) in try #require(calendar.zone.instant(reading: text)) }
        let reporter = Person(id: 9, name: "dev01")
        var timeline = [
            Event(at: try at(filed), by: reporter, fact: .created),
            Event(at: try at(filed), by: reporter, fact: .enteredQueue),
            Event(at: try at(filed), by: reporter, fact: .handlerChanged(from: nil, to: 5)),
        ]
        for (time, fact) in then { timeline.append(Event(at: try at(time), by: Self.engineer, fact: fact)) }
        let ticket = Ticket(
            id: try #require(TicketID(rawValue: "demo-7")),
            scope: "todo",
            policy: policy.name,
            project: "Proyecto",
            summary: "No funciona",
            description: "Descripción",
            kind: kind,
            level: LevelName(rawValue: level),
            status: .assigned,
            reporter: reporter,
            handler: Self.engineer,
            submitted: try at(filed),
            updated: try at(filed),
            timeline: timeline
        )
        let facts = ClockBook.Facts(
            declared: try declared.map { time, fact in
                ClockSignal(fact, at: try at(time), by: .provider, source: .ledger("declaration/000000000001"))
            }
        )
        let book = try ClockBook(catalogue, policies: [policy.name])
        let review = try #require(book.review(ticket, facts, asOf: try at(asOf)))
        let record = try #require(review.records.first { $0.kind == clock })
        return TicketWords(catalogue: catalogue).remaining(record)
    }

    @Test(
        arguments: [
            ("n3", "2026-03-02 10:00", "70 h hábiles"), ("n1", "2026-03-02 12:40", "19 h 20 min"),
            ("n1", "2026-03-03 07:59:30", "30 s"), ("n1", "2026-03-02 08:00:30", "23 h 59 min"),
            ("n1", "2026-03-03 10:05:59", "vencido hace 2 h 5 min"), ("n1", "2026-03-03 08:00", "vencido"),
            ("n4", "2026-03-02 10:00", "sin plazo"),
        ]
    )
    func `FW-03, FW-05, FW-06: what is left is told in what is promised`(level: String, asOf: String, text: String)
        throws
    {
        #expect(try remaining("facturatech-ws", .incident, level, filed: "2026-03-02 08:00", asOf: asOf) == text)
    }

    @Test func `after closing time no open hour has gone by since the deadline`() throws {
        let filed = "2026-03-02 11:00"
        let evening = try remaining("coacher", .incident, "alto-estandar", filed: filed, asOf: "2026-03-02 20:00")
        #expect(evening == "vencido")
        let morning = try remaining("coacher", .incident, "alto-estandar", filed: filed, asOf: "2026-03-03 10:30")
        #expect(morning == "vencido hace 1 h 30 min hábiles")
    }

    @Test func `FW-07 a clock that begins again waits for information, and AM-10 one that goes on is paused`() throws {
        let asked: [(String, Event.Fact)] = [("2026-03-02 12:00", .waitingBegan)]
        let asOf = "2026-03-04 12:00"
        let held = try remaining("facturatech-ws", .incident, "n2", filed: "2026-03-02 08:00", asked, asOf: asOf)
        #expect(held == "espera información")
        let paused = try remaining(
            "bitam",
            .incident,
            "media",
            filed: "2026-03-02 08:30",
            clock: .resolution,
            asked,
            asOf: asOf
        )
        #expect(paused == "en pausa, restan 36 h 30 min hábiles")
    }

    @Test func `FW-06 a promised date has the hours of the wall clock`() throws {
        let text = try remaining(
            "facturatech-ws",
            .incident,
            "n4",
            filed: "2026-03-02 08:00",
            declared: [("2026-03-02 09:00", .committed(Instant(iso8601: "2026-03-04T10:00:00-05:00")))],
            asOf: "2026-03-03 10:00"
        )
        #expect(text == "24 h")
    }

    @Test func `what is over is told as it ended, and a clock that has not begun as such`() throws {
        let answer = Event.Fact.answered(NoteID(rawValue: 1))
        func ended(_ at: String) throws -> String {
            try remaining(
                "coacher",
                .incident,
                "alto-premium",
                filed: "2026-03-02 09:00",
                [(at, answer)],
                asOf: "2026-03-09 10:00"
            )
        }
        #expect(try ended("2026-03-02 11:00") == "cumplido")
        #expect(try ended("2026-03-02 12:30") == "cumplido 30 min hábiles tarde")
        let window = try remaining(
            "bitam",
            .incident,
            "media",
            filed: "2026-03-02 08:30",
            clock: .closing,
            asOf: "2026-03-02 10:00"
        )
        #expect(window == "sin empezar")
    }

    @Test func `BT-06 a time that is indicative says so`() throws {
        let catalogue = try Self.shipped.get()
        let (policy, _) = try catalogue.policy(named: "btw")
        let level = try #require(policy.levels.first { $0.clause.rawValue == "BT-06" })
        let text = try remaining(
            "btw",
            .implementation,
            level.name.rawValue,
            filed: "2026-03-02 08:00",
            clock: .resolution,
            [("2026-03-02 08:00", .statusChanged(from: .new, to: .assigned))],
            declared: [("2026-03-02 08:00", .informationComplete)],
            asOf: "2026-03-02 09:00"
        )
        #expect(text.hasSuffix(" hábiles (indicativo)"), "\(text)")
    }
}
