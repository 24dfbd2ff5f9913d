/// Lets a fixed number of calls through for each endpoint; the others wait in the order they came.
///
/// The limit stands above libcurl because time spent in libcurl's own queue counts against the call's time-out.
final class CallLimiter: Sendable {
    struct Line {
        var running = 0
        var waiting: [Waiter] = []
    }

    struct Waiter {
        let ticket: Ticket
        let continuation: CheckedContinuation<Bool, Never>
    }

    /// Names one waiting call, by identity.
    final class Ticket: Sendable {}

    private let limit: Int
    /// A line exists while a call of its endpoint runs.
    let lines = Locked<[Endpoint: Line]>([:])

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// Waits for a place. Every `true` must be paid back with one ``leave(_:)``; `false` means the task was cancelled.
    func enter(_ endpoint: Endpoint) async -> Bool {
        let ticket = Ticket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                admit(Waiter(ticket: ticket, continuation: continuation), to: endpoint)
            }
        } onCancel: {
            withdraw(ticket, from: endpoint)
        }
    }

    func leave(_ endpoint: Endpoint) {
        let next: Waiter? = lines.withLock { lines in
            guard var line = lines[endpoint] else { return nil }
            defer { lines[endpoint] = line.running == 0 ? nil : line }
            // The place is handed on as it is, so that a newcomer cannot overtake.
            if !line.waiting.isEmpty { return line.waiting.removeFirst() }
            line.running -= 1
            return nil
        }
        next?.continuation.resume(returning: true)
    }

    private func admit(_ waiter: Waiter, to endpoint: Endpoint) {
        let entered: Bool? = lines.withLock { lines in
            // Read under the lock: a cancellation from here on finds the waiter in line.
            if Task.isCancelled { return false }
            if lines[endpoint, default: Line()].running < limit {
                lines[endpoint, default: Line()].running += 1
                return true
            }
            lines[endpoint]?.waiting.append(waiter)
            return nil
        }
        if let entered { waiter.continuation.resume(returning: entered) }
    }

    private func withdraw(_ ticket: Ticket, from endpoint: Endpoint) {
        let waiter: Waiter? = lines.withLock { lines in
            guard let index = lines[endpoint]?.waiting.firstIndex(where: { $0.ticket === ticket }) else { return nil }
            return lines[endpoint]?.waiting.remove(at: index)
        }
        waiter?.continuation.resume(returning: false)
    }
}
