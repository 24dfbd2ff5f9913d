import ArgumentParser
import Mappings

/// Where the mappings lie, for commands that need nothing else of a configuration.
struct MappingsOption: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOption
    @Option(
        help: ArgumentHelp(
            "The directory of mappings; without it the configuration's. With it no configuration is read.",
            valueName: "directory"
        )
    )
    var mappings: String?

    func load() throws -> MappingCatalogue {
        try mappings.map(MappingCatalogue.load(from:)) ?? configuration.load().catalogue
    }
}

extension CommandFailure {
    /// Loads files for a command whose work is to find problems in them: those end it with the code of a finding and not
    /// of wrong usage.
    static func whereFound<Loaded>(_ load: () throws -> Loaded) throws -> Loaded {
        do {
            return try load()
        } catch let error as MappingError {
            throw CommandFailure(.problem, error.message)
        }
    }
}
