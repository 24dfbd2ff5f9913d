import Ledger
import SOAP
import Testing
import Tickets

@testable import Bridge
@testable import MantisConnect

/// The protocol as lists of events: every way a note can get onto an issue, or not.
@Suite struct NoteDeliveryTests {
    private let key = "acknowledgement/m-7"
    private var marker: String { Intent.marker(of: .acknowledgement, on: 7) }
    private let account = AccountID(rawValue: 3)
    private let now = Instant(epochSeconds: 1_800_000_000)

    private func delivery(attempts: Int = 0, attemptedSecondsAgo: Int64 = 600) throws -> NoteDelivery {
        let intent = Intent(
            key: key,
            ticket: try #require(TicketID(rawValue: "m-7")),
            kind: .acknowledgement,
            clause: ClauseID(rawValue: "AM-08"),
            reason: "porque sí",
            effect: .addNote(text: "Acuse.\n\n\(marker)", visibility: .public),
            base: Intent.Base(updated: now, status: .assigned)
        )
        let entry = OutboxEntry(
            intent: intent,
            state: attempts > 0 ? .sending : .pending,
            attempts: attempts,
            plannedAt: now - 1_000,
            attemptedAt: attempts > 0 ? now - attemptedSecondsAgo : nil
        )
        return NoteDelivery(entry, account: account, serverTimeLimit: 30)
    }

    private func issue(notes: [(id: Int, text: String, viewState: Int)] = []) -> MantisConnect.Issue {
        let date = DateTime(epochSeconds: now.epochSeconds, offsetSeconds: 0)
        return MantisConnect.Issue(
            id: IssueID(rawValue: 7),
            lastUpdated: date,
            project: Reference(id: 1),
            status: Reference(id: 50),
            summary: "",
            dateSubmitted: date,
            description: "",
            notes: notes.map {
                IssueNote(
                    id: IssueNoteID(rawValue: $0.id),
                    reporter: Account(id: account),
                    text: $0.text,
                    viewState: Reference(id: $0.viewState),
                    dateSubmitted: date,
                    lastModified: date
                )
            }
        )
    }

    private func reread(
        _ issue: MantisConnect.Issue,
        history: [HistoryEntry] = [],
        notDue: String? = nil
    ) -> Result<NoteDelivery.Reread, MantisError> {
        .success(NoteDelivery.Reread(issue: issue, history: history, reasonNotDue: notDue))
    }

    private func noteRow(_ note: Int, by user: Int = 3, at date: Int64) -> HistoryEntry {
        HistoryEntry(
            date: date,
            user: AccountID(rawValue: user),
            userName: "",
            field: "",
            kind: .noteAdded,
            oldValue: String(note),
            newValue: ""
        )
    }

    private func error(_ code: MantisError.Code) -> MantisError {
        MantisError(code: code, operation: "mc_issue_note_add", issue: nil, faultText: nil, message: "mensaje")
    }

    // MARK: The quiet way

    @Test func `a first attempt reads, records, sends and reads back, in that order`() throws {
        var delivery = try delivery()
        #expect(delivery.start(at: now).is(.reread))
        #expect(delivery.reread(reread(issue())).is(.recordAttempt))
        #expect(delivery.attemptRecorded().is(.send))
        #expect(delivery.sent(.success(IssueNoteID(rawValue: 91))).is(.readBack))
        let end = delivery.readBack(.success(issue(notes: [(91, "Acuse.\n\n\(marker)", 10)])))
        #expect(end.is(.end(.done(NoteID(rawValue: 91), found: false, remark: nil))))
    }

    @Test func `a note that stopped being due is not sent`() throws {
        let end = try delivery().reread(reread(issue(), notDue: "ya tiene respuesta"))
        #expect(end.is(.end(.superseded(reason: "ya tiene respuesta"))))
    }

    @Test func `a note that is there already is found, even when the ledger forgot it`() throws {
        let end = try delivery().reread(reread(issue(notes: [(5, "…\n\(marker)", 10)])))
        #expect(end.is(.end(.done(NoteID(rawValue: 5), found: true, remark: "its text was changed"))))
    }

    @Test(
        arguments: [
            ("  Acuse.\r\n\r\nMARKER  ", 10, nil), ("otra MARKER", 10, "its text was changed"),
            ("Acuse.\n\nMARKER", 50, "it became private"),
        ] as [(String, Int, String?)]
    )
    func `what the server made of the text is compared as the server stores texts`(
        stored: String,
        viewState: Int,
        remark: String?
    ) throws {
        var delivery = try delivery()
        _ = delivery.sent(.success(IssueNoteID(rawValue: 91)))
        let text = stored.replacing("MARKER", with: marker)
        let end = delivery.readBack(.success(issue(notes: [(91, text, viewState)])))
        #expect(end.is(.end(.done(NoteID(rawValue: 91), found: false, remark: remark))))
    }

    // MARK: Doubt

    @Test func `after a crash it waits until no request can still be executing, then looks first`() throws {
        let delivery = try delivery(attempts: 1, attemptedSecondsAgo: 12)
        #expect(delivery.start(at: now).is(.wait(seconds: 18)))
        #expect(delivery.waited().is(.reread))
        let end = delivery.reread(reread(issue(notes: [(44, "Acuse.\n\n\(marker)", 10)])))
        #expect(end.is(.end(.done(NoteID(rawValue: 44), found: true, remark: nil))))
    }

    @Test func `a clock that was set back does not make it wait longer than the server's limit`() throws {
        #expect(try delivery(attempts: 1, attemptedSecondsAgo: -86_400).start(at: now).is(.wait(seconds: 30)))
    }

    @Test func `after a crash before the request left, it is sent`() throws {
        let delivery = try delivery(attempts: 1)
        #expect(delivery.start(at: now).is(.reread))
        #expect(delivery.reread(reread(issue())).is(.recordAttempt))
    }

    @Test func `a note that somebody deleted after a crash is not written again`() throws {
        let history = [noteRow(44, at: now.epochSeconds - 610)]
        guard case .end(.parked(let reason)) = try delivery(attempts: 1).reread(reread(issue(), history: history))
        else {
            Testing.Issue.record("another step was expected")
            return
        }
        #expect(reason.contains(marker))
    }

    @Test(arguments: [
        (by: 9, secondsAgo: 600 as Int64), (by: 3, secondsAgo: 721),
    ])
    func `notes of others and of long before the attempt raise no suspicion`(by user: Int, secondsAgo: Int64) throws {
        let history = [noteRow(44, by: user, at: now.epochSeconds - secondsAgo)]
        #expect(try delivery(attempts: 1).reread(reread(issue(), history: history)).is(.recordAttempt))
    }

    @Test func `a lost answer is looked for at once, and found`() throws {
        var delivery = try delivery()
        let lost = error(.transport(TransportError(.interrupted, "", outcomeIsUnknown: true)))
        #expect(delivery.sent(.failure(lost)).is(.readBack))
        let end = delivery.readBack(.success(issue(notes: [(91, "Acuse.\n\n\(marker)", 10)])))
        #expect(end.is(.end(.done(NoteID(rawValue: 91), found: false, remark: nil))))
    }

    @Test func `a lost answer that is not found stays in doubt and is never sent again in the same run`() throws {
        var delivery = try delivery()
        _ = delivery.sent(.failure(error(.transport(TransportError(.timedOut(.answer), "", outcomeIsUnknown: true)))))
        #expect(delivery.readBack(.success(issue())).is(.end(.inDoubt(reason: "mensaje"))))
    }

    @Test(arguments: [FaultClass.database, .phpIncompatible, .damagedData, .other])
    func `a server that stumbles may have written the note first`(fault: FaultClass) throws {
        var delivery = try delivery()
        #expect(delivery.sent(.failure(error(.fault(fault)))).is(.readBack))
    }

    // MARK: Refusals

    @Test(arguments: [FaultClass.badInput, .unknownOperation])
    func `a refusal of the note itself is final`(fault: FaultClass) throws {
        var delivery = try delivery()
        #expect(delivery.sent(.failure(error(.fault(fault)))).is(.end(.refused(reason: "mensaje"))))
    }

    @Test(arguments: [FaultClass.noRights, .readOnly])
    func `a missing right is not, since somebody may give it`(fault: FaultClass) throws {
        var delivery = try delivery()
        #expect(delivery.sent(.failure(error(.fault(fault)))).is(.end(.denied(reason: "mensaje"))))
    }

    @Test(arguments: [FaultClass.noRights, .issueMissing, .unknownOperation, .damagedData])
    func `an issue that cannot be read now decides nothing`(fault: FaultClass) throws {
        #expect(try delivery().reread(.failure(error(.fault(fault)))).is(.end(.postponed(reason: "mensaje"))))
    }

    @Test func `an answer that stays unclear ends with a person, not with ever more notes`() throws {
        var delivery = try delivery(attempts: 2)
        _ = delivery.sent(.failure(error(.fault(.other))))
        #expect(delivery.readBack(.success(issue())).is(.end(.parked(reason: "mensaje"))))
    }

    @Test func `an activity limit postpones`() throws {
        var delivery = try delivery()
        #expect(delivery.sent(.failure(error(.fault(.rateLimited)))).is(.end(.postponed(reason: "mensaje"))))
    }

    @Test func `no access and no connection may stop the work on the server`() throws {
        var delivery = try delivery()
        for code in [.fault(.accessDenied), .transport(TransportError(.couldNotConnect, ""))] as [MantisError.Code] {
            guard case .end(.unanswered) = delivery.sent(.failure(error(code))) else {
                Testing.Issue.record("another step was expected")
                return
            }
        }
    }
}

extension NoteDelivery.Step {
    /// Steps carry errors, which are not equatable; how they print tells them apart.
    fileprivate func `is`(_ other: Self) -> Bool { String(describing: self) == String(describing: other) }
}
