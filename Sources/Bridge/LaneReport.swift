import Ledger
package import Tickets

/// What one run came to on one instance.
package struct LaneReport: Sendable {
    package var instance: InstanceName
    package var startedAt: Instant
    package var pulled = PullTally()
    package var planned = 0
    package var applied = ApplyTally()
    /// Why the work stopped early; nil when it was done to the end.
    package var stopped: BridgeError?

    init(instance: InstanceName, startedAt: Instant) {
        self.instance = instance
        self.startedAt = startedAt
    }

    /// Everything was read, and everything that was to be written is on the server or needs no writing any more.
    package var isComplete: Bool {
        stopped == nil && pulled.setAside == 0 && applied.open == 0 && applied.refused == 0
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
            failed: pulled.setAside + applied.refused + applied.open,
            notesWritten: applied.written,
            outcome: outcome,
            message: stopped?.message
        )
    }

    private var outcome: RunRecord.Outcome {
        switch stopped?.code {
        case nil: isComplete ? .succeeded : .partial
        case .unreachable, .accessDenied: .unreachable
        case .misconfigured, .unsupportedServer, .restlessList, .cancelled: .failed
        }
    }
}
