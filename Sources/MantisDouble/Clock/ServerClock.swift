import Foundation
import SOAP

/// The server's clock, in whole seconds as its database keeps them.
package struct ServerClock: Sendable {
    private let source: Source

    private enum Source: Sendable {
        case system
        case hand(Locked<Int64>)
    }

    private init(_ source: Source) { self.source = source }

    /// The machine's own clock.
    package static var system: ServerClock { ServerClock(.system) }

    /// A clock that stands still until it is moved by ``advance(by:)`` or ``set(_:)``.
    package static func fixed(_ epochSeconds: Int64) -> ServerClock {
        ServerClock(.hand(Locked(epochSeconds)))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    package var now: Int64 {
        switch source {
        case .system: Int64(Date().timeIntervalSince1970.rounded(.down))
        case .hand(let seconds): seconds.withLock { $0 }
        }
    }

    /// Moves a fixed clock; the system's clock stays as it is.
    package func advance(by seconds: Int64) {
        if case .hand(let value) = source { value.withLock { $0 += seconds } }
    }

    /// Sets a fixed clock, also backwards; the system's clock stays as it is.
    package func set(_ epochSeconds: Int64) {
        if case .hand(let value) = source { value.withLock { $0 = epochSeconds } }
    }
}
