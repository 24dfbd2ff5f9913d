import ArgumentParser
import Bridge
import Glibc
import Ledger
import Mappings
import ServiceLevels
import Tickets

struct ContingencyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contingency",
        abstract: "Declare, end and list what stretches a policy's times (FW-09).",
        discussion: """
            While a contingency lasts, such as a failure of the tax authority that multiplies requests, the clocks of the \
            policy that name it stand still. It counts from when it was declared: a deadline that had passed by then stays \
            passed. Nothing is deleted: a contingency declared by mistake is ended at its start.
            """,
        subcommands: [Declare.self, End.self, List.self]
    )
}

extension ContingencyCommand {
    struct Declare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Declare a contingency of a policy.",
            discussion: """
                A moment is written with its offset (2026-05-11T08:00:00-05:00) or as clocks in the policy's zone show it \
                (2026-05-11T08:00). Without --to the contingency lasts until `contingency end`. The reason is shown where a \
                deadline is explained: write it in Spanish.
                """
        )

        @OptionGroup var options: ConfigurationOption
        @Option(help: "The policy, as its file is named.") var policy: String
        @Option(help: ArgumentHelp("When it began.", valueName: "moment")) var from: String
        @Option(help: ArgumentHelp("When it ends, if that is known.", valueName: "moment")) var to: String?
        @Option(help: ArgumentHelp("What happened, in Spanish.", valueName: "text")) var reason: String
        @OptionGroup var declarer: DeclarerOption

        func validate() throws {
            if DeclarerOption.isBlank(reason) {
                throw ValidationError("--reason is empty; say what happened, because it is what people are told")
            }
        }

        func run() async throws {
            let workspace = try options.load()
            let now = Instant(epochSeconds: Int64(time(nil)))
            let (policy, calendar) = try workspace.catalogue.policy(named: policy)
            let contingency = try contingency(calendar.zone, now)
            try Self.requirePause(in: policy)
            try await workspace.withRunLock {
                let ledger = try await workspace.openExistingLedger()
                let record = try await ledger.declare(contingency, of: policy.name, by: declarer.name)
                let report = ContingencyReport(record, zone: calendar.zone)
                let reach = try await workspace.reach(of: record, before: nil, ledger, now)
                Terminal.say("declared \(report.sentence)\n\(reach)")
            }
        }

        private func contingency(_ zone: TimeZoneRules, _ now: Instant) throws -> Contingency {
            let start = try zone.moment(from, option: "--from")
            let end = try to.map { try zone.moment($0, option: "--to") }
            guard start <= now + ContingencyCommand.year else {
                throw CommandFailure(.usage, "--from \(zone.iso8601(start)) is more than a year ahead; check the year")
            }
            do {
                return try Contingency(from: start, to: end, reason: reason, declared: now)
            } catch {
                throw CommandFailure(.usage, "--to “\(to ?? "")” is before --from “\(from)”")
            }
        }

        private static func requirePause(in policy: Policy) throws {
            let pauses = policy.clocks.rules.flatMap(\.pauses)
            guard !pauses.contains(where: { $0.reason == .contingency }) else { return }
            throw CommandFailure(
                .usage,
                "a contingency would do nothing under the policy “\(policy.name)”: no clause of it stretches a time for one. "
                    + "If the policy has such a clause, name it in policies/\(policy.name).yaml among the pauses of the clock "
                    + "that it stretches: {while: contingency, effect: pause, clause: …}"
            )
        }
    }

    private static let year: Int64 = 366 * 86_400
}

extension ContingencyCommand {
    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say when a contingency ended; once.",
            discussion: """
                The moment is written with its offset or as clocks in the policy's zone show it, and may lie ahead. An end \
                at the contingency's own start takes it back for every deadline that has not been judged by it.
                """
        )

        @OptionGroup var options: ConfigurationOption
        @Argument(help: "Its number, as `contingency list` prints it.") var id: Int64
        @Option(help: ArgumentHelp("When it ended.", valueName: "moment")) var at: String
        @OptionGroup var declarer: DeclarerOption

        func run() async throws {
            let workspace = try options.load()
            let now = Instant(epochSeconds: Int64(time(nil)))
            try await workspace.withRunLock {
                let ledger = try await workspace.openExistingLedger()
                let id = ContingencyID(rawValue: id)
                let open = try await ledger.contingencies(of: nil).first { $0.id == id }
                let zone = open.map { workspace.catalogue.zone(of: $0.policy) } ?? .utc
                let record = try await ledger.endContingency(
                    id,
                    at: try zone.moment(at, option: "--at"),
                    declared: now,
                    by: declarer.name
                )
                let reach = try await workspace.reach(of: record, before: open?.contingency, ledger, now)
                Terminal.say("ended \(ContingencyReport(record, zone: zone).sentence)\n\(reach)")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List contingencies in the order in which they were declared."
        )

        @OptionGroup var options: ConfigurationOption
        @Option(help: "Only those of this policy.") var policy: String?
        @Flag(help: "As a JSON array; each element has the form mantis-bridge/contingency@1.") var json = false

        func run() async throws {
            let workspace = try options.load()
            let policy = try policy.map { try workspace.catalogue.policy(named: $0).policy.name }
            let ledger = try await workspace.openExistingLedger()
            let reports = try await ledger.contingencies(of: policy)
                .map { ContingencyReport($0, zone: workspace.catalogue.zone(of: $0.policy)) }
            if json {
                Terminal.put(try JSONOutput.text(reports) + "\n")
            } else {
                Terminal.say(ContingencyReport.table(of: reports) ?? "No hay contingencias declaradas.")
            }
        }
    }
}

extension MappingCatalogue {
    /// UTC for a policy that is not there any more.
    fileprivate func zone(of policy: PolicyName) -> TimeZoneRules {
        policies[policy].flatMap(calendar(of:))?.zone ?? .utc
    }
}

extension Workspace {
    /// What it came to, in words.
    fileprivate func reach(
        of record: ContingencyRecord,
        before: Contingency?,
        _ ledger: SQLiteLedger,
        _ now: Instant
    ) async throws -> String {
        let reach = try await ContingencyReach.count(
            of: record,
            before: before,
            in: ledger,
            catalogue,
            configuration,
            asOf: now
        )
        let tickets = reach.open == 1 ? "1 open ticket" : "\(reach.open) open tickets"
        return "It changes the clocks of \(reach.affected) of \(tickets) under this policy.\n"
            + "Deadlines that had already passed stay passed."
    }
}
