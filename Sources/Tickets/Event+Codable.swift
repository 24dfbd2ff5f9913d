extension Event: Codable {
    private enum Key: String, CodingKey {
        case at, by, type, from, to, note, name
        case fromKind = "from_kind"
        case fromLevel = "from_level"
        case toKind = "to_kind"
        case toLevel = "to_level"
    }

    /// The name of each kind of fact: `type` in JSON.
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case created
        case enteredQueue = "entered_queue"
        case leftQueue = "left_queue"
        case handlerChanged = "handler_changed"
        case statusChanged = "status_changed"
        case reclassified
        case waitingBegan = "waiting_began"
        case waitingEnded = "waiting_ended"
        case answered
        case requesterReplied = "requester_replied"
        case internalNote = "internal_note"
        case noteEdited = "note_edited"
        case noteDeleted = "note_deleted"
        case fieldChanged = "field_changed"
        case fileAdded = "file_added"
        case fileDeleted = "file_deleted"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        at = try container.decode(Instant.self, forKey: .at)
        by = try container.decodeIfPresent(Person.self, forKey: .by)
        fact = try Self.fact(from: container)
    }

    private static func fact(from container: KeyedDecodingContainer<Key>) throws -> Fact {
        func note() throws -> NoteID { try container.decode(NoteID.self, forKey: .note) }
        func name() throws -> String { try container.decode(String.self, forKey: .name) }

        switch try container.decode(Kind.self, forKey: .type) {
        case .created: return .created
        case .enteredQueue: return .enteredQueue
        case .leftQueue: return .leftQueue
        case .handlerChanged:
            return .handlerChanged(
                from: try container.decodeIfPresent(Int.self, forKey: .from),
                to: try container.decodeIfPresent(Int.self, forKey: .to)
            )
        case .statusChanged:
            return .statusChanged(
                from: try container.decodeIfPresent(TicketStatus.self, forKey: .from),
                to: try container.decodeIfPresent(TicketStatus.self, forKey: .to)
            )
        case .reclassified:
            return .reclassified(
                from: TicketClass(
                    kind: try container.decodeIfPresent(TicketKind.self, forKey: .fromKind),
                    level: try container.decodeIfPresent(LevelName.self, forKey: .fromLevel)
                ),
                to: TicketClass(
                    kind: try container.decodeIfPresent(TicketKind.self, forKey: .toKind),
                    level: try container.decodeIfPresent(LevelName.self, forKey: .toLevel)
                )
            )
        case .waitingBegan: return .waitingBegan
        case .waitingEnded: return .waitingEnded
        case .answered: return .answered(try note())
        case .requesterReplied: return .requesterReplied(try note())
        case .internalNote: return .internalNote(try note())
        case .noteEdited: return .noteEdited(try note())
        case .noteDeleted: return .noteDeleted(try note())
        case .fieldChanged:
            return .fieldChanged(
                name: try name(),
                from: try container.decode(String.self, forKey: .from),
                to: try container.decode(String.self, forKey: .to)
            )
        case .fileAdded: return .fileAdded(name: try name())
        case .fileDeleted: return .fileDeleted(name: try name())
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(at, forKey: .at)
        try container.encodeIfPresent(by, forKey: .by)
        try container.encode(fact.kind, forKey: .type)
        switch fact {
        case .created, .enteredQueue, .leftQueue, .waitingBegan, .waitingEnded:
            break
        case .handlerChanged(let from, let to):
            try container.encodeIfPresent(from, forKey: .from)
            try container.encodeIfPresent(to, forKey: .to)
        case .statusChanged(let from, let to):
            try container.encodeIfPresent(from, forKey: .from)
            try container.encodeIfPresent(to, forKey: .to)
        case .reclassified(let from, let to):
            try container.encodeIfPresent(from.kind, forKey: .fromKind)
            try container.encodeIfPresent(from.level, forKey: .fromLevel)
            try container.encodeIfPresent(to.kind, forKey: .toKind)
            try container.encodeIfPresent(to.level, forKey: .toLevel)
        case .answered(let note), .requesterReplied(let note), .internalNote(let note), .noteEdited(let note),
            .noteDeleted(let note):
            try container.encode(note, forKey: .note)
        case .fieldChanged(let name, let from, let to):
            try container.encode(name, forKey: .name)
            try container.encode(from, forKey: .from)
            try container.encode(to, forKey: .to)
        case .fileAdded(let name), .fileDeleted(let name):
            try container.encode(name, forKey: .name)
        }
    }
}

extension Event.Fact {
    package var kind: Event.Kind {
        switch self {
        case .created: .created
        case .enteredQueue: .enteredQueue
        case .leftQueue: .leftQueue
        case .handlerChanged: .handlerChanged
        case .statusChanged: .statusChanged
        case .reclassified: .reclassified
        case .waitingBegan: .waitingBegan
        case .waitingEnded: .waitingEnded
        case .answered: .answered
        case .requesterReplied: .requesterReplied
        case .internalNote: .internalNote
        case .noteEdited: .noteEdited
        case .noteDeleted: .noteDeleted
        case .fieldChanged: .fieldChanged
        case .fileAdded: .fileAdded
        case .fileDeleted: .fileDeleted
        }
    }
}
