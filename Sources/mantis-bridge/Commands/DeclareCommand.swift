import ArgumentParser
import Bridge
import Glibc
import Ledger
import Mappings
import ServiceLevels
import Tickets

struct DeclareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "declare",
        abstract: "Record something about a ticket that Mantis does not tell, and say which deadline moves.",
        discussion: """
            information-complete: what was missing came another way, such as by telephone (FW-07).
            documented: a request was understood, documented and turned to whoever decides on it (BI-08).
            viability-published: the requester was told whether a request is viable (BI-08).
            committed: a date was promised with --date, or taken back with --withdraw (FW-06).

            A moment is written with its offset (2026-05-11T08:00:00-05:00) or as clocks in the zone of the ticket's policy \
            show it (2026-05-11T08:00). Without --at the fact holds from now on. Declarations are kept for ever; a deadline \
            that had passed before stays passed.
            """
    )

    @OptionGroup var options: ConfigurationOption
    @Argument(help: "The ticket, as `tickets` prints it, for example facturatech-1024.") var ticket: String
    @Argument(help: "What happened.") var fact: DeclaredFact
    @Option(help: ArgumentHelp("With committed: the date that was promised.", valueName: "moment")) var date: String?
    @Flag(help: "With committed: nothing is promised any more.") var withdraw = false
    @Option(help: ArgumentHelp("Since when; now.", valueName: "moment")) var at: String?
    @Option(help: ArgumentHelp("What people should know about it.", valueName: "text")) var remark: String?
    @OptionGroup var declarer: DeclarerOption

    func validate() throws {
        guard fact == .committed else {
            if date != nil || withdraw { throw ValidationError("--date and --withdraw belong to “committed” alone") }
            return
        }
        guard (date != nil) != withdraw else {
            throw ValidationError("“committed” takes --date, or --withdraw to take the promise back")
        }
    }

    func run() async throws {
        let workspace = try options.load()
        try await workspace.withRunLock {
            let (ticket, ledger) = try await workspace.ticket(ticket)
            let now = Instant(epochSeconds: Int64(time(nil)))
            var reader = try ReviewReader(ledger, workspace.catalogue, workspace.configuration)
            guard let before = try await reader.reviews(of: [ticket], asOf: now)[ticket.id],
                let zone = workspace.catalogue.calendar(of: before.policy)?.zone
            else {
                throw CommandFailure(
                    .usage,
                    "no clock runs for ticket \(ticket.id): no scope of \(workspace.configuration.file) has its policy "
                        + "“\(ticket.policy)”"
                )
            }
            let declaration = try declaration(about: before, zone, now)
            try await ledger.declare(declaration)
            let after = try await reader.reviews(of: [ticket], asOf: now)[ticket.id]
            Terminal.say(DeclarationReport(declaration, moves: after?.moves(since: before) ?? [], zone: zone).text)
        }
    }

    private func declaration(about review: TicketReview, _ zone: TimeZoneRules, _ now: Instant) throws -> Declaration {
        let instant = try at.map { try zone.moment($0, option: "--at") } ?? now
        let promised = try date.map { try zone.moment($0, option: "--date") }
        let fact = self.fact.fact(promised)
        guard review.policy.clocks.rules.contains(where: { $0.reacts(to: fact.signal) }) else {
            throw CommandFailure(
                .usage,
                "no clock of the policy “\(review.policy.name)” reacts to “\(self.fact.rawValue)”; nothing was recorded about "
                    + "\(review.ticket.id)"
            )
        }
        guard instant <= now else {
            throw CommandFailure(
                .usage,
                "--at \(zone.iso8601(instant)) is in the future; declare it when it has happened"
            )
        }
        let registered = review.signals.ordered.first { $0.fact == .registered }?.at ?? review.ticket.submitted
        guard instant >= registered else {
            throw CommandFailure(
                .usage,
                "--at \(zone.iso8601(instant)) is before the ticket was registered, \(zone.iso8601(registered))"
            )
        }
        if let promised, promised < instant {
            throw CommandFailure(
                .usage,
                "--date \(zone.iso8601(promised)) is before the promise was given, \(zone.iso8601(instant))"
            )
        }
        return Declaration(
            ticket: review.ticket.id,
            fact: fact,
            at: instant,
            declared: now,
            by: declarer.name,
            remark: remark
        )
    }
}

/// The facts as the command line names them.
enum DeclaredFact: String, CaseIterable, ExpressibleByArgument {
    case informationComplete = "information-complete"
    case documented
    case viabilityPublished = "viability-published"
    case committed

    /// - Parameter date: what was promised; nil takes the promise back. It counts for ``committed`` alone.
    func fact(_ date: Instant?) -> Declaration.Fact {
        switch self {
        case .informationComplete: .informationComplete
        case .documented: .documented
        case .viabilityPublished: .viabilityPublished
        case .committed: .committed(date)
        }
    }
}
