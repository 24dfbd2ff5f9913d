import Bridge
import Tickets

/// What `doctor` prints for people: the machine, then each instance with its projects; in each part the worst first, and
/// last, in one paragraph, all that is well.
struct DoctorPage {
    private let findings: [Finding]

    init(_ findings: [Finding]) { self.findings = findings }

    var text: String {
        var lines = part("This machine", findings.filter { $0.instance == nil }, indent: "")
        for instance in Self.unique(findings.compactMap(\.instance)) {
            let own = findings.filter { $0.instance == instance }
            lines += [""] + part("Instance \(instance)", own.filter { $0.project == nil }, indent: "")
            lines += projects(own.filter { $0.project != nil })
        }
        return (lines + ["", summary]).joined(separator: "\n")
    }

    /// What is the same in several projects is told once, before what is each one's own.
    private func projects(_ findings: [Finding]) -> [String] {
        var places: [Remark: [String]] = [:]
        for finding in findings where finding.severity != .ok {
            places[Remark(finding), default: []].append(finding.project ?? "")
        }
        let shared = places.filter { $0.value.count > 1 }
        var lines: [String] = []
        for names in Self.unique(findings.compactMap { shared[Remark($0)] }) {
            let common = findings.filter { $0.project == names[0] && shared[Remark($0)] == names }.map { finding in
                var whole = finding
                let all = findings.filter { Remark($0) == Remark(finding) }.flatMap(\.clauses)
                whole.clauses = Self.unique(all).sorted { $0.rawValue < $1.rawValue }
                return whole
            }
            let title = names.map { "“\($0)”" }.joined(separator: ", ")
            lines += [""] + part("Projects \(title)", common, indent: "  ")
        }
        for name in Self.unique(findings.compactMap(\.project)) {
            let own = findings.filter { $0.project == name && shared[Remark($0)] == nil }
            lines += [""] + part("Project “\(name)”", own, indent: "  ")
        }
        return lines
    }

    /// What makes two findings one, wherever they are; the clauses differ with the policies of each project.
    private struct Remark: Hashable {
        var check: Finding.Check
        var severity: Finding.Severity
        var text: String
        var remedy: String?

        init(_ finding: Finding) {
            check = finding.check
            severity = finding.severity
            text = finding.text
            remedy = finding.remedy
        }
    }

    private func part(_ title: String, _ findings: [Finding], indent: String) -> [String] {
        var lines = [indent + title]
        for severity in [Finding.Severity.failure, .warning, .note] {
            for finding in findings where finding.severity == severity {
                lines += entry(severity.rawValue, finding.text, indent: indent + "  ")
                lines += row("setting", finding.setting, indent) + row("do", finding.remedy, indent)
                lines += row("endangers", Self.list(finding.clauses), indent)
            }
        }
        let well = findings.filter { finding in
            finding.severity == .ok && !findings.contains { $0.check == finding.check && $0.severity != .ok }
        }
        guard !well.isEmpty else { return lines }
        // What is well with a project is always the same few things, so that their names are enough.
        let isProject = well[0].project != nil
        let text =
            isProject
            ? Self.unique(well.map(\.check.rawValue)).joined(separator: ", ")
            : well.map(\.text).joined(separator: "; ")
        return lines + entry("ok", text, indent: indent + "  ")
    }

    private func row(_ name: String, _ value: String?, _ indent: String) -> [String] {
        value.map { entry(name, $0, indent: indent + "             ", column: 11) } ?? []
    }

    /// A word, and beside it a text that may take several lines.
    private func entry(_ word: String, _ text: String, indent: String, column: Int = 9) -> [String] {
        let room = Paragraph.width - indent.count - column
        let head = indent + word + String(repeating: " ", count: max(column - word.count, 1))
        let margin = String(repeating: " ", count: indent.count + column)
        return Paragraph.wrapped(Table.onOneLine(text), to: room).enumerated().map { ($0 == 0 ? head : margin) + $1 }
    }

    private var summary: String {
        let counts = Finding.Severity.allCases.reversed().map { severity in
            (severity, findings.count { $0.severity == severity })
        }
        let parts = counts.map { severity, count in
            switch severity {
            case .failure: count == 1 ? "1 failure" : "\(count) failures"
            case .warning: count == 1 ? "1 warning" : "\(count) warnings"
            case .note: count == 1 ? "1 note" : "\(count) notes"
            case .ok: "\(count) ok"
            }
        }
        let verdict =
            switch Finding.Verdict(findings) {
            case .healthy: "The bridge can do its work"
            case .failing: "Something does not work"
            case .partlyUnreachable: "Some instances cannot be worked with"
            case .unreachable: "No instance can be worked with"
            }
        return "\(verdict): \(parts.joined(separator: ", "))."
    }

    private static func list(_ clauses: [ClauseID]) -> String? {
        clauses.isEmpty ? nil : clauses.map(\.rawValue).joined(separator: ", ")
    }

    private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return values.filter { seen.insert($0).inserted }
    }
}
