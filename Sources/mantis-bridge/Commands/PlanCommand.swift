import ArgumentParser
import Bridge
import Foundation
import Glibc
import Ledger
import Mappings
import Tickets

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Print what `apply` would write to Mantis, without writing it."
    )

    @OptionGroup var options: ConfigurationOption
    @Option(help: "Only this instance; may be repeated.") var instance: [String] = []
    @Flag(help: "As JSON.") var json = false

    func run() async throws {
        let workspace = try options.load()
        let chosen = try workspace.instances(instance)
        let ledger = try await workspace.openExistingLedger()
        let now = Instant(epochSeconds: Int64(time(nil)))
        var intents: [Intent] = []
        var waiting: [String: Instant?] = [:]
        for instance in workspace.configuration.instances where chosen.isEmpty || chosen.contains(instance.name) {
            for entry in try await ledger.outbox(of: instance.name, states: OutboxEntry.State.open) {
                intents.append(entry.intent)
                if entry.state == .parked { waiting[entry.intent.key] = entry.nextAt }
            }
            let planner = Planner(store: ledger, catalogue: workspace.catalogue, instance: instance, now: now)
            intents += try await planner.preview()
        }
        if json {
            Terminal.put(try JSONOutput.text(intents) + "\n")
        } else if intents.isEmpty {
            Terminal.say("Nothing to write.")
        } else {
            Terminal.say(intents.map { Self.text($0, waiting: waiting[$0.key]) }.joined(separator: "\n\n"))
        }
    }

    /// - Parameter waiting: until when it is parked, `.some(nil)` for ever; nil when it is due.
    private static func text(_ intent: Intent, waiting: Instant??) -> String {
        let parked = waiting.map { until in until.map { " (parked until \($0))" } ?? " (waits for a person)" } ?? ""
        let head = "\(intent.ticket)  \(intent.title)  [\(intent.clause)]\(parked)  \(intent.reason)"
        let note = intent.effect.note
        let lines = note.text.split(separator: "\n", omittingEmptySubsequences: false)
        var text =
            "\(head)\n  \(note.visibility.rawValue) note:\n"
            + lines.map { "  | " + Table.onOneLine(String($0)) }.joined(separator: "\n")
        if case .addNoteAndSetStatus(_, let status, let resolution) = intent.effect {
            let before = intent.base.status?.rawValue ?? "unknown"
            text += "\n  status: \(before) → \(status.rawValue)" + (resolution.map { ", resolution \($0)" } ?? "")
        }
        return text
    }
}
