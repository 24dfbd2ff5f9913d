import ArgumentParser
import Glibc
import Mappings
import ServiceLevels
import Tickets

struct PoliciesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policies",
        abstract: "The support policies: check them, or read one as a person would.",
        subcommands: [Check.self, Show.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every policy with all it names, without a network."
        )

        @OptionGroup var options: MappingsOption

        func run() throws {
            let catalogue = try CommandFailure.whereFound(options.load)
            var table = Table("POLICY", "TITLE", "CLAUSES", "LEVELS", "CLOCKS", "ACTIONS")
            for policy in catalogue.policies.values.sorted(by: { $0.name.rawValue < $1.name.rawValue }) {
                table.add(
                    policy.name.rawValue,
                    policy.title,
                    "\(policy.clauses.count)",
                    "\(policy.levels.count)",
                    "\(policy.clocks.rules.count)",
                    "\(policy.actions.count)"
                )
            }
            Terminal.say(table.text)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a policy in Spanish: hours, levels, clocks, what the bridge does, and every clause.",
            discussion: "The last part names, for each clause, the data of the policy's file that implement it."
        )

        @OptionGroup var options: MappingsOption
        @Argument(help: "The policy, as its file is named.") var name: String

        func run() throws {
            let catalogue = try options.load()
            let (policy, calendar) = try catalogue.policy(named: name)
            let today = calendar.zone.date(at: Instant(epochSeconds: Int64(time(nil))))
            Terminal.say(PolicySheet(policy, in: catalogue, holidaysOf: today.year + 1).text)
        }
    }
}
