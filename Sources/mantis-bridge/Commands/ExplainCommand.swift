import ArgumentParser
import Bridge
import Glibc
import Ledger
import Mappings
import ServiceLevels
import Tickets

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Argue each deadline of a ticket, as it stood at any instant.",
        discussion: """
            In Spanish and on the clocks of the policy's zone: what began each clock, what is promised and by which clause, \
            every stretch of time that counts, pauses, holidays, contingencies, the calendar's version, and how ambiguous \
            words of the policy are read.
            """
    )

    @OptionGroup var options: ConfigurationOption
    @Argument(help: "The ticket, as `tickets` prints it, for example facturatech-1024.") var id: String
    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp(
            "The instant to ask about, with its offset or as clocks of the policy's zone show it; without it now.",
            valueName: "moment"
        )
    )
    var asOf: String?
    @Flag(help: "As JSON, in the form mantis-bridge/explanation@1.") var json = false

    func run() async throws {
        let workspace = try options.load()
        let (ticket, ledger) = try await workspace.ticket(id)
        guard let policy = workspace.catalogue.policies[ticket.policy],
            let zone = workspace.catalogue.calendar(of: policy)?.zone
        else {
            throw CommandFailure(
                .problem,
                "the policy “\(ticket.policy)” of \(ticket.id) is not among the mappings any more"
            )
        }
        let instant = try asOf.map { try zone.moment($0, option: "--as-of") } ?? Instant(epochSeconds: Int64(time(nil)))
        let facts = try await FactsReader(ledger, of: ticket.id.instance).facts(of: [ticket], asOf: instant)
        let book = try ClockBook(workspace.catalogue, policies: [ticket.policy])
        guard let review = book.review(ticket, facts[ticket.id] ?? ClockBook.Facts(), asOf: instant) else { return }
        if json {
            Terminal.put(try JSONOutput.text(ExplanationReport(review: review, zone: zone)) + "\n")
        } else {
            let words = TicketWords(catalogue: workspace.catalogue)
            Terminal.say(ExplanationSheet(review: review, words: words, zone: zone).text)
        }
    }
}
