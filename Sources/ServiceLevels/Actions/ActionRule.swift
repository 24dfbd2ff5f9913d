package import Tickets

/// Something that a policy lets the bridge do by itself when an occasion arises, as data.
package struct ActionRule: Hashable, Sendable {
    /// Unique in the policy; part of the key of every effect it has, so that changing it is another rule.
    package var name: String
    package var clause: ClauseID
    package var occasion: Occasion
    package var when: TicketCondition
    package var note: NoteForm
    /// In Spanish, what the note says beside what its template says by itself; nil when that is all.
    package var message: String?
    /// A link that the note gives (AM-07); nil for a note without one.
    package var link: Link?
    /// What the ticket's status becomes; nil leaves it.
    package var status: TicketStatus?
    /// The name of the resolution in the mapping's vocabulary; nil leaves it.
    package var resolution: String?
    package var reading: Reading?

    /// What makes it due. Each occasion arises at an instant, and is acted on once.
    package enum Occasion: Hashable, Sendable {
        /// The ticket was registered, or entered the queue.
        case registered
        /// Required information was missing when the ticket was registered, and still is.
        case informationMissing
        /// A window of the requester or a promise ran out.
        case breach(ClockKind)
        /// So many public questions went unanswered (AM-09, BT-08).
        case unansweredQuestions(Int)
        /// The ticket was reopened, or its requester wrote, when the policy no longer allows it (BI-06).
        case refusedReopening
    }

    package enum Link: Hashable, Sendable {
        case to(String)
        /// Nobody has told the bridge yet, so that the note cannot be written.
        case unknown
    }

    package struct NoteForm: Hashable, Sendable {
        /// A file of `mappings/notes`, without `.mustache`.
        package var template: String
        package var visibility: Visibility

        package init(template: String, visibility: Visibility) {
            self.template = template
            self.visibility = visibility
        }
    }

    package init(
        name: String,
        clause: ClauseID,
        occasion: Occasion,
        when: TicketCondition = TicketCondition(),
        note: NoteForm,
        message: String? = nil,
        link: Link? = nil,
        status: TicketStatus? = nil,
        resolution: String? = nil,
        reading: Reading? = nil
    ) {
        self.name = name
        self.clause = clause
        self.occasion = occasion
        self.when = when
        self.note = note
        self.message = message
        self.link = link
        self.status = status
        self.resolution = resolution
        self.reading = reading
    }
}
