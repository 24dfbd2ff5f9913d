import ArgumentParser
import Ledger
import Mappings

@main
struct MantisBridge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mantis-bridge",
        abstract: "Syncs Mantis queues with one unified ticket model, and answers in Mantis.",
        discussion: """
            Exit codes: 0 all is well · 1 a problem was found · 2 wrong usage or configuration · 3 no Mantis could be \
            reached · 4 Mantis refused what was to be written · 5 done in part · 6 another run is under way.
            """,
        subcommands: [
            InitCommand.self, MappingsCommand.self, PoliciesCommand.self, SyncCommand.self, PlanCommand.self,
            ApplyCommand.self, TicketsCommand.self, TicketCommand.self, ExplainCommand.self, DeclareCommand.self,
            ContingencyCommand.self, DeadlineCommand.self, StatusCommand.self, DoctorCommand.self, SimulateCommand.self,
        ]
    )

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as CommandFailure {
            Terminal.complain(error.message)
            error.status.exit()
        } catch let error as MappingError {
            Terminal.complain(error.message)
            ExitStatus.usage.exit()
        } catch let error as LedgerError {
            Terminal.complain(error.description)
            if case .alreadyRunning = error.code { ExitStatus.alreadyRunning.exit() }
            ExitStatus.problem.exit()
        } catch  where exitCode(for: error) == .validationFailure {
            Terminal.complain(fullMessage(for: error))
            ExitStatus.usage.exit()
        } catch {
            exit(withError: error)
        }
    }
}
