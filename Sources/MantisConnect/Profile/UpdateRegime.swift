/// How `mc_issue_update` treats what a request leaves out (reference §2.6). It replaces more than it is told to, and each
/// generation of it replaces something else.
package enum UpdateRegime: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Before 2.5: what is missing of people, target version and due date is replaced or blanked.
    case r1
    /// 2.5.0 to 2.26.2: versions can neither be lost nor blanked.
    case r2
    /// 2.26.3 to 2.28.3: missing versions are blanked again.
    case r3
    /// Since 2.28.4: nearly a patch.
    case r4
    // What each does to each field is told by ``ServerProfile/effect(ofOmitting:)``, as some of it changed in between.

    init(_ version: ServerVersion) {
        self =
            switch version {
            case ..<ServerVersion(2, 5, 0): .r1
            case ..<ServerVersion(2, 26, 3): .r2
            case ..<ServerVersion(2, 28, 4): .r3
            default: .r4
            }
    }

    package static func < (left: UpdateRegime, right: UpdateRegime) -> Bool { left.rawValue < right.rawValue }
}
