import Foundation
import Ledger
import MantisConnect
import Mappings
import SOAP
import ServiceLevels
import Testing
import Tickets

@testable import Bridge

@Suite struct DoctorDiagnosisTests {
    /// One thing that is wrong, and what is said of it.
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var spoil: @Sendable (inout Observations) -> Void
        var check: Finding.Check
        var severity: Finding.Severity
        var words: String
        var setting: String?
        var clauses: [String]
        /// Checks that cannot but find the same cause.
        var companions: [Finding.Check]

        init(
            _ description: String,
            _ check: Finding.Check,
            _ severity: Finding.Severity,
            _ words: String,
            setting: String? = nil,
            clauses: [String] = [],
            companions: [Finding.Check] = [],
            _ spoil: @escaping @Sendable (inout Observations) -> Void
        ) {
            testDescription = description
            self.spoil = spoil
            self.check = check
            self.severity = severity
            self.words = words
            self.setting = setting
            self.clauses = clauses
            self.companions = companions
        }
    }

    private static func findings(_ spoil: (inout Observations) -> Void = { _ in }) throws -> [Finding] {
        var observations = try Healthy.observations()
        spoil(&observations)
        return Diagnosis(catalogue: try DoctorCatalogue.shared.get()).findings(from: observations)
    }

    @Test func `Where nothing is wrong nothing is worse than a note`() throws {
        let findings = try Self.findings()
        let worse = findings.filter { $0.severity > .note }
        #expect(worse.isEmpty, "\(worse)")
        #expect(Finding.Verdict(findings) == .healthy)
        // What Spanish makes of status 30 cannot be mended for good; the traps of the newest version the bridge knows.
        #expect(findings.filter { $0.severity == .note }.map(\.check) == [.defects, .acceptance])
    }

    @Test(arguments: cases) func `What is wrong is said with its setting and the clauses`(_ sample: Case) throws {
        let healthy = try Self.findings()
        let findings = try Self.findings(sample.spoil)
        let new = findings.filter { !healthy.contains($0) }
        let finding = try #require(
            new.first {
                $0.check == sample.check && $0.severity == sample.severity && $0.text.contains(sample.words)
            },
            "\(new)"
        )
        #expect(finding.setting == sample.setting)
        #expect(finding.clauses.map(\.rawValue) == sample.clauses)
        let blamed = Set(new.filter { $0.severity > .note }.map(\.check))
        #expect(blamed.subtracting(sample.companions + [sample.check]).isEmpty, "\(new)")
    }

    @Test(arguments: cases) func `Every warning and failure says what to do, in sentences that end`(_ sample: Case)
        throws
    {
        for finding in try Self.findings(sample.spoil) where finding.severity > .note {
            let remedy = try #require(finding.remedy, "\(finding)")
            #expect(!remedy.contains("  ") && !finding.text.contains("  "))
        }
    }

    @Test func `Findings come in one order, machine first and projects as configured`() throws {
        let findings = try Self.findings { observations in
            observations.instance.setLevel(.reporter)
            observations.machine.timer = .noSystemd
        }
        let places = findings.map { "\($0.instance?.rawValue ?? "")/\($0.project ?? "")" }
        var distinct: [String] = []
        for place in places where distinct.last != place { distinct.append(place) }
        #expect(distinct == ["/", "mantis/", "mantis/Web Service", "mantis/BITAM", "mantis/Coacher"])
        let order = Finding.Check.allCases
        for (first, second) in zip(findings, findings.dropFirst())
        where first.instance == second.instance && first.project == second.project {
            let indices = [first, second].map { order.firstIndex(of: $0.check) ?? 0 }
            #expect(indices[0] <= indices[1])
        }
    }

    @Test(
        arguments: [
            ([], .healthy), ([(.ledger, nil)], .failing), ([(.login, "a")], .partlyUnreachable),
            ([(.connection, "a"), (.tls, "b")], .unreachable), ([(.password, "a"), (.password, "b")], .failing),
        ] as [([(Finding.Check, String?)], Finding.Verdict)]
    )
    func `The verdict tells whether it is the bridge or the way to Mantis`(
        failures: [(Finding.Check, String?)],
        verdict: Finding.Verdict
    ) {
        let base = ["a", "b"].map { Finding(.version, .ok, instance: InstanceName(rawValue: $0), "fine") }
        let found = failures.map { check, instance in
            Finding(check, .failure, instance: instance.flatMap(InstanceName.init), "bad", remedy: "mend it")
        }
        #expect(Finding.Verdict(base + found + [Finding(.disk, .warning, "little", remedy: "more")]) == verdict)
    }
}

/// Loaded once for all tests.
enum DoctorCatalogue {
    static let shared = Result {
        let project = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try MappingCatalogue.load(from: project.appending(path: "mappings").path)
    }
}
