import Bridge
import Tickets

/// What `doctor --json` prints: the form `mantis-bridge/doctor@1`. Members are only ever added to it.
struct DoctorReport: Encodable {
    let format = "mantis-bridge/doctor@1"
    /// The instant of the examination, in UTC.
    let examinedAt: String
    let verdict: String
    /// How many findings there are of each severity; all four are always there.
    let counts: [String: Int]
    let findings: [Row]

    /// One finding. What is not known or does not apply is left out.
    struct Row: Encodable {
        let check: String
        let severity: String
        let instance: String?
        let project: String?
        let text: String
        let setting: String?
        let remedy: String?
        let clauses: [String]
    }

    init(_ findings: [Finding], at instant: Instant) {
        examinedAt = instant.iso8601
        verdict = Finding.Verdict(findings).rawValue
        counts = Dictionary(
            uniqueKeysWithValues: Finding.Severity.allCases.map { severity in
                (severity.rawValue, findings.count { $0.severity == severity })
            }
        )
        self.findings = findings.map { finding in
            Row(
                check: finding.check.rawValue,
                severity: finding.severity.rawValue,
                instance: finding.instance?.rawValue,
                project: finding.project,
                text: finding.text,
                setting: finding.setting,
                remedy: finding.remedy,
                clauses: finding.clauses.map(\.rawValue)
            )
        }
    }
}
