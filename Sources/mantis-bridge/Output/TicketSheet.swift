import Tickets

/// One ticket as a person reads it, in Spanish.
struct TicketSheet {
    let ticket: Ticket
    let words: TicketWords

    var text: String {
        var lines = [
            "\(ticket.id)  \(Table.onOneLine(ticket.summary))", "",
            row("Proyecto", ticket.project), row("Categoría", ticket.category),
            row("Política", words.policy(of: ticket)),
            row("Tipo", words.kind(of: ticket)), row("Nivel", words.level(of: ticket)),
            row("Estado", words.status(of: ticket)),
            row("Alcance", "\(ticket.scope): \(words.standing(ticket.standing))"),
            row("Reporta", ticket.reporter.displayName), row("Responsable", ticket.handler?.displayName),
            row("Solicitante", requester), row("Registrado", words.moment(ticket.submitted, of: ticket)),
            row("Actualizado", words.moment(ticket.updated, of: ticket)),
            row("Compromiso", ticket.due.map { words.moment($0, of: ticket) }),
        ].compactMap(\.self)
        lines += ticket.gaps.map { "  ! sin \($0.field): \(Table.onOneLine($0.value)) no está en las tablas" }
        lines += ["", "Historia"]
        lines += ticket.timeline.map { event in
            let actor = event.by.map { " · \(Table.onOneLine($0.displayName))" } ?? ""
            return "  \(words.moment(event.at, of: ticket))  \(words.event(event.fact, of: ticket))\(actor)"
        }
        for note in ticket.notes {
            let access = note.visibility == .private ? ", privada" : ""
            lines += [
                "",
                "Nota \(note.id) de \(Table.onOneLine(note.author.displayName))\(access), \(words.moment(note.submitted, of: ticket))",
            ]
            lines += note.text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { "  | " + Table.onOneLine(String($0)) }
        }
        return lines.joined(separator: "\n")
    }

    private var requester: String? {
        let parts = [
            ticket.requester.company, ticket.requester.nit.map { "NIT \($0)" }, ticket.requester.contact,
            ticket.requester.phone, ticket.requester.email, ticket.requester.contactHours,
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    private func row(_ name: String, _ value: String?) -> String? {
        value.map { "  " + name + String(repeating: " ", count: 13 - name.count) + Table.onOneLine($0) }
    }
}
