import Ledger
import MantisConnect
import Mappings
import SOAP
import Tickets

/// Carries out what the outbox holds for one instance, in order, one effect at a time. It only obeys ``NoteDelivery``.
struct Applier {
    let lane: InstanceLane
    let configuration: Configuration.Instance
    /// Somebody asked for writing and nothing else: what waits for a later time is tried now.
    let retriesAtOnce: Bool

    /// Seconds until a note that the account had no right to write is tried again.
    private static let deniedFor: Int64 = 6 * 3_600

    /// - Parameter tally: counts what was done, also when it throws.
    /// - Throws: ``MantisError`` when the server cannot be worked with any further, ``LedgerError``, cancellation.
    func run(counting tally: inout ApplyTally) async throws {
        var held: Set<TicketID> = []
        let entries = try await lane.store.outbox(of: lane.name, states: OutboxEntry.State.open)
        guard !entries.isEmpty else { return }
        let book = try ClockBook(lane.catalogue, policies: Set(configuration.scopes.map(\.policy)))
        for entry in entries {
            try Task.checkCancellation()
            // The order inside one issue is kept: what waits holds back what comes after it.
            guard !held.contains(entry.intent.ticket) else { continue }
            guard isDue(entry), let scope = try await scope(of: entry, book) else {
                held.insert(entry.intent.ticket)
                continue
            }
            let outcome = try await apply(entry, in: scope)
            if !outcome.isFinal { held.insert(entry.intent.ticket) }
            tally.count(outcome)
            lane.environment.observe(.applied(entry.intent, outcome))
        }
    }

    /// What was being sent when a run was killed is due at once: ``NoteDelivery`` waits as long as it must.
    private func isDue(_ entry: OutboxEntry) -> Bool {
        guard entry.state == .parked else { return true }
        return entry.nextAt.map { retriesAtOnce || $0 <= lane.environment.now() } ?? false
    }

    /// Nil while the ticket's scope is not configured, is misnamed, or belongs to another server: the entry then stays as
    /// it is, since nothing can be decided about it.
    private func scope(of entry: OutboxEntry, _ book: ClockBook) async throws -> Scope? {
        let name = try await lane.store.ticket(entry.intent.ticket)?.scope
        guard let resolution = lane.scopes.first(where: { $0.key.scope == name }),
            let scope = configuration.scopes.first(where: { $0.name == name })
        else { return nil }
        return Scope(configuration: scope, resolution: resolution, book: book)
    }

    private struct Scope {
        let configuration: Configuration.Scope
        let resolution: ScopeResolution
        let book: ClockBook
    }

    private func apply(_ entry: OutboxEntry, in scope: Scope) async throws -> ApplyOutcome {
        var delivery = NoteDelivery(entry, account: lane.account.id, serverTimeLimit: lane.serverTimeLimit)
        var step = delivery.start(at: lane.environment.now())
        while true {
            switch step {
            case .wait(let seconds):
                try await lane.environment.sleep(seconds)
                step = delivery.waited()
            case .reread:
                let issue = IssueID(rawValue: entry.intent.ticket.issue)
                let reading = await asking { () async throws(MantisError) in try await lane.read(issue) }
                step = delivery.reread(try await judged(reading, entry, in: scope))
                FailPoint.afterReread.pass()
            case .recordAttempt:
                try await lane.store.beginAttempt(entry.intent.key, at: lane.environment.now())
                FailPoint.afterAttemptCommit.pass()
                step = delivery.attemptRecorded()
            case .send:
                step = delivery.sent(await asking { () async throws(MantisError) in try await send(entry.intent) })
                FailPoint.afterAnswer.pass()
            case .readBack:
                let issue = IssueID(rawValue: entry.intent.ticket.issue)
                step = delivery.readBack(
                    await asking { () async throws(MantisError) in try await lane.client.issue(issue) }
                )
                FailPoint.afterReadBack.pass()
            case .end(let ending):
                return try await record(await followed(ending, of: entry), of: entry)
            }
        }
    }

    /// Sets the status that comes with a note, once the note is there.
    private func followed(_ ending: NoteDelivery.Ending, of entry: OutboxEntry) async -> NoteDelivery.Ending {
        guard case .done(let note, let found, let remark) = ending,
            case .addNoteAndSetStatus(_, let status, let resolution) = entry.intent.effect
        else { return ending }
        let vocabulary = lane.catalogue.vocabulary
        guard
            let delivery = StatusDelivery(
                status,
                resolution: resolution,
                base: entry.intent.base.status,
                vocabulary: vocabulary
            )
        else {
            let word = resolution.map { "\(status.rawValue) with resolution \($0)" } ?? status.rawValue
            return .refused(reason: "mantis.yaml has no number for the status \(word)")
        }
        switch await outcome(of: delivery, on: IssueID(rawValue: entry.intent.ticket.issue)) {
        case .done(let more):
            let remarks = [remark, more].compactMap(\.self).joined(separator: "; ")
            return .done(note, found: found, remark: remarks.isEmpty ? nil : remarks)
        case .refused(let reason): return .refused(reason: reason)
        case .denied(let reason): return .denied(reason: reason)
        case .postponed(let reason): return .postponed(reason: reason)
        case .unanswered(let error): return .unanswered(error)
        }
    }

    private func outcome(of delivery: StatusDelivery, on issue: IssueID) async -> StatusDelivery.Ending {
        var delivery = delivery
        var step = delivery.start()
        while true {
            switch step {
            case .reread:
                step = delivery.reread(
                    await asking { () async throws(MantisError) in try await lane.client.issue(issue) }
                )
            case .send(let current):
                let answer = await asking { [delivery] () async throws(MantisError) in
                    try await update(current, delivery)
                }
                step = delivery.sent(answer)
                FailPoint.afterStatusAnswer.pass()
            case .readBack:
                step = delivery.readBack(
                    await asking { () async throws(MantisError) in try await lane.client.issue(issue) }
                )
            case .end(let ending):
                return ending
            }
        }
    }

    /// The client refuses an update that would change what the account cannot see or send back; it is tried again later.
    private func update(_ issue: Issue, _ delivery: StatusDelivery) async throws(MantisError) {
        let rights = UpdateRights(seesHandlers: issue.handler != nil, writesDueDates: false)
        var update = IssueUpdate(echoing: issue, for: lane.profile, rights: rights)
        update.fields.status = EnumerationID(rawValue: delivery.status)
        if let resolution = delivery.resolution { update.fields.resolution = EnumerationID(rawValue: resolution) }
        try await lane.client.update(update)
    }

    private func asking<Answer>(
        _ question: () async throws(MantisError) -> Answer
    ) async -> Result<Answer, MantisError> {
        do { return .success(try await question()) } catch { return .failure(error) }
    }

    /// Decides once more whether the note is due, from what the server shows now.
    private func judged(
        _ reading: Result<IssueReading, MantisError>,
        _ entry: OutboxEntry,
        in scope: Scope
    ) async throws -> Result<NoteDelivery.Reread, MantisError> {
        guard case .success(let reading) = reading else {
            return reading.map { NoteDelivery.Reread(issue: $0.issue, history: []) }
        }
        let ticket = scope.resolution.ticket(from: reading)
        let facts = try await FactsReader(lane.store, of: lane.name).facts(of: [ticket], asOf: lane.environment.now())
        let review = scope.book.review(ticket, facts[ticket.id] ?? ClockBook.Facts(), asOf: lane.environment.now())
        let plan = review.map {
            TicketPlan(
                catalogue: lane.catalogue,
                instance: configuration,
                scope: scope.configuration,
                review: $0
            )
        }
        return .success(
            NoteDelivery.Reread(
                issue: reading.issue,
                history: reading.history ?? [],
                reasonNotDue: plan.map { $0.reasonNotDue(entry.intent) } ?? "su política ya no está configurada"
            )
        )
    }

    private func send(_ intent: Intent) async throws(MantisError) -> IssueNoteID {
        let note = intent.effect.note
        return try await lane.client.addNote(
            to: IssueID(rawValue: intent.ticket.issue),
            text: note.text,
            viewState: note.visibility == .private ? ViewState.private : ViewState.public
        )
    }

    /// Commits how it ended: an outcome with its audit row, anything else for another run.
    private func record(_ ending: NoteDelivery.Ending, of entry: OutboxEntry) async throws -> ApplyOutcome {
        let now = lane.environment.now()
        let key = entry.intent.key
        func finish(_ outcome: Completion.Outcome, note: NoteID? = nil, message: String?) async throws {
            let actor = lane.account.name ?? configuration.username
            try await lane.store.finish(
                key,
                Completion(outcome: outcome, note: note, message: message, at: now, actor: actor)
            )
            FailPoint.afterFinishCommit.pass()
        }
        switch ending {
        case .done(let note, let found, let remark):
            try await finish(.done, note: note, message: remark)
            return .done(note: note, found: found)
        case .superseded(let reason):
            try await finish(.superseded, message: reason)
            return .dropped(reason: reason)
        case .refused(let reason):
            try await finish(.refused, message: reason)
            return .refused(reason: reason)
        case .denied(let reason):
            let until = now + Self.deniedFor
            try await lane.store.park(key, until: until, reason: reason)
            return .denied(until: until, reason: reason)
        case .postponed(let reason):
            return try await postpone(entry, reason: reason)
        case .inDoubt(let reason):
            // A server that stays unclear is not asked again and again.
            let pause = entry.attempts == 0 ? lane.serverTimeLimit : Backoff.seconds(afterFailures: entry.attempts)
            try await lane.store.park(key, until: now + pause, reason: reason)
            return .unknown(reason: reason)
        case .parked(let reason):
            try await lane.store.park(key, until: nil, reason: reason)
            return .parked(reason: reason)
        case .unanswered(let error):
            // One issue can break the connection for itself alone; the others must not wait for it.
            guard await lane.isAlive(after: error) else { throw error }
            return try await postpone(entry, reason: error.message)
        }
    }

    private func postpone(_ entry: OutboxEntry, reason: String) async throws -> ApplyOutcome {
        let now = lane.environment.now()
        let until = now + Backoff.seconds(afterFailures: entry.attempts + 1)
        try await lane.store.park(entry.intent.key, until: until, reason: reason)
        return .postponed(until: until, reason: reason)
    }
}

/// How the effects of one run ended.
package struct ApplyTally: Hashable, Sendable {
    package var written = 0
    package var dropped = 0
    /// For good, or until the account is given a right.
    package var refused = 0
    /// In doubt, postponed or parked.
    package var open = 0

    package init() {}

    mutating func count(_ outcome: ApplyOutcome) {
        switch outcome {
        case .done: written += 1
        case .dropped: dropped += 1
        case .refused, .denied: refused += 1
        case .unknown, .postponed, .parked: open += 1
        }
    }
}

extension ApplyOutcome {
    /// Nothing more will happen to the intent.
    fileprivate var isFinal: Bool {
        switch self {
        case .done, .dropped, .refused: true
        case .denied, .unknown, .postponed, .parked: false
        }
    }
}
