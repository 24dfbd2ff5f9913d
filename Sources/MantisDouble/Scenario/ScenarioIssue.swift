/// An issue of a scenario, and what happens to it.
struct ScenarioIssue: Sendable {
    /// As it is filed.
    var row: IssueRow
    var filed: ScenarioMoment
    var steps: [Step] = []
    /// Set at the end, whatever the steps did.
    var lastUpdated: ScenarioMoment?
    var dueDate: ScenarioMoment?
    var customValues: [(field: Int, value: ScenarioValue)] = []
    var tags: [String] = []

    /// Something that somebody does to it at one moment; its fields are written before its note.
    struct Step: Sendable {
        var at: ScenarioMoment
        var user: Int
        var fields: [FieldChange] = []
        var dueDate: ScenarioMoment?
        var customValues: [(field: Int, value: ScenarioValue)] = []
        var note: NoteRow?
        var file: AttachmentRow?
        var tag: String?
        var monitors = false
    }

    typealias FieldChange = @Sendable (inout IssueRow) -> Void
}
