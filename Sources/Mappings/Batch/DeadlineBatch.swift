import ServiceLevels
import Tickets

/// Answers questions about deadlines or elapsed time, one a row of a CSV file, as the file comes in.
///
/// A row is answered or refused by itself: one with a problem has no answer, and the others are answered all the same.
/// After a problem of the file's form, or of the line that names its columns, nothing is answered any more.
package struct DeadlineBatch {
    /// A row's answer: the deadline, empty where there is none, or the elapsed seconds. The first names the two columns.
    package struct Answer: Hashable, Sendable {
        package let id: String
        package let value: String
    }

    /// What the bytes that were read last gave.
    package struct Step: Sendable {
        package fileprivate(set) var answers: [Answer] = []
        package fileprivate(set) var problems: [Problem] = []
    }

    private let file: String
    private var reader = CSVReader()
    private var calendars: BatchCalendars
    private var columns: BatchColumns?
    /// Nothing more will be answered.
    package private(set) var isOver = false

    /// - Parameter file: as problems name it.
    package init(file: String, catalogue: MappingCatalogue) {
        self.file = file
        calendars = BatchCalendars(catalogue)
    }

    /// Answers the rows that `bytes`, the next of the file, complete.
    package mutating func read(_ bytes: UnsafeRawBufferPointer) -> Step {
        isOver ? Step() : step(reader.read(bytes))
    }

    /// To be called at the end of the file: answers a last row that has no line end.
    package mutating func finish() -> Step {
        guard !isOver else { return Step() }
        var step = step(reader.finish())
        if columns == nil && !isOver {
            end(&step, "the file is empty; its first line names the columns", line: 1, column: 1)
        }
        return step
    }

    private mutating func step(_ records: [[CSVReader.Field]]) -> Step {
        var step = Step()
        for record in records where !isOver {
            guard let columns else {
                readHeader(record, &step)
                continue
            }
            do {
                step.answers.append(try answer(record, columns))
            } catch {
                step.problems.append(problem(error.message, line: error.field.line, column: error.field.column))
            }
        }
        if let failure = reader.failure, !isOver {
            end(&step, failure.message, line: failure.line, column: failure.column)
        }
        return step
    }

    private mutating func readHeader(_ record: [CSVReader.Field], _ step: inout Step) {
        do {
            let columns = try BatchColumns(header: record.map(\.text))
            self.columns = columns
            switch columns.question {
            case .due: step.answers.append(Answer(id: "id", value: "due"))
            case .elapsed: step.answers.append(Answer(id: "id", value: "elapsed"))
            }
        } catch {
            end(&step, error.message, line: record[0].line, column: record[0].column)
        }
    }

    private mutating func end(_ step: inout Step, _ message: String, line: Int, column: Int) {
        isOver = true
        step.problems.append(problem(message, line: line, column: column))
    }

    private func problem(_ message: String, line: Int, column: Int) -> Problem {
        Problem(file: file, line: line, column: column, message: message)
    }
}

extension DeadlineBatch {
    private struct Refusal: Error {
        var field: CSVReader.Field
        var message: String
    }

    private mutating func answer(_ row: [CSVReader.Field], _ columns: BatchColumns) throws(Refusal) -> Answer {
        guard row.count == columns.count else {
            throw Refusal(
                field: row[0],
                message: "the row has \(row.count) fields, and the first line names \(columns.count) columns"
            )
        }
        let id = row[columns.id]
        guard !id.text.isEmpty else { throw Refusal(field: id, message: "the row has no id") }
        let time = try time(of: row, columns)
        let start = try instant(row[columns.start])
        let pauses = try pauses(row[columns.pauses])
        switch columns.question {
        case .due(let column):
            let target = try refused(at: row[column]) { () throws(ServiceLevelsError) in try Target(row[column].text) }
            let due = try refused(at: row[columns.start]) { () throws(ServiceLevelsError) in
                try time.deadline(target, from: start, pauses: pauses)
            }
            return Answer(id: id.text, value: due.map(time.calendar.zone.iso8601) ?? "")
        case .elapsed(let column):
            let end = try instant(row[column])
            guard start <= end else { throw Refusal(field: row[column], message: "the end comes before the start") }
            let seconds = try refused(at: row[columns.start]) { () throws(ServiceLevelsError) in
                try time.elapsed(from: start, to: end, pauses: pauses)
            }
            return Answer(id: id.text, value: String(seconds))
        }
    }

    private mutating func time(of row: [CSVReader.Field], _ columns: BatchColumns) throws(Refusal) -> BusinessTime {
        do {
            return try calendars.time(policy: row[columns.policy].text, zone: row[columns.zone].text)
        } catch {
            throw Refusal(
                field: row[error.column == .policy ? columns.policy : columns.zone],
                message: error.message
            )
        }
    }

    private func instant(_ field: CSVReader.Field) throws(Refusal) -> Instant {
        if let instant = Instant(iso8601: field.text) { return instant }
        throw Refusal(
            field: field,
            message: "“\(field.text)” is not an instant with its offset, such as 2026-05-11T08:00:00-05:00"
        )
    }

    /// `FROM/TO` or `FROM/..`, separated by semicolons; empty for none.
    private func pauses(_ field: CSVReader.Field) throws(Refusal) -> Pauses {
        if field.text.isEmpty { return .none }
        return try refused(at: field) { () throws(ServiceLevelsError) in
            var pauses: [Pause] = []
            for text in field.text.split(separator: ";", omittingEmptySubsequences: false) {
                pauses.append(try Pause(text) { Instant(iso8601: $0) })
            }
            return Pauses(pauses)
        }
    }

    private func refused<Value>(
        at field: CSVReader.Field,
        _ work: () throws(ServiceLevelsError) -> Value
    ) throws(Refusal) -> Value {
        do { return try work() } catch { throw Refusal(field: field, message: error.message) }
    }
}
