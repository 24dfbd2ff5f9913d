import Foundation

/// What a question costs.
struct Figures {
    /// Nanoseconds of CPU time a call, one for each round over everything that is asked about.
    private let mean: Rounds
    /// Nanoseconds of single calls, one for each thing: the median of several, less the time of looking at the clock.
    private let single: [Double]

    /// Times of several rounds, ascending.
    struct Rounds {
        let sorted: [Double]

        init(_ times: [Double]) { sorted = times.sorted() }

        var median: Double { sorted[sorted.count / 2] }

        /// Median, least and greatest, in units of so many nanoseconds.
        func text(per unit: Double) -> String {
            let digits = unit == 1 ? 0 : 3
            return [median, sorted[0], sorted[sorted.count - 1]]
                .map { String(format: "%.\(digits)f", $0 / unit) }.joined(separator: "\t")
        }
    }

    init(_ question: Question) throws {
        for _ in 0..<3 { _ = try question.askAll() }
        let passes = max(1, 40_000 / question.count)
        mean = Rounds(
            try (0..<21).map { _ in
                let start = Self.now(CLOCK_PROCESS_CPUTIME_ID)
                for _ in 0..<passes { _ = try question.askAll() }
                return (Self.now(CLOCK_PROCESS_CPUTIME_ID) - start) / Double(passes * question.count)
            }
        )
        single = try Self.singleCalls(question)
    }

    private static func singleCalls(_ question: Question) throws -> [Double] {
        var samples = [[Double]](repeating: [], count: question.count)
        var looks: [Double] = []
        for _ in 0..<51 {
            for position in 0..<question.count {
                let start = now(CLOCK_MONOTONIC)
                _ = try question.ask(position)
                let end = now(CLOCK_MONOTONIC)
                samples[position].append(end - start)
            }
            let start = now(CLOCK_MONOTONIC)
            looks.append(now(CLOCK_MONOTONIC) - start)
        }
        let look = Rounds(looks).median
        return samples.map { max(0, Rounds($0).median - look) }.sorted()
    }

    /// The question and how much it is asked about; median, least and greatest mean of the rounds; percentiles of single
    /// calls. Separated by tabs.
    func line(of question: Question) -> String {
        let percentiles = [50, 90, 99, 100].map { single[min(single.count - 1, single.count * $0 / 100)] }
        return
            ([question.name, String(question.count), mean.text(per: 1)] + percentiles.map { String(format: "%.0f", $0) })
            .joined(separator: "\t")
    }

    /// Nanoseconds of CPU time of each of several runs, after one that does not count.
    static func rounds(_ count: Int, _ work: () throws -> Void) rethrows -> Rounds {
        try work()
        return Rounds(
            try (0..<count).map { _ in
                let start = now(CLOCK_PROCESS_CPUTIME_ID)
                try work()
                return now(CLOCK_PROCESS_CPUTIME_ID) - start
            }
        )
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
