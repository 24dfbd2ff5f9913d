import Foundation
import Testing
import Tickets

@Suite struct TicketCodingTests {
    static let person = Person(id: 9, name: "dev000", realName: "Lucía Peña", email: "lucia@example.test")

    static let facts: [Event.Fact] = [
        .created, .enteredQueue, .leftQueue, .handlerChanged(from: nil, to: 2), .handlerChanged(from: 2, to: nil),
        .statusChanged(from: .new, to: .assigned), .statusChanged(from: nil, to: nil), .waitingBegan, .waitingEnded,
        .reclassified(
            from: TicketClass(kind: nil, level: nil),
            to: TicketClass(kind: .incident, level: LevelName(rawValue: "n1"))
        ),
        .reclassified(
            from: TicketClass(kind: .advice, level: LevelName(rawValue: "n2")),
            to: TicketClass(kind: nil, level: nil)
        ),
        .answered(NoteID(rawValue: 1)), .requesterReplied(NoteID(rawValue: 2)), .internalNote(NoteID(rawValue: 3)),
        .noteEdited(NoteID(rawValue: 4)), .noteDeleted(NoteID(rawValue: 5)),
        .fieldChanged(name: "priority", from: "30", to: "40"), .fileAdded(name: "a.txt"), .fileDeleted(name: "ñ.png"),
    ]

    static func ticket() throws -> Ticket {
        let start = Instant(epochSeconds: 1_795_310_723)
        return Ticket(
            id: try #require(TicketID(rawValue: "facturatech-1024")),
            scope: "ws",
            policy: PolicyName(rawValue: "p"),
            standing: .reassigned,
            project: "Web Service",
            category: "Credenciales",
            summary: "¿Qué? <b>&amp;</b> 🦤",
            description: "Dos\nlíneas\t…",
            stepsToReproduce: "1",
            additionalInformation: "2",
            kind: .incident,
            level: LevelName(rawValue: "n1"),
            status: .waitingForRequester,
            visibility: .private,
            reporter: person,
            handler: Person(id: 2),
            requester: Requester(nit: "900123456-7", contactHours: "8-12"),
            submitted: start,
            updated: start + 5,
            due: start + 86_400,
            productVersion: "1",
            targetVersion: "2",
            fixedInVersion: "3",
            notes: [
                Note(
                    id: NoteID(rawValue: 4),
                    author: person,
                    text: "Hola",
                    visibility: .public,
                    submitted: start,
                    modified: start + 1
                )
            ],
            attachments: [
                Attachment(id: 1, filename: "x.pdf", size: 12, contentType: "application/pdf", submitted: start)
            ],
            relationships: [Relationship(kind: .duplicateOf, issue: 7)],
            tags: ["comité"],
            customFields: [CustomField(name: "NIT", value: "900123456-7"), CustomField(name: "Plan", value: "")],
            timeline: facts.enumerated().map {
                Event(at: start + Int64($0.offset), by: $0.offset % 2 == 0 ? person : nil, fact: $0.element)
            },
            gaps: [Ticket.Gap(field: "level", value: "category “Otros”")]
        )
    }

    @Test func `a ticket survives the round trip through JSON exactly`() throws {
        let ticket = try Self.ticket()
        let data = try JSONEncoder().encode(ticket)
        #expect(try JSONDecoder().decode(Ticket.self, from: data) == ticket)
    }

    @Test func `a ticket of another format version is refused by name`() throws {
        var text = String(decoding: try JSONEncoder().encode(Self.ticket()), as: UTF8.self)
        text = text.replacing("ticket@1", with: "ticket@2")
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Ticket.self, from: Data(text.utf8))
        }
        #expect(String(describing: error).contains("ticket@2"))
    }

    @Test(arguments: facts)
    func `every kind of event survives the round trip`(fact: Event.Fact) throws {
        let event = Event(at: Instant(epochSeconds: 0), by: Self.person, fact: fact)
        #expect(try JSONDecoder().decode(Event.self, from: JSONEncoder().encode(event)) == event)
    }

    /// SHA-256 of `acknowledgement/1` begins with a0accc464a.
    @Test func `the marker of an issue's note is fixed for ever`() {
        #expect(Intent.marker(of: .acknowledgement, on: 1) == "[ref:m2pcrhja]")
    }

    /// SHA-256 of `acknowledgement/1/2` begins with 7d540ba2ad.
    @Test func `an occasion gives an intent a marker of its own`() throws {
        var intent = Intent(
            key: "k",
            ticket: try Self.ticket().id,
            kind: .acknowledgement,
            clause: ClauseID(rawValue: "AM-08"),
            reason: "r",
            effect: .addNote(text: "t", visibility: .public),
            base: Intent.Base(updated: Instant(epochSeconds: 0), status: nil)
        )
        #expect(intent.marker == Intent.marker(of: .acknowledgement, on: intent.ticket.issue))
        intent.occasion = "2"
        #expect(intent.marker == Intent.marker(of: .acknowledgement, on: intent.ticket.issue, occasion: "2"))
        #expect(Intent.marker(of: .acknowledgement, on: 1, occasion: "2") == "[ref:fna0q8nd]")
    }
}
