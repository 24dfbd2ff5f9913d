/// `FilterData`: a filter that somebody saved under a name in the web pages (reference §2.4).
package struct SavedFilter: Hashable, Sendable {
    package var id: Int
    package var owner: Account?
    /// 0 for a filter of all projects.
    package var project: ProjectID
    package var isPublic: Bool
    package var name: String
    /// What it filters by, in Mantis's own notation.
    package var definition: String?

    package init(
        id: Int,
        owner: Account? = nil,
        project: ProjectID,
        isPublic: Bool,
        name: String,
        definition: String? = nil
    ) {
        self.id = id
        self.owner = owner
        self.project = project
        self.isPublic = isPublic
        self.name = name
        self.definition = definition
    }
}
