import ArgumentParser
import Ledger
import Mappings
import Tickets

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say how the last run went and what waits for a person; exit code 1 when something does."
    )

    @OptionGroup var options: ConfigurationOption

    func run() async throws {
        let workspace = try options.load()
        let ledger = try await workspace.openExistingLedger()
        var healthy = true
        for instance in workspace.configuration.instances {
            healthy = try await report(on: instance.name, scopes: instance.scopes.map(\.name), ledger) && healthy
        }
        switch try await ledger.verifyAuditChain() {
        case .intact(let head):
            Terminal.say("audit trail: \(head.sequence) rows, unbroken")
        case .broken(let sequence, let fault):
            healthy = false
            Terminal.say("audit trail: row \(sequence) is \(fault.rawValue); somebody changed the ledger by hand")
        }
        if !healthy { throw CommandFailure(.problem) }
    }

    /// Prints one instance; true when nothing there needs a person.
    private func report(on instance: InstanceName, scopes: [String], _ ledger: SQLiteLedger) async throws -> Bool {
        var healthy = try await reportRuns(of: instance, ledger)
        var open = 0
        for scope in scopes {
            let counts = try await ledger.ticketCounts(
                matching: TicketQuery(instance: instance, scope: scope, standings: [.inScope], settled: false)
            )
            let retries = try await ledger.retries(of: ScopeKey(instance: instance, scope: scope))
            let count = counts.values.reduce(0, +)
            open += count
            Terminal.say("  \(scope): \(count) open \(count == 1 ? "ticket" : "tickets")")
            if let sweep = try await ledger.cursor(of: ScopeKey(instance: instance, scope: scope))?.lastSweep {
                Terminal.say("    last reconciled \(sweep.at): \(sweep)")
            }
            for (gap, tickets) in try await ledger.gaps(in: ScopeKey(instance: instance, scope: scope)) {
                healthy = false
                Terminal.say(
                    "    no word in the mapping for \(gap.value) (\(gap.field)): \(tickets) \(tickets == 1 ? "ticket" : "tickets")"
                )
            }
            for retry in retries {
                healthy = false
                Terminal.say("    cannot read \(retry.ticket) (attempts: \(retry.attempts)): \(retry.reason)")
            }
        }
        let everywhere = try await ledger.ticketCounts(
            matching: TicketQuery(instance: instance, standings: [.inScope], settled: false)
        )
        let elsewhere = everywhere.values.reduce(0, +) - open
        if elsewhere > 0 { Terminal.say("  \(elsewhere) open tickets of scopes that are not configured any more") }
        for entry in try await ledger.outbox(of: instance, states: [.sending, .parked, .refused]) {
            healthy = false
            let until = entry.nextAt.map { " until \($0) (or `mantis-bridge apply`)" } ?? ""
            let reason = until + (entry.outcome.map { ": \($0)" } ?? "")
            Terminal.say(
                "  \(entry.intent.title) of \(entry.intent.ticket) is \(entry.state.rawValue)\(reason)"
            )
        }
        return healthy
    }

    /// Prints the last run; true when it went well.
    private func reportRuns(of instance: InstanceName, _ ledger: SQLiteLedger) async throws -> Bool {
        let runs = try await ledger.lastRuns(of: instance, limit: 2)
        if let begun = runs.first, begun.outcome == nil {
            Terminal.say("\(instance): a run began \(begun.startedAt) and is under way, or was killed")
        }
        guard let run = runs.first(where: { $0.outcome != nil }) else {
            if runs.isEmpty { Terminal.say("\(instance): never ran") }
            return false
        }
        let message = run.message.map { ": \($0)" } ?? ""
        Terminal.say("\(instance): last run \(run.startedAt) \(run.outcome?.rawValue ?? "")\(message)")
        if let skew = run.clockSkew, skew != 0 {
            Terminal.say("  the server's clock is \(abs(skew)) s \(skew > 0 ? "ahead of" : "behind") this machine's")
        }
        return run.outcome == .succeeded || run.outcome == .partial
    }
}
