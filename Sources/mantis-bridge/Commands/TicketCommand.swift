import ArgumentParser
import Bridge
import Glibc
import Ledger
import Mappings
import ServiceLevels
import Tickets

struct TicketCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket",
        abstract: "Show one ticket with its timeline, its notes, and what is to be written to it."
    )

    @OptionGroup var options: ConfigurationOption
    @Argument(help: "The ticket, as `tickets` prints it, for example facturatech-1024.") var id: String
    @Flag(help: "As JSON in the exchange form (mappings/ticket.schema.json).") var json = false

    func run() async throws {
        let workspace = try options.load()
        let (ticket, ledger) = try await workspace.ticket(id)
        if json {
            Terminal.put(try JSONOutput.text(ticket) + "\n")
            return
        }
        let sheet = TicketSheet(ticket: ticket, words: TicketWords(catalogue: workspace.catalogue))
        Terminal.say(sheet.text)
        Terminal.say(try await clocks(of: ticket, in: workspace, ledger))
        Terminal.say(try await acknowledgement(of: ticket, in: workspace, ledger))
    }

    /// A line for each clock; why it stands so is another command's matter.
    private func clocks(of ticket: Ticket, in workspace: Workspace, _ ledger: SQLiteLedger) async throws -> String {
        let now = Instant(epochSeconds: Int64(time(nil)))
        var reader = try ReviewReader(ledger, workspace.catalogue, workspace.configuration)
        guard let review = try await reader.reviews(of: [ticket], asOf: now)[ticket.id] else {
            return "\nPlazos: su política ya no está configurada"
        }
        guard !review.records.isEmpty else { return "\nPlazos: la política no promete ninguno" }
        let words = TicketWords(catalogue: workspace.catalogue)
        var table = Table("PLAZO", "ESTADO", "VENCE", "RESTA")
        for record in review.records {
            table.add(
                words.clock(record.kind),
                words.state(record.state),
                record.deadline.map { words.moment($0, of: ticket) } ?? "—",
                words.remaining(record)
            )
        }
        return "\n" + table.text
    }

    private func acknowledgement(of ticket: Ticket, in workspace: Workspace, _ ledger: SQLiteLedger) async throws
        -> String
    {
        guard let instance = workspace.configuration.instance(ticket.id.instance),
            let scope = instance.scopes.first(where: { $0.name == ticket.scope })
        else { return "\nAcuse de recibo: su alcance ya no está configurado" }
        let plan = AcknowledgementPlan(
            catalogue: workspace.catalogue,
            instance: instance,
            scope: scope,
            now: Instant(epochSeconds: Int64(time(nil)))
        )
        if let entry = try await ledger.outboxEntry(plan.key(of: ticket)) {
            let state = TicketWords(catalogue: workspace.catalogue).outbox(entry.state)
            let note = entry.remoteNote.map { ", nota \($0)" } ?? ""
            let outcome = entry.outcome.map { " (\($0))" } ?? ""
            return "\nAcuse de recibo: \(state)\(note)\(outcome)"
        }
        return "\nAcuse de recibo: \(plan.reasonNotDue(ticket) ?? "por escribir")"
    }
}
