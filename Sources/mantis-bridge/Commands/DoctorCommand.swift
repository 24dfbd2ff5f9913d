import ArgumentParser
import Bridge
import Glibc
import Ledger
import Mappings
import SOAP
import Tickets

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examine every server, the account's rights, the ledger and the timer, and say what to change.",
        discussion: """
            It reads only: nothing is written to Mantis. Each finding tells the setting to change and the clauses of the \
            policies that it endangers. What is merely worth knowing is a note; a warning endangers a clause; a failure is \
            something that does not work now.

            Exit codes: 0 no failure · 1 a failure · 2 wrong usage or configuration · 3 no Mantis could be reached, or none \
            let the account in · 5 so with some of them.
            """
    )

    @OptionGroup var options: ConfigurationOption
    @Option(help: "Only this instance; may be repeated.") var instance: [String] = []
    @Flag(help: "As JSON, in the form mantis-bridge/doctor@1.") var json = false

    func run() async throws {
        let workspace = try options.load()
        let examination = Examination(
            configuration: workspace.configuration,
            catalogue: workspace.catalogue,
            environment: workspace.doctorEnvironment
        )
        let observations = await examination.observe(try workspace.instances(instance))
        let findings = Diagnosis(catalogue: workspace.catalogue).findings(from: observations)
        if json {
            Terminal.put(try JSONOutput.text(DoctorReport(findings, at: observations.at)) + "\n")
        } else {
            Terminal.say(DoctorPage(findings).text)
        }
        let status = ExitStatus(Finding.Verdict(findings))
        if status != .ok { throw CommandFailure(status) }
    }
}

extension Workspace {
    fileprivate var doctorEnvironment: DoctorEnvironment {
        DoctorEnvironment(
            now: { Instant(epochSeconds: Int64(time(nil))) },
            transport: { try CurlTransport(policy: $0.transportPolicy) },
            ledger: { [database = configuration.database] in
                // Opening would make one.
                var status = stat()
                guard stat(database, &status) == 0 || errno != ENOENT else { return nil }
                return try await SQLiteLedger.open(at: database)
            },
            file: { FileFacts(path: $0) },
            timer: { await SystemdTimer.state() }
        )
    }
}

extension ExitStatus {
    init(_ verdict: Finding.Verdict) {
        self =
            switch verdict {
            case .healthy: .ok
            case .failing: .problem
            case .partlyUnreachable: .partial
            case .unreachable: .unreachable
            }
    }
}
