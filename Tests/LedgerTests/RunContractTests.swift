import Ledger
import Testing
import Tickets

@Suite("Any store: runs")
struct RunContractTests {
    @Test("A run is listed from its beginning and replaced at its end", arguments: Backend.allCases)
    func lifecycle(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            let first = try await store.beginRun(of: Sample.acme, at: Sample.start)
            let begun = RunRecord(instance: Sample.acme, startedAt: Sample.start)
            #expect(try await store.lastRuns(of: nil, limit: 5) == [begun])
            let record = RunRecord(
                instance: Sample.acme,
                startedAt: Sample.start,
                finishedAt: Sample.start + 9,
                pulled: 1,
                unchanged: 2,
                created: 3,
                updated: 4,
                failed: 5,
                notesWritten: 6,
                differences: 7,
                clockSkew: -8,
                outcome: .partial,
                message: "5 issues could not be read"
            )
            try await store.finishRun(first, record)
            _ = try await store.beginRun(of: Sample.other, at: Sample.start + 10)
            let foreign = RunRecord(instance: Sample.other, startedAt: Sample.start + 10)
            #expect(try await store.lastRuns(of: nil, limit: 5) == [foreign, record])
            #expect(try await store.lastRuns(of: Sample.acme, limit: 5) == [record])
            #expect(try await store.lastRuns(of: nil, limit: 1) == [foreign])
        }
    }

    @Test("A run that was not begun is named", arguments: Backend.allCases)
    func unknown(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            let run = RunID(rawValue: 3)
            let record = RunRecord(instance: Sample.acme, startedAt: Sample.start)
            #expect(try await code { try await store.finishRun(run, record) } == .unknownRun(run))
        }
    }

    @Test("A thousand runs of an instance are kept", arguments: Backend.allCases)
    func pruning(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            _ = try await store.beginRun(of: Sample.other, at: Sample.start)
            for second in 1...1_002 { _ = try await store.beginRun(of: Sample.acme, at: Sample.start + Int64(second)) }
            let kept = try await store.lastRuns(of: Sample.acme, limit: 2_000)
            #expect(kept.count == 1_000)
            #expect(kept.last?.startedAt == Sample.start + 3)
            #expect(try await store.lastRuns(of: Sample.other, limit: 5).count == 1)
        }
    }
}
