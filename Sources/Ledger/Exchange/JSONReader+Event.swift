import Tickets

extension JSONReader {
    mutating func event() throws -> Event {
        var parts = EventParts()
        try object { reader, name in
            switch name {
            case "at": parts.at = try reader.instant()
            case "by": parts.by = try reader.person()
            case "type": parts.type = try reader.string()
            case "note": parts.note = NoteID(rawValue: try reader.integer())
            case "name": parts.name = try reader.string()
            case "from": parts.from = try reader.scalar()
            case "to": parts.to = try reader.scalar()
            case "from_kind": parts.fromClass.kind = try reader.word() as TicketKind
            case "from_level": parts.fromClass.level = LevelName(rawValue: try reader.string())
            case "to_kind": parts.toClass.kind = try reader.word() as TicketKind
            case "to_level": parts.toClass.level = LevelName(rawValue: try reader.string())
            default: throw reader.unreadable
            }
        }
        guard let at = parts.at, let fact = parts.fact else { throw unreadable }
        return Event(at: at, by: parts.by, fact: fact)
    }

    private mutating func scalar() throws -> EventParts.Scalar {
        isAtString() ? .text(try string()) : .number(try integer())
    }
}

/// The members of an event while they are read; which of them there are depends on its type.
private struct EventParts {
    /// What something changed from or to.
    enum Scalar {
        case text(String)
        case number(Int)
    }

    var at: Instant?
    var by: Person?
    var type: String?
    var note: NoteID?
    var name: String?
    var from: Scalar?
    var to: Scalar?
    var fromClass = TicketClass(kind: nil, level: nil)
    var toClass = TicketClass(kind: nil, level: nil)

    /// Nil when the type is none of the form's or the members are not those of the type.
    var fact: Event.Fact? {
        switch type {
        case "created": .created
        case "entered_queue": .enteredQueue
        case "left_queue": .leftQueue
        case "handler_changed": handlerChange
        case "status_changed": statusChange
        case "reclassified": .reclassified(from: fromClass, to: toClass)
        case "waiting_began": .waitingBegan
        case "waiting_ended": .waitingEnded
        case "answered": note.map(Event.Fact.answered)
        case "requester_replied": note.map(Event.Fact.requesterReplied)
        case "internal_note": note.map(Event.Fact.internalNote)
        case "note_edited": note.map(Event.Fact.noteEdited)
        case "note_deleted": note.map(Event.Fact.noteDeleted)
        case "field_changed": fieldChange
        case "file_added": name.map(Event.Fact.fileAdded(name:))
        case "file_deleted": name.map(Event.Fact.fileDeleted(name:))
        default: nil
        }
    }

    private var handlerChange: Event.Fact? {
        switch (from, to) {
        case (nil, nil): .handlerChanged(from: nil, to: nil)
        case (.number(let old), nil): .handlerChanged(from: old, to: nil)
        case (nil, .number(let new)): .handlerChanged(from: nil, to: new)
        case (.number(let old), .number(let new)): .handlerChanged(from: old, to: new)
        default: nil
        }
    }

    private var statusChange: Event.Fact? {
        func status(_ side: Scalar?) -> TicketStatus?? {
            switch side {
            case nil: .some(nil)
            case .text(let word): TicketStatus(rawValue: word).map(Optional.some)
            case .number: nil
            }
        }
        guard let old = status(from), let new = status(to) else { return nil }
        return .statusChanged(from: old, to: new)
    }

    private var fieldChange: Event.Fact? {
        guard let name, case .text(let old) = from, case .text(let new) = to else { return nil }
        return .fieldChanged(name: name, from: old, to: new)
    }
}
