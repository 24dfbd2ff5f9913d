package import MantisConnect
package import SOAP
package import Tickets

/// Turns issues of one scope into tickets. Pure: the same issue and history give the same ticket, whenever and wherever.
///
/// What the mapping has no word for becomes a ``Ticket/Gap`` and leaves only that field empty.
package struct Translation: Sendable {
    package let instance: InstanceName
    package let scope: String
    package let policy: PolicyName
    /// The account whose issues form the queue; nil for a scope of whole projects.
    package let queue: AccountID?
    /// The account the bridge writes with.
    package let bridge: AccountID

    private let classification: Classification
    private let vocabulary: MantisVocabulary

    /// Nil when the catalogue has no such policy.
    package init?(
        instance: InstanceName,
        scope: String,
        policy: PolicyName,
        queue: AccountID?,
        bridge: AccountID,
        catalogue: MappingCatalogue
    ) {
        guard let classification = catalogue.classifications[policy] else { return nil }
        self.instance = instance
        self.scope = scope
        self.policy = policy
        self.queue = queue
        self.bridge = bridge
        self.classification = classification
        vocabulary = catalogue.vocabulary
    }

    /// The ticket of an issue. `history` is nil when the server has none to give; the timeline then holds only what the
    /// issue itself tells.
    package func ticket(
        from issue: Issue,
        history: [HistoryEntry]?,
        standing: Standing = .inScope
    ) -> Ticket {
        let people = People(issue)
        let verdict = classification.verdict(on: issue)
        let past = PastClasses(classification, of: issue, now: verdict)
        var timeline = Timeline(issue: issue, queue: queue, bridge: bridge, vocabulary: vocabulary, people: people)
        var ticket = Ticket(
            id: TicketID(instance: instance, issue: issue.id.rawValue),
            scope: scope,
            policy: policy,
            standing: standing,
            project: issue.project.name ?? "#\(issue.project.id)",
            category: MantisText.normalized(issue.category),
            summary: MantisText.normalized(issue.summary),
            description: MantisText.normalized(issue.description),
            stepsToReproduce: MantisText.normalized(issue.stepsToReproduce),
            additionalInformation: MantisText.normalized(issue.additionalInformation),
            kind: verdict.kind,
            level: verdict.level,
            status: vocabulary.statuses[issue.status.id],
            visibility: vocabulary.visibilities.visibility(of: issue.viewState),
            reporter: issue.reporter.map(people.person) ?? Person(id: 0),
            handler: issue.handler.map(people.person),
            requester: Requester(issue, fields: vocabulary.requesterFields),
            submitted: Instant(issue.dateSubmitted),
            updated: Instant(issue.lastUpdated),
            due: issue.dueDate.value.map(Instant.init),
            productVersion: MantisText.normalized(issue.version),
            targetVersion: MantisText.normalized(issue.targetVersion),
            fixedInVersion: MantisText.normalized(issue.fixedInVersion),
            timeline: timeline.events(from: history, past),
            gaps: verdict.gaps + gaps(of: issue)
        )
        fillLists(of: &ticket, from: issue, people)
        return ticket
    }

    private func fillLists(of ticket: inout Ticket, from issue: Issue, _ people: People) {
        ticket.notes = issue.notes.map { note in
            Note(
                id: NoteID(rawValue: note.id.rawValue),
                author: note.reporter.map(people.person) ?? Person(id: 0),
                text: MantisText.normalized(note.text),
                visibility: vocabulary.visibilities.visibility(of: note.viewState),
                submitted: Instant(note.dateSubmitted),
                modified: Instant(note.lastModified)
            )
        }
        ticket.attachments = issue.attachments.map { file in
            Attachment(
                id: file.id,
                filename: MantisText.normalized(file.filename),
                size: file.size,
                contentType: MantisText.normalized(file.contentType) ?? "application/octet-stream",
                submitted: Instant(file.dateSubmitted ?? issue.dateSubmitted)
            )
        }
        ticket.relationships = issue.relationships.map {
            Relationship(kind: Relationship.Kind(mantisType: $0.type.id), issue: $0.target.rawValue)
        }
        ticket.tags = issue.tags.map { $0.name ?? "#\($0.id)" }
        ticket.customFields = issue.customFields.map {
            CustomField(name: $0.field.name ?? "#\($0.field.id)", value: MantisText.normalized($0.value))
        }
    }

    private func gaps(of issue: Issue) -> [Ticket.Gap] {
        func words(_ what: String, _ reference: Reference) -> String {
            "\(what) \(reference.id)" + (reference.name.map { " “\($0)”" } ?? "")
        }
        var gaps: [Ticket.Gap] = []
        if vocabulary.statuses[issue.status.id] == nil {
            gaps.append(Ticket.Gap(field: "status", value: words("status", issue.status)))
        }
        if let state = issue.viewState, vocabulary.visibilities[state.id] == nil {
            gaps.append(Ticket.Gap(field: "visibility", value: words("view state", state)))
        }
        if issue.reporter == nil {
            gaps.append(Ticket.Gap(field: "reporter", value: "no reporter"))
        }
        return gaps
    }
}

extension Instant {
    /// The instant of a server's date; its offset is dropped.
    package init(_ date: DateTime) {
        self.init(epochSeconds: date.epochSeconds)
    }
}
