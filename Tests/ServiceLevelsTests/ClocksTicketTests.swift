import ServiceLevels
import Testing
import Tickets

@Suite("Signals of a ticket")
struct ClocksTicketTests {
    private static let requester = Person(id: 10, name: "dev")
    private static let engineer = Person(id: 20, name: "ing")
    private static let bridge = Person(id: 5, name: "bridge")
    private static let filed = Instant(epochSeconds: 1_780_000_000)

    private func ticket(
        status: TicketStatus? = .assigned,
        handler: Int? = nil,
        notes: [Note] = [],
        _ timeline: [(Int64, Person?, Event.Fact)]
    ) throws -> Ticket {
        Ticket(
            id: try #require(TicketID(rawValue: "ws-1024")),
            scope: "ws",
            policy: PolicyName(rawValue: "p"),
            project: "WS",
            summary: "s",
            description: "d",
            kind: .incident,
            level: LevelName(rawValue: "n1"),
            status: status,
            reporter: Self.requester,
            handler: handler.map { Person(id: $0) },
            submitted: Self.filed,
            updated: Self.filed + 9_000,
            notes: notes,
            timeline: timeline.map { Event(at: Self.filed + $0.0, by: $0.1, fact: $0.2) }
        )
    }

    /// Facts with the seconds after filing, without those that every ticket begins with.
    private func facts(_ ticket: Ticket, declared: [ClockSignal] = []) -> [String] {
        ClockSignals(of: ticket, bridge: Self.bridge.id, declared: declared).ordered
            .filter { $0.fact != .registered && $0.fact.moment != nil }
            .map { "\($0.at - Self.filed) \(Self.name($0.fact)) \($0.by.rawValue)" }
    }

    private static func name(_ fact: ClockSignal.Fact) -> String {
        switch fact {
        case .asked(let note): "asked \(note.map { "\($0)" } ?? "-")"
        case .answered(let note): "answered \(note)"
        case .acknowledged(let note): "acknowledged \(note)"
        case .requesterActed(let note): "requester-acted \(note.map { "\($0)" } ?? "-")"
        default: fact.moment?.rawValue ?? "\(fact)"
        }
    }

    @Test("begin with what the ticket was and its registration, once each, from its creation row")
    func registration() throws {
        let signals = ClockSignals(of: try ticket([(3, Self.requester, .created)]), bridge: nil).ordered
        #expect(
            signals.map(\.fact)
                == [.classified(kind: .incident, level: LevelName(rawValue: "n1")), .registered]
        )
        #expect(signals.allSatisfy { $0.at == Self.filed + 3 })
        #expect(signals[1].by == .requester)
        let bare = ClockSignals(of: try ticket([]), bridge: nil).ordered
        #expect(bare.map(\.at) == [Self.filed, Self.filed])
    }

    @Test("tell a question from an answer by the status that came with it, and by the one in force")
    func questions() throws {
        let (one, two, three) = (NoteID(rawValue: 1), NoteID(rawValue: 2), NoteID(rawValue: 3))
        let (four, five) = (NoteID(rawValue: 4), NoteID(rawValue: 5))
        let ticket = try ticket([
            (0, Self.requester, .created), (100, Self.engineer, .answered(one)),
            (200, Self.engineer, .answered(two)),
            (200, Self.engineer, .statusChanged(from: .assigned, to: .waitingForRequester)),
            (200, Self.engineer, .waitingBegan), (300, Self.engineer, .answered(three)),
            (400, Self.requester, .requesterReplied(four)),
            (400, Self.requester, .statusChanged(from: .waitingForRequester, to: .assigned)),
            (400, Self.requester, .waitingEnded), (500, Self.engineer, .answered(five)),
        ])
        #expect(
            facts(ticket) == [
                "100 answered 1 provider", "200 asked 2 provider", "300 asked 3 provider",
                "400 requester-acted 4 requester", "400 requester-acted - requester", "400 waiting-ended requester",
                "500 answered 5 provider",
            ]
        )
    }

    @Test("AM-12: tell who has the ticket from the first row that says otherwise, or from the ticket")
    func assignment() throws {
        let early = try ticket([
            (0, Self.requester, .created), (0, Self.requester, .enteredQueue),
            (50, Self.engineer, .handlerChanged(from: 7, to: 20)), (50, Self.engineer, .leftQueue),
            (60, Self.engineer, .handlerChanged(from: 20, to: nil)),
            (70, Self.requester, .handlerChanged(from: nil, to: 7)), (70, Self.requester, .enteredQueue),
        ])
        #expect(
            facts(early) == [
                "0 assigned unknown", "0 entered-queue requester", "50 assigned provider", "50 handed-over provider",
                "70 assigned requester", "70 entered-queue requester",
            ]
        )
        #expect(facts(try ticket(handler: 20, [(0, Self.requester, .created)])) == ["0 assigned unknown"])
        #expect(facts(try ticket([(0, Self.requester, .created)])) == [])
    }

    @Test("AM-08: know the bridge's acknowledgement by its marker, and take none of its notes for an answer")
    func bridge() throws {
        func note(_ id: Int, _ text: String) -> Note {
            Note(
                id: NoteID(rawValue: id),
                author: Self.bridge,
                text: text,
                visibility: .public,
                submitted: Self.filed,
                modified: Self.filed
            )
        }
        let marker = Intent.marker(of: .acknowledgement, on: 1_024)
        let ticket = try ticket(
            notes: [note(1, "Recibimos su caso. \(marker)"), note(2, "Falta el NIT.")],
            [
                (0, Self.requester, .created), (5, Self.bridge, .answered(NoteID(rawValue: 1))),
                (6, Self.bridge, .answered(NoteID(rawValue: 2))),
                (7, Self.bridge, .statusChanged(from: .new, to: .waitingForRequester)),
                (7, Self.bridge, .waitingBegan),
            ]
        )
        #expect(facts(ticket) == ["5 acknowledged 1 bridge", "7 asked - bridge"])
    }

    @Test("BI-05, AM-11: follow a ticket through resolved, closed and open again")
    func settling() throws {
        let ticket = try ticket([
            (0, Self.requester, .created), (10, Self.engineer, .statusChanged(from: .new, to: .resolved)),
            (20, Self.engineer, .statusChanged(from: .resolved, to: .closed)),
            (30, Self.requester, .statusChanged(from: .closed, to: nil)),
            (40, Self.requester, .statusChanged(from: nil, to: .assigned)),
            (50, Self.engineer, .statusChanged(from: .assigned, to: .closed)),
        ])
        #expect(
            facts(ticket) == [
                "10 resolved provider", "20 closed provider", "40 reopened requester", "50 closed provider",
            ]
        )
        let filedResolved = try self.ticket([
            (0, Self.requester, .created), (10, Self.engineer, .statusChanged(from: .resolved, to: .assigned)),
        ])
        #expect(facts(filedResolved) == ["0 resolved unknown", "10 reopened provider"])
    }

    @Test("take the last change for the date of a state that no history tells of")
    func withoutHistory() throws {
        let resolved = try ticket(status: .resolved, [(0, Self.requester, .created)])
        #expect(facts(resolved) == ["9000 resolved unknown"])
        #expect(ClockSignals(of: resolved, bridge: nil).ordered.last?.source == .presumed)
        let waiting = try ticket(status: .waitingForRequester, [(0, Self.requester, .created)])
        #expect(facts(waiting) == ["9000 asked - unknown"])
        let filedWaiting = try ticket(
            status: .waitingForRequester,
            [(0, Self.requester, .created), (0, Self.requester, .waitingBegan)]
        )
        #expect(facts(filedWaiting) == ["0 asked - requester"])
    }

    @Test("BI-07: count what the requester writes, adds and changes as activity, and nobody else's")
    func activity() throws {
        let ticket = try ticket([
            (0, Self.requester, .created), (1, Self.requester, .fileAdded(name: "a.xml")),
            (2, Self.engineer, .fileAdded(name: "b.xml")),
            (3, Self.requester, .fieldChanged(name: "description", from: "", to: "")),
            (4, nil, .fieldChanged(name: "description", from: "", to: "")),
            (5, Self.engineer, .internalNote(NoteID(rawValue: 1))),
        ])
        #expect(facts(ticket) == ["1 requester-acted - requester", "3 requester-acted - requester"])
    }

    @Test("take in what the mapping and the ledger know, in their place")
    func declared() throws {
        let level = LevelName(rawValue: "n2")
        let ticket = try ticket([
            (0, Self.requester, .created),
            (
                50, Self.engineer,
                .reclassified(from: TicketClass(kind: nil, level: nil), to: TicketClass(kind: .incident, level: level))
            ),
        ])
        let signals = ClockSignals(
            of: ticket,
            bridge: nil,
            declared: [ClockSignal(.informationMissing, at: Self.filed - 5, by: .bridge, source: .ledger("intake-1"))]
        )
        #expect(
            signals.ordered.map(\.fact)
                == [
                    .classified(kind: nil, level: nil), .registered, .informationMissing,
                    .classified(kind: .incident, level: level),
                ]
        )
        // Nothing can be missing before there is a ticket.
        #expect(signals.ordered[2].at == Self.filed)
        #expect(signals.ordered[3].source == .timeline(1) && signals.ordered[3].by == .provider)
    }

    @Test("FW-06: a due date that a person of the provider sets is a promise, and nobody else's is")
    func dueDate() throws {
        let date = Instant(epochSeconds: 1_796_425_200)
        let cases: [(Person, String, [ClockSignal.Fact])] = [
            (Self.engineer, "1796425200", [.committed(date)]), (Self.engineer, "", [.committed(nil)]),
            (Self.engineer, "1", [.committed(nil)]), (Self.engineer, "2026-12-01", []), (Self.engineer, "-5", []),
            (Self.requester, "1796425200", []), (Self.bridge, "1796425200", []),
        ]
        for (person, stored, expected) in cases {
            let ticket = try ticket([
                (0, Self.requester, .created), (9, person, .fieldChanged(name: "due_date", from: "", to: stored)),
            ])
            let signals = ClockSignals(of: ticket, bridge: Self.bridge.id).ordered
            let promises = signals.filter { if case .committed = $0.fact { true } else { false } }
            #expect(promises.map(\.fact) == expected, "\(person) \(stored)")
            #expect(promises.allSatisfy { $0.at == Self.filed + 9 })
        }
    }
}
