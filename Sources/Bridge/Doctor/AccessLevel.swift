/// A level of rights in Mantis. Installations may define others between the usual ones.
package struct AccessLevel: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let viewer = AccessLevel(rawValue: 10)
    package static let reporter = AccessLevel(rawValue: 25)
    package static let updater = AccessLevel(rawValue: 40)
    package static let developer = AccessLevel(rawValue: 55)
    package static let manager = AccessLevel(rawValue: 70)
    package static let administrator = AccessLevel(rawValue: 90)
    /// What no account reaches.
    package static let nobody = AccessLevel(rawValue: 100)

    package static let usual: [AccessLevel] = [.viewer, .reporter, .updater, .developer, .manager, .administrator]

    package static func < (left: AccessLevel, right: AccessLevel) -> Bool { left.rawValue < right.rawValue }
}

extension AccessLevel: CustomStringConvertible {
    /// As Mantis's configuration calls it.
    package var description: String {
        switch self {
        case .viewer: "VIEWER"
        case .reporter: "REPORTER"
        case .updater: "UPDATER"
        case .developer: "DEVELOPER"
        case .manager: "MANAGER"
        case .administrator: "ADMINISTRATOR"
        case .nobody: "NOBODY"
        default: "level \(rawValue)"
        }
    }
}
