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
        var healthy = true
        if let run = try await ledger.lastRuns(of: instance, limit: 1).first {
            healthy = run.outcome == .succeeded || run.outcome == .partial
            let message = run.message.map { ": \($0)" } ?? ""
            let outcome = run.outcome?.rawValue ?? "not finished"
            Terminal.say("\(instance): last run \(run.startedAt) \(outcome)\(message)")
        } else {
            healthy = false
            Terminal.say("\(instance): never ran")
        }
        for scope in scopes {
            let counts = try await ledger.ticketCounts(
                matching: TicketQuery(instance: instance, scope: scope, standings: [.inScope], settled: false)
            )
            let retries = try await ledger.retries(of: ScopeKey(instance: instance, scope: scope))
            Terminal.say("  \(scope): \(counts.values.reduce(0, +)) open tickets")
            for retry in retries {
                healthy = false
                Terminal.say("    cannot read \(retry.ticket), \(retry.attempts) times so far: \(retry.reason)")
            }
        }
        for entry in try await ledger.outbox(of: instance, states: [.sending, .parked, .refused]) {
            healthy = false
            let reason = entry.outcome.map { ": \($0)" } ?? ""
            Terminal.say(
                "  \(entry.intent.kind.rawValue) of \(entry.intent.ticket) is \(entry.state.rawValue)\(reason)"
            )
        }
        return healthy
    }
}
