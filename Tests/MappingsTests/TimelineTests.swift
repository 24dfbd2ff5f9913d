import MantisConnect
import SOAP
import Testing
import Tickets

@testable import Mappings

@Suite struct TimelineTests {
    /// `SECONDS BY FACT`, as short as a table wants it.
    private func lines(
        _ issue: Issue,
        _ history: [HistoryEntry]?,
        queue: AccountID? = Account.queue.id,
        bridge: AccountID = Account.bridge.id
    ) throws -> [String] {
        var timeline = Timeline(
            issue: issue,
            queue: queue,
            bridge: bridge,
            vocabulary: try Repository.catalogue().vocabulary,
            people: People(issue)
        )
        let classification = Classification(
            [],
            names: ClassificationNames(kinds: [], levels: [], priorities: [:], severities: [:])
        )
        let past = PastClasses(classification, of: issue, now: classification.verdict(on: issue))
        return timeline.events(from: history, past).map { event in
            "\(event.at - .base) \(event.by?.displayName ?? "-") \(Self.words(event.fact))"
        }
    }

    private static func words(_ fact: Event.Fact) -> String {
        switch fact {
        case .handlerChanged(let from, let to): "handler \(from ?? 0)>\(to ?? 0)"
        case .statusChanged(let from, let to): "status \(from?.rawValue ?? "?")>\(to?.rawValue ?? "?")"
        case .answered(let note): "answered \(note)"
        case .requesterReplied(let note): "replied \(note)"
        case .internalNote(let note): "internal \(note)"
        case .noteEdited(let note): "edited \(note)"
        case .noteDeleted(let note): "deleted \(note)"
        case .fieldChanged(let name, let from, let to): "\(name) “\(from)”>“\(to)”"
        case .fileAdded(let name): "file+ \(name)"
        case .fileDeleted(let name): "file- \(name)"
        default: "\(fact)"
        }
    }

    @Test func `The recorded history of a filed, questioned and resolved issue`() throws {
        let issue = Issue.sample(
            status: 80,
            notes: [.sample(4_449, by: .bridge, at: 2_852), .sample(4_450, by: .bridge, at: 2_852, isPrivate: true)]
        )
        let history: [HistoryEntry] = [
            .row(2_852, .issueCreated),
            .row(2_852, field: "status", "10", "50"),
            .row(2_852, field: "handler_id", "0", "2"),
            .row(2_852, by: .bridge, .noteAdded, "0004449"),
            .row(2_852, by: .bridge, .noteAdded, "0004450"),
            .row(2_852, by: .bridge, .noteEdited, "0004449", "2"),
            .row(2_852, by: .bridge, .fileAdded, "evidencia.txt"),
            .row(2_852, by: .bridge, HistoryEntry.Kind(rawValue: 18), "1", "1"),
            .row(2_852, by: .bridge, HistoryEntry.Kind(rawValue: 25), "comité"),
            .row(2_852, by: .bridge, field: "due_date", "", "1796425200"),
            .row(2_852, by: .bridge, field: "status", "50", "20"),
            .row(2_852, by: .bridge, field: "status", "20", "80"),
            .row(2_852, by: .bridge, field: "resolution", "10", "20"),
        ]
        #expect(
            try lines(issue, history) == [
                "2852 dev000 created",
                "2852 dev000 status new>assigned",
                "2852 dev000 handler 0>2",
                "2852 dev000 enteredQueue",
                "2852 Puente de Soporte answered 4449",
                "2852 Puente de Soporte internal 4450",
                "2852 Puente de Soporte edited 4449",
                "2852 Puente de Soporte file+ evidencia.txt",
                "2852 Puente de Soporte relationship “”>“related_to 1”",
                "2852 Puente de Soporte tag “”>“comité”",
                "2852 Puente de Soporte due_date “”>“1796425200”",
                "2852 Puente de Soporte status assigned>waiting_for_requester",
                "2852 Puente de Soporte waitingBegan",
                "2852 Puente de Soporte status waiting_for_requester>resolved",
                "2852 Puente de Soporte waitingEnded",
                "2852 Puente de Soporte resolution “10”>“20”",
            ]
        )
    }

    @Test func `The queue is entered and left with its account`() throws {
        let history: [HistoryEntry] = [
            .row(0, .issueCreated),
            .row(10, field: "handler_id", "0", "5"),
            .row(20, field: "handler_id", "5", "2"),
            .row(30, by: .queue, field: "handler_id", "2", "5"),
            .row(40, field: "handler_id", "5", "2"),
        ]
        let expected = [
            "0 dev000 created", "10 dev000 handler 0>5", "20 dev000 handler 5>2", "20 dev000 enteredQueue",
            "30 alanMantis handler 2>5", "30 alanMantis leftQueue", "40 dev000 handler 5>2", "40 dev000 enteredQueue",
        ]
        #expect(try lines(.sample(), history) == expected)
        #expect(try lines(.sample(), history, queue: nil) == expected.filter { !$0.hasSuffix("Queue") })
    }

    @Test func `An issue filed into the queue entered it when it was filed`() throws {
        #expect(
            try lines(.sample(), [.row(0, .issueCreated)]) == ["0 dev000 created", "0 dev000 enteredQueue"]
        )
        #expect(
            try lines(.sample(handler: .engineer), [.row(0, .issueCreated), .row(9, field: "handler_id", "2", "5")])
                == [
                    "0 dev000 created", "0 dev000 enteredQueue", "9 dev000 handler 2>5", "9 dev000 leftQueue",
                ]
        )
    }

    @Test func `An issue filed as waiting waits from the start`() throws {
        #expect(
            try lines(
                .sample(status: 50, handler: nil),
                [.row(0, .issueCreated), .row(7, field: "status", "20", "50")]
            ) == [
                "0 dev000 created", "0 dev000 waitingBegan", "7 dev000 status waiting_for_requester>assigned",
                "7 dev000 waitingEnded",
            ]
        )
    }

    @Test func `A note is an answer, a reply or internal by its author and its view state`() throws {
        let issue = Issue.sample(
            handler: nil,
            notes: [
                .sample(1, by: .developer, at: 1), .sample(2, by: .engineer, at: 2),
                .sample(3, by: .developer, at: 3, isPrivate: true), .sample(4, by: .engineer, at: 4, isPrivate: true),
                .sample(5, by: .bridge, at: 5),
            ]
        )
        let history: [HistoryEntry] =
            [.row(0, .issueCreated)]
            + issue.notes.map { note in
                .row(Int64(note.id.rawValue), by: note.reporter ?? .bridge, .noteAdded, "000000\(note.id)")
            }
        let expected = [
            "0 dev000 created", "1 dev000 replied 1", "2 Inés García answered 2", "3 dev000 internal 3",
            "4 Inés García internal 4", "5 Puente de Soporte answered 5",
        ]
        #expect(try lines(issue, history) == expected)
        #expect(try lines(issue, nil) == expected, "the same without a history")
    }

    @Test func `The bridge is never the requester, even of an issue that it filed`() throws {
        let issue = Issue.sample(reporter: .bridge, handler: nil, notes: [.sample(1, by: .bridge, at: 5)])
        #expect(try lines(issue, nil).last == "5 Puente de Soporte answered 1")
    }

    @Test(
        arguments: [
            ([], "internal 7"),
            ([HistoryEntry.row(9, .noteDeleted, "0000007")], "replied 7"),
            ([.row(8, .noteViewState, "50", "7"), .row(9, .noteDeleted, "0000007")], "internal 7"),
            (
                [.row(8, .noteViewState, "50", "7"), .row(8, .noteViewState, "10", "7"), .row(9, .noteDeleted, "7")],
                "replied 7"
            ),
        ] as [([HistoryEntry], String)]
    )
    func `Of a note that is gone the rows that remain tell what it was`(rows: [HistoryEntry], expected: String) throws {
        let history = [.row(0, .issueCreated), .row(5, .noteAdded, "0000007")] + rows
        #expect(try lines(.sample(handler: nil), history)[1] == "5 dev000 \(expected)")
    }

    @Test func `Notes between the two readings and rows of a second keep their place`() throws {
        let issue = Issue.sample(
            handler: nil,
            notes: [.sample(1, by: .engineer, at: 3), .sample(2, by: .developer, at: 5)]
        )
        let history: [HistoryEntry] = [
            .row(0, .issueCreated), .row(3, field: "priority", "30", "40"), .row(3, field: "severity", "50", "60"),
            .row(5, by: .developer, .noteAdded, "0000002"), .row(6, field: "category", "A", "B"),
        ]
        #expect(
            try lines(issue, history) == [
                "0 dev000 created", "3 dev000 priority “30”>“40”", "3 dev000 severity “50”>“60”",
                "3 Inés García answered 1", "5 dev000 replied 2", "6 dev000 category “A”>“B”",
            ]
        )
    }

    @Test(arguments: [[0, 4, 9], [0, 0, 0]] as [[Int64]])
    func `A history that comes newest first is the same history`(times: [Int64]) throws {
        let rows: [HistoryEntry] = [
            .row(times[0], .issueCreated), .row(times[1], field: "status", "10", "20"),
            .row(times[2], field: "status", "20", "50"),
        ]
        #expect(try lines(.sample(), rows) == lines(.sample(), rows.reversed()))
    }

    @Test(
        arguments: [
            (3, "", "0000012", "2", "edited 12"), (4, "", "0000012", "", "deleted 12"),
            (11, "", "50", "12", "edited 12"),
            (6, "", "3", "", "description “”>“”"), (7, "", "3", "", "additional_information “”>“”"),
            (8, "", "3", "", "steps_to_reproduce “”>“”"),
            (9, "", "ñ.png", "", "file+ ñ.png"), (10, "", "ñ.png", "", "file- ñ.png"),
            (12, "", "9", "", nil), (13, "", "9", "", nil),
            (18, "", "2", "77", "relationship “”>“parent_of 77”"), (19, "", "9", "77", "relationship “other 77”>“”"),
            (23, "", "0", "77", "relationship “”>“duplicate_of 77”"),
            (25, "", "t", "", "tag “”>“t”"), (26, "", "t", "", "tag “t”>“”"), (27, "", "t", "u", "tag “t”>“u”"),
            (100, "x", "a", "b", "history_type_100 “a”>“b”"),
            (0, "Fecha compromiso", "", "1796425200", "Fecha compromiso “”>“1796425200”"),
            (0, "project_id", "1", "2", "project_id “1”>“2”"),
            (0, "status", "77", "50", "status ?>assigned"),
            (2, "", "x", "", nil),
        ] as [(Int, String, String, String, String?)]
    )
    func `Each type of row is its fact`(
        type: Int,
        field: String,
        old: String,
        new: String,
        expected: String?
    ) throws {
        let row = HistoryEntry.row(5, by: .engineer, HistoryEntry.Kind(rawValue: type), field: field, old, new)
        let lines = try lines(.sample(handler: nil), [.row(0, .issueCreated), row])
        #expect(lines.dropFirst() == (expected.map { ["5 Inés García \($0)"] } ?? [])[...])
    }

    @Test func `Without a history the issue tells what it can`() throws {
        var issue = Issue.sample(status: 20)
        issue.attachments = [
            IssueAttachment(id: 1, filename: "a.txt", size: 3, dateSubmitted: .bogota(8), userID: Account.developer.id)
        ]
        #expect(
            try lines(issue, nil) == ["0 dev000 created", "0 dev000 enteredQueue", "8 dev000 file+ a.txt"]
        )
    }

    @Test func `Nobody did what account 0 did`() throws {
        let system = Account(id: AccountID(rawValue: 0))
        #expect(
            try lines(.sample(handler: nil), [.row(0, .issueCreated), .row(3, by: system, field: "sticky", "0", "1")])
                .last == "3 - sticky “0”>“1”"
        )
    }
}
