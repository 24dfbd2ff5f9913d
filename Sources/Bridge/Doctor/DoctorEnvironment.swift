package import Ledger
package import Mappings
package import SOAP
package import Tickets

/// What `doctor` needs from the world, handed in by the executable and by tests.
package struct DoctorEnvironment: Sendable {
    /// The current instant by this machine's clock.
    package var now: @Sendable () -> Instant
    /// The transport to one instance.
    package var transport: @Sendable (Configuration.Instance) throws -> any Transport
    /// Opens the ledger; nil when there is none yet. Never makes one.
    package var ledger: @Sendable () async throws -> (any TicketStore)?
    /// Looks at a file; nil when there is none.
    package var file: @Sendable (String) -> FileFacts?
    package var timer: @Sendable () async -> TimerState

    package init(
        now: @escaping @Sendable () -> Instant,
        transport: @escaping @Sendable (Configuration.Instance) throws -> any Transport,
        ledger: @escaping @Sendable () async throws -> (any TicketStore)?,
        file: @escaping @Sendable (String) -> FileFacts?,
        timer: @escaping @Sendable () async -> TimerState
    ) {
        self.now = now
        self.transport = transport
        self.ledger = ledger
        self.file = file
        self.timer = timer
    }
}
