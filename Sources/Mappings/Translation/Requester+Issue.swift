import MantisConnect
import Tickets

extension Requester {
    /// Who asks: from the custom fields, and what they leave blank from a summary in the shape of FW-08. A summary about
    /// another tax number than the field says is about somebody else and adds nothing.
    init(_ issue: Issue, fields: [NormalizedName: MantisVocabulary.RequesterPart]) {
        self.init()
        for field in issue.customFields where !field.value.isEmpty {
            guard let part = fields[NormalizedName(field.field.name ?? "")],
                let value = MantisText.normalized(Optional(field.value))
            else { continue }
            if self[part] == nil { self[part] = value }
        }
        guard let subject = SubjectLine(issue.summary) else { return }
        if let nit, let other = subject.requester.nit, !TaxNumber.areSame(nit, other) { return }
        for part in MantisVocabulary.RequesterPart.allCases where self[part] == nil {
            self[part] = subject.requester[part]
        }
    }

    subscript(_ part: MantisVocabulary.RequesterPart) -> String? {
        get { self[keyPath: part.path] }
        set { self[keyPath: part.path] = newValue }
    }
}

extension MantisVocabulary.RequesterPart {
    fileprivate var path: WritableKeyPath<Requester, String?> {
        switch self {
        case .nit: \.nit
        case .company: \.company
        case .contact: \.contact
        case .email: \.email
        case .phone: \.phone
        case .contactHours: \.contactHours
        }
    }
}
