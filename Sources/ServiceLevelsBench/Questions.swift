import Foundation
import Mappings
import ServiceLevels
import Tickets

/// Everything that is asked, about the rows of the oracle and about long spans over every calendar.
struct Questions {
    /// What a question can be asked about.
    private struct Row {
        var time: BusinessTime
        var start: Instant
        var pauses: Pauses
        var target: Target?
        var end: Instant?
        /// Whether programs that know neither pauses nor other units can answer it too.
        var isPlain = false
    }

    private let deadlines: [Row]
    private let elapsed: [Row]
    private let times: [BusinessTime]

    init(mappings: String, rows directory: String) throws {
        let calendars = try CalendarCatalogue.load(from: mappings).calendars
        var times: [String: BusinessTime] = [:]
        func rows(_ file: String) throws -> [Row] {
            try Self.table("\(directory)/\(file).csv").map { values in
                guard let calendar = calendars[CalendarName(rawValue: values["policy"] ?? "")],
                    let start = Instant(iso8601: values["start"] ?? "")
                else { throw CocoaError(.fileReadCorruptFile) }
                let zone = try TimeZoneRules(identifier: values["timezone"] ?? "")
                let time = times["\(calendar.name) \(zone.identifier)"] ?? BusinessTime(calendar.moved(to: zone))
                times["\(calendar.name) \(zone.identifier)"] = time
                let pauses = try (values["pauses"] ?? "").split(separator: ";").map { text in
                    try Pause(text) { Instant(iso8601: $0) }
                }
                let target = try values["target"].map { try Target($0) }
                let countsOpenTime = target.map { $0.unit == .businessMinutes } ?? true
                return Row(
                    time: time,
                    start: start,
                    pauses: Pauses(pauses),
                    target: target,
                    end: values["end"].flatMap { Instant(iso8601: $0) },
                    isPlain: pauses.isEmpty && countsOpenTime && !calendar.isAlwaysOpen
                )
            }
        }
        var random = SplitMix64(seed: 7)
        // The files are ordered by kind of case, which a branch predictor would learn.
        deadlines = try rows("deadlines").shuffled(using: &random)
        elapsed = try rows("elapsed").shuffled(using: &random)
        self.times = times.keys.sorted().compactMap { times[$0] }
    }

    var all: [Question] {
        get throws {
            var all = [
                deadline("deadline: rows of the oracle", deadlines),
                elapsed("elapsed: rows of the oracle", elapsed),
                deadline("deadline: plain rows", deadlines.filter(\.isPlain)),
                elapsed("elapsed: plain rows", elapsed.filter(\.isPlain)),
            ]
            for count in [0, 1, 20] as [Int64] {
                let pauses = count == 1 ? "1 pause" : "\(count) pauses"
                let day = try made(target: "480bm", days: 1, pauses: count)
                let years = try made(target: "600000bm", days: 3_653, pauses: count)
                all += [
                    deadline("deadline: 480bm, \(pauses)", day),
                    deadline("deadline: 600000bm, \(pauses)", years),
                    elapsed("elapsed: 10 years, \(pauses)", years),
                    remaining("remaining: of 600000bm, \(pauses)", years),
                    deadline("deadline: 10bd, \(pauses)", try made(target: "10bd", days: 10, pauses: count)),
                    deadline("deadline: 1000bd, \(pauses)", try made(target: "1000bd", days: 1_000, pauses: count)),
                ]
            }
            return all + [nextOpening("next opening", try made(target: "0bm", days: 1, pauses: 0))]
        }
    }

    /// Rows over every calendar in turn, with pauses of six hours spread evenly over so many days.
    private func made(target: String, days: Int64, pauses count: Int64) throws -> [Row] {
        var random = SplitMix64(seed: 11)
        let newYear = Int64(1_704_067_200)
        return try (0..<448).map { number in
            let start = Instant(epochSeconds: newYear + Int64(random.next() % (6 * 365 * 86_400)))
            let step = days * 86_400 / max(count, 1)
            let pauses = try (0..<count).map { number in
                let from = start + number * step + 3_600
                return try Pause(from: from, to: from + min(21_600, step / 2))
            }
            return Row(
                time: times[number % times.count],
                start: start,
                pauses: Pauses(pauses),
                target: try Target(target),
                end: start + days * 86_400
            )
        }
    }

    private func deadline(_ name: String, _ rows: [Row]) -> Question {
        Question(name: name, count: rows.count) { position in
            guard let target = rows[position].target else { return 0 }
            let due = try rows[position].time.deadline(
                target,
                from: rows[position].start,
                pauses: rows[position].pauses
            )
            return due?.epochSeconds ?? 0
        }
    }

    private func elapsed(_ name: String, _ rows: [Row]) -> Question {
        Question(name: name, count: rows.count) { position in
            guard let end = rows[position].end else { return 0 }
            return try rows[position].time.elapsed(
                from: rows[position].start,
                to: end,
                pauses: rows[position].pauses
            )
        }
    }

    private func remaining(_ name: String, _ rows: [Row]) -> Question {
        Question(name: name, count: rows.count) { position in
            guard let target = rows[position].target, let end = rows[position].end else { return 0 }
            let left = try rows[position].time.remaining(
                of: target,
                from: rows[position].start,
                at: end,
                pauses: rows[position].pauses
            )
            return left ?? 0
        }
    }

    private func nextOpening(_ name: String, _ rows: [Row]) -> Question {
        Question(name: name, count: rows.count) { position in
            try rows[position].time.nextOpening(atOrAfter: rows[position].start).epochSeconds
        }
    }

    /// The rows of one of the oracle's files by column name; no field of theirs holds a comma or a quote.
    private static func table(_ path: String) throws -> [[String: String]] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
private struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
