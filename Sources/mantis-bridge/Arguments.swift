import ArgumentParser
import Foundation
import Glibc
import Mappings
import ServiceLevels
import Tickets

// What several commands read from their arguments.

extension MappingCatalogue {
    /// Throws a ``CommandFailure`` that names those there are.
    func policy(named name: String) throws -> (policy: Policy, calendar: WorkCalendar) {
        guard let policy = policies[PolicyName(rawValue: name)], let calendar = calendar(of: policy) else {
            let list = policies.keys.map(\.rawValue).sorted().joined(separator: ", ")
            throw CommandFailure(.usage, "there is no policy “\(name)”; there are \(list)")
        }
        return (policy, calendar)
    }
}

/// Who declares something.
struct DeclarerOption: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Who declares it; your name on this system.", valueName: "name")
    )
    var declarer: String?

    func validate() throws {
        if let declarer, Self.isBlank(declarer) { throw ValidationError("--as is empty; give the name of a person") }
    }

    /// The name given, or else that of whoever runs the program, also behind sudo.
    var name: String {
        let environment = ProcessInfo.processInfo.environment
        let known = [declarer, environment["SUDO_USER"], environment["USER"]].compactMap(\.self)
        return known.first { !Self.isBlank($0) } ?? Self.accountName
    }

    static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

    private static var accountName: String {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "uid \(getuid())" }
        return String(cString: name)
    }
}
