import MantisConnect
import SOAP

/// When a question to the server is asked again after it failed. Pure, and for questions only: what creates something is
/// never sent twice by a schedule.
struct RetrySchedule: Hashable, Sendable {
    /// How often a question is asked at most.
    var tries = 3
    /// Seconds before the second try; each further pause is three times as long.
    var firstPause: Int64 = 2
    /// No pause is longer, in seconds.
    var longestPause: Int64 = 30

    /// Seconds to wait before asking again; nil to give up.
    ///
    /// - Parameters:
    ///   - failures: how often the question failed so far.
    ///   - chance: where in the second half of the pause it falls, from 0 to 1, so that several bridges do not come back
    ///     in step.
    func pause(afterFailures failures: Int, because error: MantisError, chance: Double) -> Int64? {
        guard failures < tries, error.mayPassByItself else { return nil }
        let pause = (1..<max(failures, 1)).reduce(firstPause) { pause, _ in min(pause * 3, longestPause) }
        let half = pause / 2
        return half + Int64((Double(pause - half) * min(max(chance, 0), 1)).rounded())
    }
}

extension RetrySchedule {
    /// Asks a question, and again after a pause as long as the schedule says so. A pause that is cut short by cancellation
    /// ends it with the error before.
    func asking<Answer: Sendable>(
        _ environment: BridgeEnvironment,
        _ question: () async throws(MantisError) -> Answer
    ) async throws(MantisError) -> Answer {
        var failures = 0
        while true {
            do {
                return try await question()
            } catch {
                failures += 1
                let chance = environment.chance()
                guard let pause = pause(afterFailures: failures, because: error, chance: chance),
                    (try? await environment.sleep(pause)) != nil
                else { throw error }
            }
        }
    }
}

extension MantisError {
    /// Asking the same again may well succeed: nothing in the answer speaks about the question. A refusal does; «Access
    /// denied» above all, since asking again and again can lock an account (reference §6).
    var mayPassByItself: Bool {
        switch code {
        case .transport(let error):
            switch error.code {
            case .couldNotResolve, .couldNotConnect, .timedOut, .interrupted, .engineFailed: true
            case .invalidURL, .plainHTTPRefused, .tlsFailed, .redirected, .tooLarge, .cancelled, .refusedBySink: false
            }
        case .undecodable(let failure): failure.code == .truncated
        // A proxy's error page, most often.
        case .notMantis: true
        case .fault(let kind): kind == .database
        case .notSent: false
        }
    }
}
