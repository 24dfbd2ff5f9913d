package import Mappings
package import SOAP
package import Tickets

/// What the bridge needs from the world, handed in by the executable and by tests.
package struct BridgeEnvironment: Sendable {
    /// The current instant by this machine's clock.
    package var now: @Sendable () -> Instant
    /// Waits this many seconds; throws `CancellationError` when the task is cancelled meanwhile.
    package var sleep: @Sendable (Int64) async throws -> Void
    /// The transport to one instance, with its time-outs and certificate authorities.
    package var transport: @Sendable (Configuration.Instance) throws -> any Transport
    /// Told of everything as it happens, from several tasks.
    package var observe: @Sendable (SyncEvent) -> Void

    package init(
        now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (Int64) async throws -> Void,
        transport: @escaping @Sendable (Configuration.Instance) throws -> any Transport,
        observe: @escaping @Sendable (SyncEvent) -> Void
    ) {
        self.now = now
        self.sleep = sleep
        self.transport = transport
        self.observe = observe
    }
}
