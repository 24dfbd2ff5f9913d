import Ledger
package import Tickets

/// What one run came to on one instance.
package struct LaneReport: Sendable {
    package var instance: InstanceName
    package var startedAt: Instant
    /// Over all scopes.
    package var pulled = PullTally()
    /// Intents that were recorded.
    package var planned = 0
    package var applied = ApplyTally()
    /// Tickets whose note cannot be made, each with the reason.
    package var unplanned: [TicketID: String] = [:]
    /// Issues that still cannot be read, and notes that are still to be written, from this run or earlier ones.
    package var waiting = 0
    /// Seconds by which the server's clock is ahead of ours; nil when no answer told.
    package var clockSkew: Int64?
    /// Why nothing is written to this server; nil when it may be.
    package var readOnly: String?
    /// Why the work stopped early; nil when it was done to the end.
    package var stopped: BridgeError?

    init(instance: InstanceName, startedAt: Instant) {
        self.instance = instance
        self.startedAt = startedAt
    }

    /// Everything was read, and everything that was to be written is on the server or needs no writing any more.
    package var isComplete: Bool {
        stopped == nil && waiting == 0 && unplanned.isEmpty && applied.refused == 0 && pulled.nameless == 0
    }

    /// Everything is done but what the server refused.
    package var isRefusedOnly: Bool {
        stopped == nil && unplanned.isEmpty && pulled.nameless == 0 && applied.refused > 0 && waiting <= applied.refused
    }

    func record(finishedAt: Instant) -> RunRecord {
        RunRecord(
            instance: instance,
            startedAt: startedAt,
            finishedAt: finishedAt,
            pulled: pulled.created + pulled.updated + pulled.unchanged,
            unchanged: pulled.unchanged,
            created: pulled.created,
            updated: pulled.updated,
            failed: waiting + unplanned.count + pulled.nameless,
            notesWritten: applied.written,
            differences: pulled.differences,
            clockSkew: clockSkew,
            outcome: outcome,
            message: stopped?.message ?? unplanned.min { $0.key < $1.key }.map { "\($0.key): \($0.value)" } ?? readOnly
        )
    }

    private var outcome: RunRecord.Outcome {
        switch stopped?.code {
        case nil: isComplete ? .succeeded : isRefusedOnly ? .conflict : .partial
        case .unreachable, .accessDenied: .unreachable
        case .misconfigured, .unsupportedServer, .fault, .shrunk, .restlessList, .cancelled: .failed
        }
    }
}
