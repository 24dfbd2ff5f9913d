import ArgumentParser
import Glibc
import Mappings
import ServiceLevels
import Tickets

struct DeadlineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadline",
        abstract: "Tell when something is due under a policy, without a ticket.",
        discussion: """
            With --policy, --level and --from: the deadline of a level with all that leads to it, in Spanish and on the \
            clocks of the policy's zone. A moment is written with its offset (2026-05-11T08:00:00-05:00) or as clocks in \
            that zone show it (2026-05-11T08:00); a time that a clock change skips is read with the offset before the \
            change, and one that comes twice is the first.

            With --batch: answers a CSV file row by row. Its first line names the columns, in any order: id, policy, \
            timezone, start, pauses and target (for deadlines: 480bm business minutes, 480cm clock minutes, 10bd business \
            days, 5cd calendar days) or end (for elapsed open time); others are ignored. “policy” is the name of a calendar, \
            or of a policy, whose calendar then counts. “timezone” must be the calendar's own; only a calendar that never \
            closes is taken to every zone. Instants have an offset; pauses are FROM/TO or FROM/.. without an end, separated \
            by semicolons. Printed are lines “id,due”, with an empty due where a pause without end leaves none, or \
            “id,elapsed” in seconds, after a line with these names.

            A row with a problem is named on standard error with file, line and column, and has no line in the output; the \
            other rows are answered all the same. A file that is no CSV is read no further. In both cases the exit code is \
            1: the output is then right as far as it goes, and not complete.
            """
    )

    @OptionGroup var options: MappingsOption
    @Option(help: "The policy, as its file is named.") var policy: String?
    @Option(help: "The level within the policy.") var level: String?
    @Option(help: ArgumentHelp("When the clock starts.", valueName: "moment")) var from: String?
    @Option(help: ArgumentHelp("FROM/TO, or FROM/.. without an end; may be repeated.", valueName: "from/to"))
    var pause: [String] = []
    @Flag(help: "As JSON, in the form mantis-bridge/deadline@1.") var json = false
    @Option(help: ArgumentHelp("A CSV file of questions; - is standard input.", valueName: "file")) var batch: String?

    func validate() throws {
        if batch != nil {
            guard policy == nil, level == nil, from == nil, pause.isEmpty, !json else {
                throw ValidationError("--batch takes its questions from the file, and no other option but --mappings")
            }
        } else if policy == nil || level == nil || from == nil {
            throw ValidationError("give --policy, --level and --from, or --batch")
        }
    }

    func run() throws {
        let catalogue = try options.load()
        if let batch {
            try answer(batch, catalogue)
        } else if let policy, let level, let from {
            try answer(policy: policy, level: level, from: from, catalogue)
        }
    }

    private func answer(policy name: String, level levelName: String, from: String, _ catalogue: MappingCatalogue)
        throws
    {
        let (policy, calendar) = try catalogue.policy(named: name)
        guard let level = policy.level(LevelName(rawValue: levelName)) else {
            let list = policy.levels.map(\.name.rawValue).joined(separator: ", ")
            throw CommandFailure(.usage, "the policy “\(name)” has no level “\(levelName)”; it has \(list)")
        }
        let answer: DeadlineAnswer?
        let multiples: [DeadlineSheet.Multiple]
        do {
            // Read even where the level has no time: a slip must not pass because nothing depends on it.
            let start = try calendar.zone.moment(from, option: "--from")
            let pauses = Pauses(try pause.map { try Pause($0, instant: calendar.zone.instant(reading:)) })
            let edition = CalendarEdition(BusinessTime(calendar))
            answer = try level.target.map { try DeadlineAnswer($0, from: start, pauses: pauses, in: edition) }
            multiples =
                try level.target.map(policy.clocks.multiples)?.map { kind, clause, target in
                    DeadlineSheet.Multiple(
                        kind: kind,
                        name: catalogue.words.clocks[kind] ?? kind.rawValue,
                        clause: clause,
                        answer: try DeadlineAnswer(target, from: start, pauses: pauses, in: edition)
                    )
                } ?? []
        } catch let error as ServiceLevelsError {
            throw CommandFailure(.usage, error.message)
        }
        if json {
            let report = DeadlineReport(policy: policy, level: level, answer: answer, multiples: multiples)
            Terminal.put(try JSONOutput.text(report) + "\n")
        } else {
            let sheet = DeadlineSheet(policy: policy, level: level, answer: answer, multiples: multiples)
            Terminal.say(sheet.text)
        }
    }
}

extension DeadlineCommand {
    private func answer(_ path: String, _ catalogue: MappingCatalogue) throws {
        let file = path == "-" ? "standard input" : path
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(file) }
        defer { if path != "-" { close(descriptor) } }
        var batch = DeadlineBatch(file: file, catalogue: catalogue)
        var refused = 0
        func put(_ step: DeadlineBatch.Step) {
            let lines = step.answers.map { "\(CSV.quoted($0.id)),\($0.value)\n" }
            Terminal.put(lines.joined())
            for problem in step.problems { Terminal.complain(problem.description) }
            refused += step.problems.count
        }
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 1)
        defer { chunk.deallocate() }
        while !batch.isOver {
            let count = read(descriptor, chunk.baseAddress, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(file) }
            if count == 0 { break }
            put(batch.read(UnsafeRawBufferPointer(rebasing: chunk[..<count])))
        }
        put(batch.finish())
        if refused > 0 {
            throw CommandFailure(.problem, "\(file): \(refused == 1 ? "1 problem" : "\(refused) problems")")
        }
    }

    private func unreadable(_ file: String) -> CommandFailure {
        CommandFailure(.problem, "\(file): cannot be read: \(String(cString: strerror(errno)))")
    }
}
