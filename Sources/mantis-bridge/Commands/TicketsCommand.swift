import ArgumentParser
import Foundation
import Ledger
import Mappings
import ServiceLevels
import Tickets

struct TicketsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tickets",
        abstract: "List tickets, the last changed first."
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
        let query = filter.query()
        if json {
            try await printJSON(ledger, query)
        } else if csv {
            try await printCSV(ledger, query)
        } else {
            try await printTable(ledger, query, words: TicketWords(catalogue: workspace.catalogue))
        }
    }

    /// One ticket at a time, so that a hundred thousand fit.
    private func printJSON(_ ledger: SQLiteLedger, _ query: TicketQuery) async throws {
        var separator = "["
        try await each(ledger, query) { ticket in
            Terminal.put(separator + (try JSONOutput.text(ticket)) + "\n")
            separator = ","
        }
        Terminal.put(separator == "[" ? "[]\n" : "]\n")
    }

    private func printCSV(_ ledger: SQLiteLedger, _ query: TicketQuery) async throws {
        Terminal.put(
            CSV.line([
                "id", "policy", "kind", "level", "status", "standing", "project", "category", "summary",
                "reporter", "handler", "nit", "company", "submitted", "updated", "due",
            ])
        )
        try await each(ledger, query) { ticket in
            Terminal.put(
                CSV.line([
                    ticket.id.rawValue, ticket.policy.rawValue, ticket.kind?.rawValue ?? "",
                    ticket.level?.rawValue ?? "",
                    ticket.status?.rawValue ?? "", ticket.standing.rawValue, ticket.project, ticket.category ?? "",
                    ticket.summary, ticket.reporter.displayName, ticket.handler?.displayName ?? "",
                    ticket.requester.nit ?? "", ticket.requester.company ?? "", ticket.submitted.iso8601,
                    ticket.updated.iso8601, ticket.due?.iso8601 ?? "",
                ])
            )
        }
    }

    private func printTable(_ ledger: SQLiteLedger, _ query: TicketQuery, words: TicketWords) async throws {
        var table = Table("CASO", "POLÍTICA", "TIPO", "NIVEL", "ESTADO", "RESPONSABLE", "ACTUALIZADO", "RESUMEN")
        var count = 0
        try await each(ledger, query) { ticket in
            count += 1
            table.add(
                ticket.id.rawValue,
                ticket.policy.rawValue,
                words.kind(of: ticket),
                words.level(of: ticket),
                words.status(of: ticket),
                ticket.handler?.displayName ?? "—",
                words.moment(ticket.updated, of: ticket),
                ticket.summary.count > 60 ? ticket.summary.prefix(59) + "…" : ticket.summary
            )
        }
        Terminal.say(count == 0 ? "No ticket matches." : table.text)
    }

    private func each(
        _ ledger: SQLiteLedger,
        _ query: TicketQuery,
        _ body: (Ticket) throws -> Void
    ) async throws {
        var rest = filter.limit ?? .max
        for try await page in ledger.pages(of: query) {
            for ticket in page.prefix(rest) { try body(ticket) }
            rest -= min(rest, page.count)
            if rest == 0 { return }
        }
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
