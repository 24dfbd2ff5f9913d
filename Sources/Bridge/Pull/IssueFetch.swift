import MantisConnect
import Tickets

/// Gets issues with their histories from the server. Issues come several to a call; whatever such a call does not bring
/// is asked for alone, so that one issue that spoils an answer, or is gone, stands for itself.
struct IssueFetch {
    let lane: InstanceLane

    /// Issues in one call: few enough that a slow server answers in time (reference §3.4).
    private static let chunkSize = 10
    /// Calls under way at once (reference §3.9).
    private static let parallelReads = 2

    struct Content: Sendable {
        let reading: IssueReading
        /// By our clock, before the first byte was asked for.
        let readAt: Instant
        /// By our clock, before the issue itself was asked for.
        let seenAt: Instant
    }

    struct Reading: Sendable {
        let candidate: IssueReader.Candidate
        let result: Result<Content, MantisError>
    }

    /// Reads each issue, in the order asked for.
    ///
    /// - Throws: what would meet every issue alike: no connection, no access.
    func read(_ candidates: [IssueReader.Candidate]) async throws -> [Reading] {
        let share = (candidates.count + Self.parallelReads - 1) / Self.parallelReads
        let size = min(max(share, 1), Self.chunkSize)
        let chunks = candidates.chunks(of: size)
        return try await withThrowingTaskGroup(of: (Int, [Reading]).self) { group in
            var readings: [[Reading]] = Array(repeating: [], count: chunks.count)
            for (index, chunk) in chunks.enumerated() {
                if index >= Self.parallelReads, let (done, read) = try await group.next() { readings[done] = read }
                group.addTask { (index, try await readChunk(chunk)) }
            }
            for try await (done, read) in group { readings[done] = read }
            return readings.flatMap(\.self)
        }
    }

    /// An issue's history, and when it was asked for.
    private struct Past {
        let history: [HistoryEntry]?
        let readAt: Instant
    }

    /// The histories first: what happens before the issues are read then shows in them, and is read again as new.
    private func readChunk(_ chunk: ArraySlice<IssueReader.Candidate>) async throws -> [Reading] {
        var pasts: [Result<Past, MantisError>] = []
        for candidate in chunk {
            let readAt = lane.environment.now()
            pasts.append(
                try await outcome { () async throws(MantisError) in
                    Past(history: try await lane.history(of: candidate.issue), readAt: readAt)
                }
            )
        }
        let seenAt = lane.environment.now()
        let together = zip(chunk, pasts).compactMap { candidate, past in
            // One that failed before may spoil the answer for the others.
            candidate.failures == 0 && (try? past.get()) != nil ? candidate.issue : nil
        }
        let issues = await issues(together)
        var readings: [Reading] = []
        for (candidate, past) in zip(chunk, pasts) {
            let result: Result<Content, MantisError> =
                switch past {
                case .failure(let error): .failure(error)
                case .success(let past):
                    if let issue = issues[candidate.issue] {
                        .success(content(issue, past, seenAt: seenAt))
                    } else {
                        try await readAlone(candidate.issue, past)
                    }
                }
            readings.append(Reading(candidate: candidate, result: result))
        }
        return readings
    }

    private func readAlone(_ issue: IssueID, _ past: Past) async throws -> Result<Content, MantisError> {
        let seenAt = lane.environment.now()
        return try await outcome { () async throws(MantisError) in
            let whole = try await lane.asking { () async throws(MantisError) in try await lane.client.issue(issue) }
            return content(whole, past, seenAt: seenAt)
        }
    }

    private func content(_ issue: Issue, _ past: Past, seenAt: Instant) -> Content {
        Content(reading: IssueReading(issue: issue, history: past.history), readAt: past.readAt, seenAt: seenAt)
    }

    /// As many of `ids` as one call brings; none when it fails, whose reason asking for each alone will tell.
    private func issues(_ ids: [IssueID]) async -> [IssueID: Issue] {
        guard ids.count > 1, lane.profile.has(.issueBatches), let issues = try? await lane.client.issues(ids) else {
            return [:]
        }
        return Dictionary(issues.map { ($0.id, $0) }) { first, _ in first }
    }

    /// What became of one issue. One issue can break the connection for itself alone; the others must not wait for it.
    private func outcome<Value>(
        _ work: () async throws(MantisError) -> Value
    ) async throws -> Result<Value, MantisError> {
        do {
            return .success(try await work())
        } catch {
            if error.meetsEveryCall, await !lane.isAlive(after: error) { throw error }
            return .failure(error)
        }
    }
}
