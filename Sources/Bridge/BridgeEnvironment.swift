package import Mappings
package import SOAP
package import Tickets

/// What the bridge needs from the world, handed in by the executable and by tests.
package struct BridgeEnvironment: Sendable {
    /// The current instant by this machine's clock.
    package var now: @Sendable () -> Instant
    /// Waits this many seconds; throws `CancellationError` when the task is cancelled meanwhile.
    package var sleep: @Sendable (Int64) async throws -> Void
    /// A number from 0 to 1, another one each time, which spreads the pauses between tries.
    package var chance: @Sendable () -> Double
    /// How much is asked for at once.
    package var pageSizes = PageSizes()
    /// The transport to one instance, with its time-outs and certificate authorities.
    package var transport: @Sendable (Configuration.Instance) throws -> any Transport
    /// Told of everything as it happens, from several tasks.
    package var observe: @Sendable (SyncEvent) -> Void

    package init(
        now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (Int64) async throws -> Void,
        chance: @escaping @Sendable () -> Double = { .random(in: 0...1) },
        transport: @escaping @Sendable (Configuration.Instance) throws -> any Transport,
        observe: @escaping @Sendable (SyncEvent) -> Void
    ) {
        self.now = now
        self.sleep = sleep
        self.chance = chance
        self.transport = transport
        self.observe = observe
    }
}

/// How many rows a page of each kind of list has (reference §3.9). Small ones cost calls, large ones the server's memory.
package struct PageSizes: Hashable, Sendable {
    /// Headers of issues.
    package var headers = 50
    /// Nothing but numbers.
    package var ids = 1_000
    /// Issues with all their texts.
    package var issues = 20

    package init() {}
}
