import Mappings
import ServiceLevels
import Testing
import Tickets

@testable import Bridge

/// A made-up ticket under a shipped policy, told as what happened to it on the clocks of the policy's zone.
struct PlannedTicket {
    static let requester = Person(id: 9, name: "dev000", email: "ana@cliente.example")
    static let engineer = Person(id: 5, name: "ing0", realName: "Inés García")
    static let bridge = Person(id: 3, name: "puente")

    private static let shipped = Result { try MappingCatalogue.load(from: SyncHarness.mappings) }

    var catalogue: MappingCatalogue
    let policy: Policy
    let zone: TimeZoneRules
    var ticket: Ticket
    var facts = ClockBook.Facts(bridge: 3)
    /// From when on rules act.
    var actsFrom = "2020-01-01 00:00"

    init(
        _ policy: String,
        _ kind: TicketKind,
        _ level: String?,
        filed: String,
        catalogue: MappingCatalogue? = nil
    ) throws {
        self.catalogue = try catalogue ?? Self.shipped.get()
        self.policy = try #require(self.catalogue.policies[PolicyName(rawValue: policy)])
        zone = try #require(self.catalogue.calendar(of: self.policy)).zone
        let at = try Self.instant(filed, zone)
        ticket = Ticket(
            id: try #require(TicketID(rawValue: "mantis-7")),
            scope: "todo",
            policy: self.policy.name,
            project: "Proyecto",
            summary: "No funciona",
            description: "Descripción",
            kind: kind,
            level: level.map(LevelName.init),
            status: .new,
            reporter: Self.requester,
            submitted: at,
            updated: at,
            timeline: [Event(at: at, by: Self.requester, fact: .created)]
        )
    }

    static func instant(_ text: String, _ zone: TimeZoneRules) throws -> Instant {
        let parts = text.split(separator: " ")
        let date = try #require(CivilDate(iso8601: parts[0]), "\(text)")
        let time = try #require(LocalTime(parts[1]), "\(text)")
        return zone.instant(of: date, at: time)
    }

    func at(_ text: String) throws -> Instant { try Self.instant(text, zone) }

    mutating func happen(_ text: String, by: Person, _ facts: Event.Fact...) throws {
        for fact in facts { ticket.timeline.append(Event(at: try at(text), by: by, fact: fact)) }
        ticket.updated = try at(text)
    }

    /// A change of status, with the waiting that comes with it.
    mutating func move(_ text: String, by: Person, to status: TicketStatus) throws {
        let before = ticket.status
        var facts: [Event.Fact] = [.statusChanged(from: before, to: status)]
        if status == .waitingForRequester { facts.append(.waitingBegan) }
        if before == .waitingForRequester { facts.append(.waitingEnded) }
        for fact in facts { try happen(text, by: by, fact) }
        ticket.status = status
    }

    func review(_ asOf: String) throws -> TicketReview {
        let book = try ClockBook(catalogue, policies: [policy.name])
        return try #require(book.review(ticket, facts, asOf: try at(asOf)))
    }

    /// What the rules make due, without the acknowledgement.
    func intents(_ asOf: String) throws -> [Intent] {
        let outcome = try plan(asOf).outcome
        #expect(outcome.failures == [])
        return outcome.intents
    }

    func plan(_ asOf: String) throws -> TicketPlan {
        let configuration = try Configuration.load(
            text: """
                database: x
                mappings: x
                instances:
                  mantis:
                    url: http://127.0.0.1:9/api/soap/mantisconnect.php
                    username: puente
                    password: {environment: X}
                    scopes:
                      - name: todo
                        policy: \(policy.name)
                        projects: [Proyecto]
                        acknowledge-from: never
                        act-from: \(try at(actsFrom).iso8601)
                """,
            file: "mantis-bridge.yaml"
        )
        let instance = try #require(configuration.instances.first)
        return TicketPlan(
            catalogue: catalogue,
            instance: instance,
            scope: try #require(instance.scopes.first),
            review: try review(asOf)
        )
    }

    /// The titles of the intents.
    func due(_ asOf: String) throws -> [String] { try intents(asOf).map(\.title) }

    /// The complete requester that intake lists ask for.
    mutating func completeRequester() {
        ticket.requester = Requester(
            nit: "900123456",
            company: "Cliente S.A.S.",
            contact: "Ana",
            email: "ana@cliente.example",
            phone: "3001234567"
        )
        ticket.stepsToReproduce = "Debe facturar"
        ticket.attachments = [
            Attachment(id: 1, filename: "a.png", size: 1, contentType: "image/png", submitted: ticket.submitted)
        ]
    }
}
