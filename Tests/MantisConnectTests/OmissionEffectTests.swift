import Testing

@testable import MantisConnect

/// The table of what an update does to what it leaves out, row by row (reference §2.6).
@Suite struct OmissionEffectTests {
    /// The releases around every change of the table, those of 1.2 before updates merged last.
    static let versions = [
        "1.2.9", "1.3.20", "2.4.2", "2.5.0", "2.24.4", "2.25.0", "2.26.2", "2.26.3", "2.27.0", "2.27.1", "2.28.3",
        "2.28.4", "2.29.0-dev",
    ]

    /// A field's effect in each of ``versions``, by letters: k kept, c cleared, t cleared with roadmap rights, u becomes
    /// the caller, n nobody handles it, f faults, m faults or is cleared.
    static let rows: [(IssueField, String)] = [
        (.project, "fffffkkkkkkkk"), (.category, "mmmmmmmmmmmmm"), (.summary, "fffffffffffkk"),
        (.description, "fffffffffffkk"), (.reporter, "uuuuuuuuuuukk"), (.handler, "nnnnnnnnnnnkk"),
        (.version, "kkkkkkkcccccc"), (.fixedInVersion, "kkkkkkkcccccc"), (.targetVersion, "tttkkkktttttt"),
        (.dueDate, "ccccccccckkkk"),
        (.stepsToReproduce, "kkkkkkkkkkkkk"), (.additionalInformation, "kkkkkkkkkkkkk"), (.build, "kkkkkkkkkkkkk"),
        (.platform, "kkkkkkkkkkkkk"), (.os, "kkkkkkkkkkkkk"), (.osBuild, "kkkkkkkkkkkkk"),
        (.priority, "kkkkkkkkkkkkk"), (.severity, "kkkkkkkkkkkkk"), (.reproducibility, "kkkkkkkkkkkkk"),
        (.projection, "kkkkkkkkkkkkk"), (.eta, "kkkkkkkkkkkkk"), (.resolution, "kkkkkkkkkkkkk"),
        (.status, "kkkkkkkkkkkkk"), (.viewState, "kkkkkkkkkkkkk"), (.sticky, "kkkkkkkkkkkkk"),
        (.customFields, "kkkkkkkkkkkkk"), (.monitors, "kkkkkkkkkkkkk"), (.tags, "kkkkkkkkkkkkk"),
    ]

    private static func letter(_ effect: OmissionEffect) -> Character {
        switch effect {
        case .kept: "k"
        case .cleared: "c"
        case .clearedWithRoadmapRights: "t"
        case .defaulted: "d"
        case .becomesCaller: "u"
        case .unassigned: "n"
        case .faults: "f"
        case .faultsOrCleared: "m"
        }
    }

    @Test(arguments: rows)
    func `an omitted field fares as its row says`(field: IssueField, row: String) throws {
        let effects = try Self.versions.map { try ServerProfileTests.profile($0).effect(ofOmitting: field) }
        #expect(String(effects.map(Self.letter)) == row)
    }

    @Test func `every field has a row`() {
        #expect(Set(Self.rows.map(\.0)) == Set(IssueField.allCases))
    }

    @Test func `before 1·2·6 an update writes a new issue over the old one`() throws {
        let (old, new) = (try ServerProfileTests.profile("1.2.5"), try ServerProfileTests.profile("1.2.6"))
        let letters = IssueField.allCases.map { "\($0.rawValue) \(Self.letter(old.effect(ofOmitting: $0)))" }
        #expect(
            letters == [
                "project f", "category m", "summary f", "description f", "reporter u", "handler n", "version c",
                "fixed_in_version c", "target_version t", "due_date c", "steps_to_reproduce c",
                "additional_information c", "build c", "platform c", "os c", "os_build c", "priority d", "severity d",
                "reproducibility d", "projection d", "eta d", "resolution d", "status d", "view_state d", "sticky c",
                "custom_fields k", "monitors k", "tags k",
            ]
        )
        #expect(new.effect(ofOmitting: .status) == .kept && new.effect(ofOmitting: .build) == .kept)
    }

    /// The column for blank values.
    @Test(arguments: [
        (IssueField.summary, "1.2.9", OmissionEffect.faults), (.description, "2.28.4", .faults),
        (.handler, "2.4.2", .unassigned), (.handler, "2.28.4", .unassigned),
        (.category, "2.26.3", .faultsOrCleared), (.category, "2.26.4", .faults), (.category, "2.28.4", .faults),
        (.version, "2.4.2", .cleared), (.version, "2.5.0", .kept), (.version, "2.26.2", .kept),
        (.version, "2.26.3", .cleared), (.fixedInVersion, "2.28.4", .cleared), (.fixedInVersion, "2.26.2", .kept),
        (.targetVersion, "2.28.4", .clearedWithRoadmapRights), (.targetVersion, "2.16.0", .kept),
        (.dueDate, "2.28.4", .cleared), (.build, "2.28.4", .cleared), (.stepsToReproduce, "1.3.0", .cleared),
        (.priority, "2.28.4", .defaulted), (.status, "1.3.0", .defaulted), (.monitors, "2.28.4", .cleared),
        (.tags, "2.28.4", .cleared),
    ])
    func `a blank field fares as its row says`(field: IssueField, version: String, effect: OmissionEffect) throws {
        #expect(try ServerProfileTests.profile(version).effect(ofBlanking: field) == effect)
    }

    @Test func `what cannot be blank has no effect`() throws {
        let profile = try ServerProfileTests.profile("2.28.4")
        let none = IssueField.allCases.filter { profile.effect(ofBlanking: $0) == nil }
        #expect(none == [.project, .reporter, .viewState, .sticky, .customFields])
    }

    @Test func `an update sends back whatever its server would change`() throws {
        for version in Self.versions + ["1.2.0", "1.2.5", "1.2.6", "2.26.4", "2.24.0"] {
            let profile = try ServerProfileTests.profile(version)
            let echoed = Set(profile.echoedFields)
            for field in IssueField.allCases where profile.effect(ofOmitting: field) != .kept {
                #expect(echoed.contains(field), "\(version) \(field)")
            }
        }
    }
}
