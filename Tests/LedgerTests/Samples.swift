import Ledger
import Tickets

@testable import ServiceLevels

/// Small values for tests. Every number in them follows from the issue's.
enum Sample {
    static let acme = name("acme")
    static let other = name("other")
    static let scope = ScopeKey(instance: acme, scope: "ws")
    static let start = Instant(epochSeconds: 1_778_500_000)

    static func name(_ text: String) -> InstanceName {
        guard let name = InstanceName(rawValue: text) else { preconditionFailure("“\(text)” is no name") }
        return name
    }

    static func id(_ issue: Int, of instance: InstanceName = acme) -> TicketID {
        TicketID(instance: instance, issue: issue)
    }

    static func ticket(
        _ issue: Int,
        of instance: InstanceName = acme,
        summary: String? = nil,
        kind: TicketKind? = .incident,
        level: String? = "n1",
        status: TicketStatus? = .new,
        handler: String? = "alanMantis"
    ) -> Ticket {
        Ticket(
            id: id(issue, of: instance),
            scope: "ws",
            policy: PolicyName(rawValue: "support"),
            project: "Web services",
            summary: summary ?? "Factura \(issue) rechazada",
            description: "El servicio responde «vacío».\nDesde ayer.",
            kind: kind,
            level: level.map(LevelName.init(rawValue:)),
            status: status,
            reporter: Person(id: 5, name: "ana", realName: "Ana Núñez"),
            handler: handler.map { Person(id: 9, name: $0) },
            submitted: start + Int64(issue),
            updated: start + Int64(10_000 + issue)
        )
    }

    static func reading(_ ticket: Ticket, fingerprint: String? = nil, settled: Bool = true) -> PullBatch.Reading {
        PullBatch.Reading(
            ticket: ticket,
            state: IssueState(
                ticket: ticket.id,
                scope: ticket.scope,
                scopeDigest: "d1",
                lastUpdated: ticket.updated,
                firstSeenAt: ticket.updated + 30,
                fingerprint: fingerprint ?? ContentDigest(String(describing: ticket)).hexadecimal,
                notesCount: ticket.notes.count,
                attachmentsCount: ticket.attachments.count,
                settled: settled,
                standing: ticket.standing
            )
        )
    }

    static func batch(_ tickets: [Ticket]) -> PullBatch {
        PullBatch(scope: scope, tickets: tickets.map { reading($0) })
    }

    static func intent(_ issue: Int, key: String? = nil) -> Intent {
        Intent(
            key: key ?? "acknowledgement/acme-\(issue)",
            ticket: id(issue),
            kind: .acknowledgement,
            clause: ClauseID(rawValue: "AM-08"),
            reason: "Falta el acuse de recibo.",
            effect: .addNote(text: "Recibido. [ref:0a1b2c3d]", visibility: .public),
            base: Intent.Base(updated: start, status: .new)
        )
    }

    static func planned(
        _ issue: Int,
        attentionAt: Instant? = nil,
        verdicts: [ClockVerdict] = []
    ) -> PlannedTicket {
        PlannedTicket(ticket: id(issue), attentionAt: attentionAt, verdicts: verdicts)
    }

    static func verdict(
        _ kind: ClockKind = .resolution,
        cycle: Int = 0,
        firstStart: Instant = start,
        breachedAt: Instant? = nil,
        endedAt: Instant? = start + 600
    ) -> ClockVerdict {
        ClockVerdict(
            kind: kind,
            cycle: cycle,
            firstStart: firstStart,
            start: firstStart + 60,
            promise: "480bm",
            pauses: [firstStart + 120, firstStart + 180],
            due: start + 9,
            plainDue: start + 8,
            breachedAt: breachedAt,
            breachKnown: breachedAt.map { $0 + 1 },
            endedAt: endedAt,
            calendar: CalendarName(rawValue: "office"),
            calendarVersion: CalendarVersion(rawValue: "0a1b2c3d")
        )
    }

    static func contingency(
        from: Instant = start,
        to: Instant? = nil,
        endDeclared: Instant? = nil
    ) throws -> Contingency {
        try Contingency(
            from: from,
            to: to,
            reason: "Falla de la autoridad «DIAN»",
            declared: from + 60,
            endDeclared: endDeclared
        )
    }

    static func declaration(_ issue: Int, _ fact: Declaration.Fact = .documented) -> Declaration {
        Declaration(
            ticket: id(issue),
            fact: fact,
            at: start + 30,
            declared: start + 90,
            by: "ana",
            remark: "según acta"
        )
    }

    static func completion(_ outcome: Completion.Outcome = .done, note: Int? = 77, at: Instant = start) -> Completion {
        Completion(
            outcome: outcome,
            note: note.map(NoteID.init(rawValue:)),
            message: "read back",
            at: at,
            actor: "bridge"
        )
    }

    /// A ticket in which every member has a value and every list an element.
    static func fullTicket() -> Ticket {
        var ticket = ticket(1)
        ticket.category = "Emisión \"especial\" \\ C:\\temp"
        ticket.description = "tab\t, CR\r, LF\n, bell\u{7}, unit\u{1F}, DEL\u{7F}, ñ, 漢字, 😀, \u{2028}, </script>"
        ticket.stepsToReproduce = ""
        ticket.additionalInformation = "más"
        ticket.visibility = .private
        ticket.standing = .moved
        ticket.reporter.email = "ana@example.com"
        ticket.handler = Person(id: 9, name: "alanMantis", realName: "Alan", email: "alan@example.com")
        ticket.requester = Requester(
            nit: "900-1",
            company: "Ñandú S.A.S.",
            contact: "José",
            email: "j@example.com",
            phone: "+57",
            contactHours: "8–17"
        )
        ticket.due = start + 99
        ticket.productVersion = "1"
        ticket.targetVersion = "2"
        ticket.fixedInVersion = "3"
        ticket.notes = [
            Note(
                id: NoteID(rawValue: 4),
                author: Person(id: 1),
                text: "nota",
                visibility: .private,
                submitted: start,
                modified: start + 1
            )
        ]
        ticket.attachments = [
            Attachment(id: 2, filename: "a.xml", size: 12, contentType: "text/xml", submitted: start)
        ]
        ticket.relationships = Relationship.Kind.allCases.map { Relationship(kind: $0, issue: 8) }
        ticket.tags = ["uno", "dos"]
        ticket.customFields = [CustomField(name: "NIT", value: "900-1"), CustomField(name: "Vacío", value: "")]
        ticket.timeline = facts.map { Event(at: start - 5, by: ticket.reporter, fact: $0) }
        ticket.timeline.append(Event(at: Instant(epochSeconds: -1), by: nil, fact: .created))
        ticket.gaps = [Ticket.Gap(field: "level", value: "category “Otros”")]
        return ticket
    }

    private static let facts: [Event.Fact] = [
        .created, .enteredQueue, .leftQueue, .handlerChanged(from: nil, to: 3), .handlerChanged(from: 3, to: nil),
        .statusChanged(from: .new, to: nil), .statusChanged(from: nil, to: .closed), .waitingBegan, .waitingEnded,
        .reclassified(
            from: TicketClass(kind: .setup, level: nil),
            to: TicketClass(kind: nil, level: LevelName(rawValue: "n2"))
        ),
        .answered(NoteID(rawValue: 1)), .requesterReplied(NoteID(rawValue: 2)), .internalNote(NoteID(rawValue: 3)),
        .noteEdited(NoteID(rawValue: 4)), .noteDeleted(NoteID(rawValue: 5)),
        .fieldChanged(name: "severity", from: "", to: "major"), .fileAdded(name: "a"), .fileDeleted(name: "b"),
    ]
}
