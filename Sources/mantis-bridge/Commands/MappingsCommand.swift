import ArgumentParser
import Mappings
import Tickets

struct MappingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mappings",
        abstract: "Policies, calendars, classification and note templates.",
        subcommands: [Check.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the configuration and every mapping, without a network."
        )

        @OptionGroup var options: ConfigurationOption

        func run() throws {
            let workspace = try CommandFailure.whereFound(options.load)
            let policies = workspace.catalogue.policies.keys.map(\.rawValue).sorted().joined(separator: ", ")
            Terminal.say("\(workspace.configuration.mappings): policies \(policies): no problem found")
        }
    }
}
