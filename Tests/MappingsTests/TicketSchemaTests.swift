import Foundation
import MantisConnect
import Testing
import Tickets

@testable import Mappings

@Suite struct TicketSchemaTests {
    private static func validator() throws -> SchemaValidator {
        try SchemaValidator(Data(contentsOf: URL(filePath: Repository.mappings).appending(path: "ticket.schema.json")))
    }

    private static let person = Person(id: 9, name: "dev000", realName: "Lucía Peña", email: "lucia@example.test")

    /// One of each, with the JSON members it is written with besides `at`, `by` and `type`.
    private static let facts: [(Event.Fact, Set<String>)] = [
        (.created, []), (.enteredQueue, []), (.leftQueue, []), (.waitingBegan, []), (.waitingEnded, []),
        (.handlerChanged(from: 5, to: 2), ["from", "to"]), (.handlerChanged(from: nil, to: nil), []),
        (.statusChanged(from: .new, to: .assigned), ["from", "to"]), (.statusChanged(from: nil, to: nil), []),
        (
            .reclassified(
                from: TicketClass(kind: .incident, level: LevelName(rawValue: "n1")),
                to: TicketClass(kind: .advice, level: LevelName(rawValue: "n2"))
            ), ["from_kind", "from_level", "to_kind", "to_level"]
        ),
        (.reclassified(from: TicketClass(kind: nil, level: nil), to: TicketClass(kind: nil, level: nil)), []),
        (.answered(NoteID(rawValue: 1)), ["note"]), (.requesterReplied(NoteID(rawValue: 2)), ["note"]),
        (.internalNote(NoteID(rawValue: 3)), ["note"]), (.noteEdited(NoteID(rawValue: 4)), ["note"]),
        (.noteDeleted(NoteID(rawValue: 5)), ["note"]),
        (.fieldChanged(name: "priority", from: "30", to: ""), ["from", "to", "name"]),
        (.fileAdded(name: "ñ"), ["name"]), (.fileDeleted(name: "ñ"), ["name"]),
    ]

    private static func minimal() throws -> Ticket {
        Ticket(
            id: try #require(TicketID(rawValue: "f-1")),
            scope: "ws",
            policy: PolicyName(rawValue: "p"),
            project: "",
            summary: "",
            description: "",
            reporter: Person(id: 0),
            submitted: .base,
            updated: .base
        )
    }

    /// A ticket with a value everywhere.
    private static func full() throws -> Ticket {
        var ticket = try minimal()
        ticket.standing = .hidden
        ticket.category = "c"
        ticket.stepsToReproduce = "1"
        ticket.additionalInformation = "2"
        ticket.kind = .incident
        ticket.level = LevelName(rawValue: "n1")
        ticket.status = .waitingForRequester
        ticket.visibility = .private
        ticket.reporter = person
        ticket.handler = person
        ticket.requester = Requester(
            nit: "1",
            company: "2",
            contact: "3",
            email: "4",
            phone: "5",
            contactHours: "6"
        )
        ticket.due = .base
        ticket.productVersion = "1"
        ticket.targetVersion = "2"
        ticket.fixedInVersion = "3"
        ticket.notes = [
            Note(
                id: NoteID(rawValue: 1),
                author: person,
                text: "¿«x»? 🦤\n",
                visibility: .public,
                submitted: .base,
                modified: .base
            )
        ]
        ticket.attachments = [Attachment(id: 1, filename: "a", size: 0, contentType: "b/c", submitted: .base)]
        ticket.relationships = Relationship.Kind.allCases.map { Relationship(kind: $0, issue: 7) }
        ticket.tags = ["t"]
        ticket.customFields = [CustomField(name: "NIT", value: "")]
        ticket.timeline = facts.map { Event(at: .base, by: person, fact: $0.0) }
        ticket.gaps = [Ticket.Gap(field: "level", value: "category “x”")]
        return ticket
    }

    private static func json(_ ticket: Ticket) throws -> [String: Any] {
        let data = try JSONEncoder().encode(ticket)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func `A ticket with everything and one with next to nothing fit the schema and survive the round trip`()
        throws
    {
        for ticket in [try Self.minimal(), try Self.full()] {
            #expect(try Self.validator().violations(Self.json(ticket)) == [])
            let data = try JSONEncoder().encode(ticket)
            #expect(try JSONDecoder().decode(Ticket.self, from: data) == ticket)
        }
    }

    @Test func `A translated issue fits the schema`() throws {
        let instance = try #require(InstanceName(rawValue: "facturatech"))
        let translation = try #require(
            Translation(
                instance: instance,
                scope: "ws",
                policy: PolicyName(rawValue: "facturatech-ws"),
                queue: Account.queue.id,
                bridge: Account.bridge.id,
                catalogue: try Repository.catalogue()
            )
        )
        let issue = Issue.sample(notes: [.sample(1, by: .engineer, at: 3)], fields: [("NIT", "900123456-7")])
        let ticket = translation.ticket(
            from: issue,
            history: [.row(0, .issueCreated), .row(1, field: "status", "10", "77")]
        )
        #expect(try Self.validator().violations(Self.json(ticket)) == [])
    }

    @Test func `The schema has every property that the model writes, and no other`() throws {
        let validator = try Self.validator()
        let ticket = try Self.json(try Self.full())
        func properties(_ schema: [String: Any]) -> Set<String> {
            Set((schema["properties"] as? [String: Any] ?? [:]).keys)
        }
        func member(_ name: String) -> [String: Any] {
            (validator.schema["properties"] as? [String: [String: Any]])?[name] ?? [:]
        }
        func firstItem(_ name: String) throws -> Set<String> {
            Set(try #require((ticket[name] as? [[String: Any]])?.first).keys)
        }

        #expect(Set(ticket.keys) == properties(validator.schema))
        #expect(Set((ticket["requester"] as? [String: Any] ?? [:]).keys) == properties(member("requester")))
        #expect(Set((ticket["reporter"] as? [String: Any] ?? [:]).keys) == properties(validator.definition("person")))
        for list in ["notes", "attachments", "relationships", "custom_fields", "gaps"] {
            #expect(try firstItem(list) == properties(member(list)["items"] as? [String: Any] ?? [:]), "\(list)")
        }
    }

    @Test func `What the schema requires is what a minimal ticket writes`() throws {
        let validator = try Self.validator()
        let written = Set(try Self.json(try Self.minimal()).keys)
        #expect(written == Set(validator.schema["required"] as? [String] ?? []))
    }

    @Test func `Every type of event is in the schema with its members, and the schema has no other type`() throws {
        let branches = try #require(try Self.validator().definition("event")["oneOf"] as? [[String: Any]])
        var types: [String: Set<String>] = [:]
        for branch in branches {
            let properties = try #require(branch["properties"] as? [String: [String: Any]])
            for type in properties["type"]?["enum"] as? [String] ?? [] {
                #expect(types[type] == nil, "\(type) is in two alternatives")
                types[type] = Set(properties.keys).subtracting(["at", "by", "type"])
            }
        }
        var written: [String: Set<String>] = [:]
        for (fact, members) in Self.facts {
            let data = try JSONEncoder().encode(Event(at: .base, by: Self.person, fact: fact))
            let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let type = try #require(object["type"] as? String)
            #expect(Set(object.keys) == members.union(["at", "by", "type"]))
            written[type, default: []].formUnion(members)
        }
        #expect(types == written)
        #expect(Set(types.keys) == Set(Event.Kind.allCases.map(\.rawValue)))
    }

    @Test func `Every enumeration of the schema is the model's`() throws {
        let validator = try Self.validator()
        func values(_ schema: [String: Any]?) -> [String] { schema?["enum"] as? [String] ?? [] }
        let properties = try #require(validator.schema["properties"] as? [String: [String: Any]])
        let relationship = properties["relationships"]?["items"] as? [String: Any]
        let relationshipKind = (relationship?["properties"] as? [String: [String: Any]])?["kind"]
        #expect(values(validator.definition("kind")) == TicketKind.allCases.map(\.rawValue))
        #expect(values(properties["standing"]) == Standing.allCases.map(\.rawValue))
        #expect(values(relationshipKind) == Relationship.Kind.allCases.map(\.rawValue))
        #expect(values(validator.definition("status")) == TicketStatus.allCases.map(\.rawValue))
        #expect(values(validator.definition("visibility")) == Visibility.allCases.map(\.rawValue))
        #expect(properties["format"]?["const"] as? String == Ticket.format)
    }

    @Test func `Every property of the schema is described`() throws {
        #expect(try Self.validator().undescribed() == [])
    }

    /// The schema can say no: each line spoils a good ticket.
    @Test(
        arguments: [
            (["format"], "mantis-bridge/ticket@2"), (["id"], "F-1"), (["id"], "f-0"), (["standing"], "lost"),
            (["more"], "x"), (["submitted"], "2026-11-21T20:00:00-05:00"), (["reporter", "login"], "x"),
            (["requester", "name"], "x"), (["kind"], "bug"), (["status"], "feedback"), (["tags"], "x"), (["due"], ""),
        ] as [([String], String)]
    )
    func `A ticket that is not in form is refused`(path: [String], value: String) throws {
        var ticket = try Self.json(try Self.full())
        if path.count == 2 {
            var inner = try #require(ticket[path[0]] as? [String: Any])
            inner[path[1]] = value
            ticket[path[0]] = inner
        } else {
            ticket[path[0]] = value
        }
        #expect(try Self.validator().violations(ticket).count == 1)
    }

    @Test(arguments: [
        ["at": "2026-11-21T20:00:00Z", "type": "exploded"], ["at": "2026-11-21T20:00:00Z", "type": "answered"],
        ["at": "2026-11-21T20:00:00Z", "type": "created", "note": "1"], ["type": "created"],
        ["at": "2026-11-21T20:00:00Z", "type": "field_changed", "name": "x", "from": "y"],
    ])
    func `An event that is not in form is refused`(event: [String: String]) throws {
        var ticket = try Self.json(try Self.minimal())
        ticket["timeline"] = [event]
        #expect(try Self.validator().violations(ticket).count == 1)
    }
}
