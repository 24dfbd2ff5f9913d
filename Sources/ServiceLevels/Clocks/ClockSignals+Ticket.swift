package import Tickets

extension ClockSignals {
    /// The signals of a ticket's timeline.
    ///
    /// - bridge: the bridge's own account, whose notes answer nobody; nil before it is known.
    /// - declared: what Mantis does not tell: intake, documents, viability, promised dates.
    package init(
        of ticket: Ticket,
        bridge: Int?,
        declared: [ClockSignal] = []
    ) {
        var reading = TimelineReading(ticket, bridge: bridge)
        reading.read()
        self.init(reading.signals + declared)
    }
}

/// Reads a timeline event by event, keeping what the next one is to be compared with.
private struct TimelineReading {
    private(set) var signals: [ClockSignal] = []

    private let ticket: Ticket
    private let bridge: Int?
    private let registered: Instant
    private var isWaiting = false
    private var isSettled = false
    private var isClosed = false

    init(_ ticket: Ticket, bridge: Int?) {
        self.ticket = ticket
        self.bridge = bridge
        registered = ticket.timeline.first { $0.fact == .created }?.at ?? ticket.submitted
        signals.reserveCapacity(ticket.timeline.count + 4)
    }

    mutating func read() {
        let filedAs = ticket.timeline.lazy.compactMap { event -> TicketClass? in
            if case .reclassified(let from, _) = event.fact { from } else { nil }
        }
        let first = filedAs.first ?? TicketClass(kind: ticket.kind, level: ticket.level)
        add(.classified(kind: first.kind, level: first.level), at: registered, .unknown, .filing)
        add(.registered, at: registered, party(of: ticket.reporter), .filing)
        readFiling()
        for (position, event) in ticket.timeline.enumerated() { read(event, position) }
    }

    /// Mantis records what an issue was filed with only where it changed later.
    private mutating func readFiling() {
        let handlers = ticket.timeline.lazy.compactMap { event -> Int?? in
            if case .handlerChanged(let from, _) = event.fact { .some(from) } else { nil }
        }
        if (handlers.first ?? ticket.handler?.id) != nil {
            add(.assigned, at: registered, .unknown, .filing)
        }
        let statuses = ticket.timeline.lazy.compactMap { event -> TicketStatus?? in
            if case .statusChanged(let from, _) = event.fact { .some(from) } else { nil }
        }
        if let first = statuses.first {
            settle(first, at: registered, .unknown, .filing)
        } else {
            settle(ticket.status, at: ticket.updated, .unknown, .presumed)
            let wasFiledWaiting = ticket.timeline.contains { $0.fact == .waitingBegan }
            if ticket.status == .waitingForRequester, !wasFiledWaiting {
                add(.asked(nil), at: ticket.updated, .unknown, .presumed)
            }
        }
    }

    private mutating func read(_ event: Event, _ position: Int) {
        let party = event.by.map(party) ?? .unknown
        let source = ClockSignal.Source.timeline(position)
        switch event.fact {
        case .created, .leftQueue, .internalNote, .noteDeleted:
            break
        case .enteredQueue:
            add(.enteredQueue, at: event.at, party, source)
        case .handlerChanged(let from, let to):
            guard to != nil, from != to else { break }
            add(.assigned, at: event.at, party, source)
            if from != nil, party == .provider { add(.handedOver, at: event.at, party, source) }
        case .statusChanged(_, let to):
            settle(to, at: event.at, party, source)
        case .waitingBegan:
            isWaiting = true
            add(.asked(question(of: event)), at: event.at, party, source)
        case .waitingEnded:
            isWaiting = false
            // Mantis takes the ticket on when its requester writes, and records the one before or after the other.
            if party == .requester { add(.requesterActed(nil), at: event.at, party, source) }
            add(.waitingEnded, at: event.at, party, source)
        case .answered(let note):
            readAnswer(note, event, party, source)
        case .requesterReplied(let note):
            add(.requesterActed(note), at: event.at, .requester, source)
        case .reclassified(_, let to):
            add(.classified(kind: to.kind, level: to.level), at: event.at, party, source)
        case .fieldChanged("due_date", _, let to) where party == .provider:
            // A date that a person of the provider sets is a promise (FW-06).
            if let date = Self.storedDate(to) { add(.committed(date), at: event.at, party, source) }
        case .noteEdited, .fieldChanged, .fileAdded, .fileDeleted:
            if party == .requester { add(.requesterActed(nil), at: event.at, party, source) }
        }
    }

    /// A date as Mantis's history has it, in epoch seconds; the inner nil stands for none (reference §2.3).
    private static func storedDate(_ text: String) -> Instant?? {
        if text.isEmpty { return .some(nil) }
        guard let seconds = Int64(text), seconds >= 0 else { return nil }
        return .some(seconds > 1 ? Instant(epochSeconds: seconds) : nil)
    }

    private mutating func readAnswer(
        _ note: NoteID,
        _ event: Event,
        _ party: ClockSignal.Party,
        _ source: ClockSignal.Source
    ) {
        if party == .bridge {
            if isAcknowledgement(note) { add(.acknowledged(note), at: event.at, party, source) }
        } else if isWaiting {
            // Whoever writes while the ticket waits for its requester reminds of the question, or asks more.
            add(.asked(note), at: event.at, party, source)
        } else if !isQuestion(event) {
            add(.answered(note), at: event.at, party, source)
        }
    }

    /// Mantis writes a note and the change of status that came with it in one second: together they are a question.
    private func isQuestion(_ event: Event) -> Bool {
        ticket.timeline.contains { $0.fact == .waitingBegan && $0.at == event.at && $0.by == event.by }
    }

    private func question(of event: Event) -> NoteID? {
        for other in ticket.timeline where other.at == event.at && other.by == event.by {
            if case .answered(let note) = other.fact { return note }
        }
        return nil
    }

    /// Its marker follows from the issue's number; other notes of the bridge have others.
    private func isAcknowledgement(_ note: NoteID) -> Bool {
        let marker = Intent.marker(of: .acknowledgement, on: ticket.id.issue)
        return ticket.notes.first { $0.id == note }?.text.contains(marker) ?? false
    }

    private mutating func settle(
        _ status: TicketStatus?,
        at instant: Instant,
        _ party: ClockSignal.Party,
        _ source: ClockSignal.Source
    ) {
        switch status {
        case nil:
            // A status without a word says nothing either way.
            break
        case .resolved:
            if !isSettled { add(.resolved, at: instant, party, source) }
            isSettled = true
        case .closed:
            if !isClosed { add(.closed, at: instant, party, source) }
            isSettled = true
            isClosed = true
        default:
            if isSettled { add(.reopened, at: instant, party, source) }
            isSettled = false
            isClosed = false
        }
    }

    private mutating func add(
        _ fact: ClockSignal.Fact,
        at instant: Instant,
        _ party: ClockSignal.Party,
        _ source: ClockSignal.Source
    ) {
        signals.append(ClockSignal(fact, at: instant, by: party, source: source))
    }

    /// The account that filed the ticket asks; the bridge's own account is never a requester, and whoever else writes
    /// belongs to the provider.
    private func party(of person: Person) -> ClockSignal.Party {
        if person.id == bridge { return .bridge }
        return person.id == ticket.reporter.id ? .requester : .provider
    }
}
