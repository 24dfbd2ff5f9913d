import Testing

@testable import SOAP

@Suite("Limit on parallel calls", .timeLimit(.minutes(5)))
struct CallLimiterTests {
    private let endpoint: Endpoint
    private let limiter = CallLimiter(limit: 1)

    init() throws {
        endpoint = try Endpoint("https://tracker.example/")
    }

    private var waitingCount: Int { limiter.lines.withLock { $0[endpoint]?.waiting.count ?? 0 } }

    /// Starts a call and returns once it stands in line.
    private func lineUp(_ turns: Locked<[Int]>, _ number: Int) async -> Task<Bool, Never> {
        let before = waitingCount
        let task = Task {
            let entered = await limiter.enter(endpoint)
            if entered { turns.withLock { $0.append(number) } }
            return entered
        }
        while waitingCount == before { await Task.yield() }
        return task
    }

    @Test func `calls enter in the order they came`() async {
        let turns = Locked<[Int]>([])
        #expect(await limiter.enter(endpoint))
        var tasks: [Task<Bool, Never>] = []
        for number in 0..<20 { tasks.append(await lineUp(turns, number)) }
        #expect(turns.withLock { $0 } == [])
        for task in tasks {
            limiter.leave(endpoint)
            #expect(await task.value)
        }
        #expect(turns.withLock { $0 } == Array(0..<20))
    }

    @Test func `a cancelled call leaves the line without a place`() async {
        let turns = Locked<[Int]>([])
        #expect(await limiter.enter(endpoint))
        let tasks = [await lineUp(turns, 0), await lineUp(turns, 1), await lineUp(turns, 2)]
        tasks[0].cancel()
        #expect(await tasks[0].value == false)
        tasks[1].cancel()
        #expect(await tasks[1].value == false)
        limiter.leave(endpoint)
        #expect(await tasks[2].value)
        limiter.leave(endpoint)
        // The place is free again, and a call cancelled before it lines up does not take it.
        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await limiter.enter(endpoint)
        }
        #expect(await late.value == false)
        #expect(await limiter.enter(endpoint))
    }

    @Test func `endpoints do not wait for each other`() async throws {
        #expect(await limiter.enter(endpoint))
        #expect(await limiter.enter(try Endpoint("https://other.example/")))
    }
}
