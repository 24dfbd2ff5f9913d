import ArgumentParser
import Glibc
import Mappings

/// Where the mappings lie, for commands that need nothing else of a configuration.
struct MappingsOption: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOption
    @Option(
        help: ArgumentHelp(
            "The directory of mappings; without it the configuration's, or ./mappings where there is no configuration. With it "
                + "no configuration is read.",
            valueName: "directory"
        )
    )
    var mappings: String?

    func load() throws -> MappingCatalogue {
        let lacksConfiguration =
            configuration.config == ConfigurationOption.defaultFile && access(configuration.config, F_OK) != 0
        guard let directory = mappings ?? (lacksConfiguration && access("mappings", F_OK) == 0 ? "mappings" : nil)
        else { return try configuration.load().catalogue }
        return try MappingCatalogue.load(from: directory)
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
