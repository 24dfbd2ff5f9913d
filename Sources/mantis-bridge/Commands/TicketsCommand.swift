import ArgumentParser
import Bridge
import Glibc
import Ledger
import Mappings
import ServiceLevels
import Tickets

struct TicketsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tickets",
        abstract: "List tickets, the most urgent first.",
        discussion: """
            The table and --csv begin with what is overdue, the longest first; then come tickets with a deadline ahead by that \
            deadline, those whose clock stands still, those without a time, and those whose clocks are over. Of equals the \
            last changed comes first. --limit cuts after that.

            One clock speaks for a ticket: of the provider's clocks that are open the one that is overdue longest, or else \
            the one that is due first. VENCE is its deadline on the clocks of the policy's zone and RESTA what is left of it \
            now: open hours («hábiles») where the policy promises those, and hours on the wall clock otherwise. A breach of a \
            time that is indicative only says so. --csv has the same in the columns clock, clock_state, due_at (UTC), \
            remaining_seconds (in what the promise counts; negative after a breach) and indicative; its column due is the \
            date that was set in Mantis.

            --json prints the exchange form, which has no clocks, and the last changed first.
            """
    )

    @OptionGroup var options: ConfigurationOption
    @OptionGroup var filter: TicketFilter
    @Flag(help: "As a JSON array in the exchange form (mappings/ticket.schema.json).") var json = false
    @Flag(help: "As CSV.") var csv = false

    func validate() throws {
        if json && csv { throw ValidationError("--json and --csv exclude each other") }
    }

    func run() async throws {
        let workspace = try options.load()
        try filter.check(against: workspace)
        let ledger = try await workspace.openExistingLedger()
        if json {
            try await printJSON(ledger)
            return
        }
        if csv {
            let lines = try await rows(ledger, workspace) { CSV.line(TicketRow.csv($0, $1)) }
            Terminal.put(CSV.line(TicketRow.csvHeader))
            for line in lines { Terminal.put(line) }
            return
        }
        let words = TicketWords(catalogue: workspace.catalogue)
        var table = Table(TicketRow.header)
        let rows = try await rows(ledger, workspace) { TicketRow.cells($0, $1, words) }
        for row in rows { table.add(row) }
        Terminal.say(rows.isEmpty ? "No ticket matches." : table.text)
    }

    /// One ticket at a time, so that a hundred thousand fit.
    private func printJSON(_ ledger: SQLiteLedger) async throws {
        var separator = "["
        var rest = filter.limit ?? .max
        for try await page in ledger.pages(of: filter.query()) {
            for ticket in page.prefix(rest) {
                Terminal.put(separator + (try JSONOutput.text(ticket)) + "\n")
                separator = ","
            }
            rest -= min(rest, page.count)
            if rest == 0 { break }
        }
        Terminal.put(separator == "[" ? "[]\n" : "]\n")
    }

    /// The rows of the list in its order. Only they are kept of the tickets, so that a hundred thousand fit.
    private func rows<Row>(
        _ ledger: SQLiteLedger,
        _ workspace: Workspace,
        _ row: (Ticket, LeadingClock) -> Row
    ) async throws -> [Row] {
        let now = Instant(epochSeconds: Int64(time(nil)))
        var reader = try ReviewReader(ledger, workspace.catalogue, workspace.configuration)
        var rows: [(urgency: Urgency, row: Row)] = []
        for try await page in ledger.pages(of: filter.query()) {
            let reviews = try await reader.reviews(of: page, asOf: now)
            for ticket in page {
                let records = reviews[ticket.id]?.records ?? []
                let clock = LeadingClock(of: records, isSettled: ticket.status?.isSettled ?? false)
                rows.append((Urgency(of: ticket, clock), row(ticket, clock)))
            }
        }
        rows.sort { $0.urgency < $1.urgency }
        return rows.prefix(filter.limit ?? .max).map(\.row)
    }
}

/// Which tickets to list.
struct TicketFilter: ParsableArguments {
    @Option(help: "Only this instance.") var instance: String?
    @Option(help: "Only this scope.") var scope: String?
    @Option(help: "Only this policy.") var policy: String?
    @Option(help: "Only these kinds; may be repeated.") var kind: [TicketKind] = []
    @Option(help: "Only these statuses; may be repeated.") var status: [TicketStatus] = []
    @Option(help: "Only this level.") var level: String?
    @Option(help: "Only those assigned to this account.") var handler: String?
    @Option(help: "Only those with these words.") var search: String?
    @Flag(help: "Also resolved and closed tickets, and those that left their scope.") var all = false
    @Option(help: "At most this many.") var limit: Int?

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
        if let instance, InstanceName(rawValue: instance) == nil {
            throw ValidationError("“\(instance)” is not an instance name")
        }
    }

    /// A name that is nowhere finds nothing, which would look like an answer.
    func check(against workspace: Workspace) throws {
        _ = try workspace.instances(instance.map { [$0] } ?? [])
        let policies = workspace.catalogue.policies
        let scopes = workspace.configuration.instances.flatMap(\.scopes).map(\.name)
        let levels = policies.values.flatMap(\.levels).map(\.name.rawValue)
        try Self.require(scope, among: scopes, called: "scope")
        try Self.require(policy, among: policies.keys.map(\.rawValue), called: "policy")
        try Self.require(level, among: levels, called: "level")
    }

    private static func require(_ name: String?, among known: [String], called kind: String) throws {
        guard let name, !known.contains(name) else { return }
        let list = Set(known).sorted().joined(separator: ", ")
        throw CommandFailure(.usage, "there is no \(kind) “\(name)”; there are \(list)")
    }

    func query() -> TicketQuery {
        TicketQuery(
            instance: instance.flatMap(InstanceName.init),
            scope: scope,
            policy: policy.map(PolicyName.init),
            kinds: Set(kind),
            statuses: Set(status),
            standings: all ? [] : [.inScope],
            level: level.map(LevelName.init),
            handler: handler,
            settled: all || !status.isEmpty ? nil : false,
            text: search,
            order: .lastChanged
        )
    }
}

extension TicketKind: ExpressibleByArgument {}
extension TicketStatus: ExpressibleByArgument {}
