import ServiceLevels
import Tickets

extension Register {
    /// Reads one file of `registers`: `everybody: true` while no list is kept, or lists of whom it has.
    init?(_ reader: YAMLReader) {
        guard
            let fields = reader.root?.fields("everybody", "accounts", "emails", "domains", "tax-numbers", "companies")
        else { return nil }
        let lists = ["accounts", "emails", "domains", "tax-numbers", "companies"].map { fields[$0]?.strings() ?? [] }
        if let everybody = fields["everybody"] {
            guard everybody.boolean() == true, lists.allSatisfy(\.isEmpty) else {
                everybody.report("write “everybody: true” while no list is kept, or leave it out and give the lists")
                return nil
            }
            self = .everybody
            return
        }
        if lists.allSatisfy(\.isEmpty), reader.problems.isEmpty {
            fields.report("the register lists nobody; write “everybody: true” to keep none")
        }
        self.init(
            accounts: Set(lists[0]),
            emails: Set(lists[1]),
            domains: Set(lists[2]),
            taxNumbers: Set(lists[3]),
            companies: Set(lists[4].map(NormalizedName.init))
        )
    }
}

/// The registers of a mappings directory: every file of `registers`, by its name without `.yaml`.
struct RegisterDirectory {
    /// Nil for a file with a problem, so that whoever names it is not blamed as well.
    let registers: [String: Register?]
    let problems: [Problem]

    /// Without the folder there are none.
    init(_ directory: String) {
        var registers: [String: Register?] = [:]
        var problems: [Problem] = []
        for file in (try? LocalFile.names(inDirectory: directory)) ?? [] {
            let path = "\(directory)/\(file)"
            guard file.hasSuffix(".yaml") else {
                problems.append(Problem("only files named NAME.yaml belong here", at: SourceLocation(file: path)))
                continue
            }
            let reader = YAMLReader(contentsOf: path)
            let register = Register(reader)
            problems += reader.problems
            registers.updateValue(
                reader.problems.isEmpty ? register : nil,
                forKey: String(file.dropLast(".yaml".count))
            )
        }
        self.registers = registers
        self.problems = problems
    }
}
