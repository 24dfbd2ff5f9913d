import MantisConnect
import Tickets

extension Requester {
    /// Who asks: from the custom fields, and what they leave blank from a summary in the shape of FW-08. A summary about
    /// another tax number than the field says is about somebody else and adds nothing.
    init(_ issue: Issue, fields: [NormalizedName: Requester.Part]) {
        self.init()
        for field in issue.customFields where !field.value.isEmpty {
            guard let part = fields[NormalizedName(field.field.name ?? "")],
                let value = MantisText.normalized(Optional(field.value))
            else { continue }
            if self[part] == nil { self[part] = value }
        }
        guard let subject = SubjectLine(issue.summary) else { return }
        if let nit, let other = subject.requester.nit, !TaxNumber.areSame(nit, other) { return }
        for part in Part.allCases where self[part] == nil {
            self[part] = subject.requester[part]
        }
    }
}
