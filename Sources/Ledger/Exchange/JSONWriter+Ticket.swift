import Tickets

// The exchange form of a ticket, as `Ticket`'s `Codable` conformance defines it: the same members, in its order.

extension JSONWriter {
    mutating func write(_ ticket: Ticket) {
        object { writer in
            writer.member("format", Ticket.format)
            writer.member("id", ticket.id.rawValue)
            writer.member("scope", ticket.scope)
            writer.member("policy", ticket.policy.rawValue)
            writer.member("standing", ticket.standing.rawValue)
            writer.member("project", ticket.project)
            writer.member("category", ticket.category)
            writer.member("summary", ticket.summary)
            writer.member("description", ticket.description)
            writer.member("steps_to_reproduce", ticket.stepsToReproduce)
            writer.member("additional_information", ticket.additionalInformation)
            writer.member("kind", ticket.kind?.rawValue)
            writer.member("level", ticket.level?.rawValue)
            writer.member("status", ticket.status?.rawValue)
            writer.member("visibility", ticket.visibility.rawValue)
            writer.name("reporter")
            writer.write(ticket.reporter)
            if let handler = ticket.handler {
                writer.name("handler")
                writer.write(handler)
            }
            writer.name("requester")
            writer.write(ticket.requester)
            writer.member("submitted", ticket.submitted)
            writer.member("updated", ticket.updated)
            writer.member("due", ticket.due)
            writer.member("product_version", ticket.productVersion)
            writer.member("target_version", ticket.targetVersion)
            writer.member("fixed_in_version", ticket.fixedInVersion)
            writer.writeParts(of: ticket)
        }
    }

    private mutating func writeParts(of ticket: Ticket) {
        member("notes", ticket.notes) { $0.write($1) }
        member("attachments", ticket.attachments) { $0.write($1) }
        member("relationships", ticket.relationships) { writer, relationship in
            writer.object { writer in
                writer.member("kind", relationship.kind.rawValue)
                writer.member("issue", relationship.issue)
            }
        }
        member("tags", ticket.tags) { $0.value($1) }
        member("custom_fields", ticket.customFields) { writer, field in
            writer.object { writer in
                writer.member("name", field.name)
                writer.member("value", field.value)
            }
        }
        member("timeline", ticket.timeline) { $0.write($1) }
        member("gaps", ticket.gaps) { writer, gap in
            writer.object { writer in
                writer.member("field", gap.field)
                writer.member("value", gap.value)
            }
        }
    }

    private mutating func write(_ person: Person) {
        object { writer in
            writer.member("id", person.id)
            writer.member("name", person.name)
            writer.member("real_name", person.realName)
            writer.member("email", person.email)
        }
    }

    private mutating func write(_ requester: Requester) {
        object { writer in
            writer.member("nit", requester.nit)
            writer.member("company", requester.company)
            writer.member("contact", requester.contact)
            writer.member("email", requester.email)
            writer.member("phone", requester.phone)
            writer.member("contact_hours", requester.contactHours)
        }
    }

    private mutating func write(_ note: Note) {
        object { writer in
            writer.member("id", note.id.rawValue)
            writer.name("author")
            writer.write(note.author)
            writer.member("text", note.text)
            writer.member("visibility", note.visibility.rawValue)
            writer.member("submitted", note.submitted)
            writer.member("modified", note.modified)
        }
    }

    private mutating func write(_ attachment: Attachment) {
        object { writer in
            writer.member("id", attachment.id)
            writer.member("filename", attachment.filename)
            writer.member("size", attachment.size)
            writer.member("content_type", attachment.contentType)
            writer.member("submitted", attachment.submitted)
        }
    }

    private mutating func write(_ event: Event) {
        object { writer in
            writer.member("at", event.at)
            if let person = event.by {
                writer.name("by")
                writer.write(person)
            }
            writer.write(event.fact)
        }
    }

    /// The members of the event that tell what happened.
    private mutating func write(_ fact: Event.Fact) {
        switch fact {
        case .created: member("type", "created")
        case .enteredQueue: member("type", "entered_queue")
        case .leftQueue: member("type", "left_queue")
        case .handlerChanged(let from, let to):
            member("type", "handler_changed")
            member("from", from)
            member("to", to)
        case .statusChanged(let from, let to):
            member("type", "status_changed")
            member("from", from?.rawValue)
            member("to", to?.rawValue)
        case .reclassified(let from, let to):
            member("type", "reclassified")
            member("from_kind", from.kind?.rawValue)
            member("from_level", from.level?.rawValue)
            member("to_kind", to.kind?.rawValue)
            member("to_level", to.level?.rawValue)
        case .waitingBegan: member("type", "waiting_began")
        case .waitingEnded: member("type", "waiting_ended")
        case .answered(let note): write("answered", note)
        case .requesterReplied(let note): write("requester_replied", note)
        case .internalNote(let note): write("internal_note", note)
        case .noteEdited(let note): write("note_edited", note)
        case .noteDeleted(let note): write("note_deleted", note)
        case .fieldChanged(let name, let from, let to):
            member("type", "field_changed")
            member("name", name)
            member("from", from)
            member("to", to)
        case .fileAdded(let name):
            member("type", "file_added")
            member("name", name)
        case .fileDeleted(let name):
            member("type", "file_deleted")
            member("name", name)
        }
    }

    private mutating func write(_ type: String, _ note: NoteID) {
        member("type", type)
        member("note", note.rawValue)
    }
}
