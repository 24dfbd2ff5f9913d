import SOAP

extension MantisClient {
    /// The enabled top-level projects the account can see, with their sub-projects.
    package func projects() async throws(MantisError) -> [Project] {
        try await items(of: Call(operation: "mc_projects_get_user_accessible", shape: .items, read: Project.init))
    }

    /// A project by its exact name; nil when there is none.
    package func projectID(named name: String) async throws(MantisError) -> ProjectID? {
        let id = try await value(of: .number("mc_project_get_id_from_name") { $0.string("project_name", name) })
        return id == 0 ? nil : ProjectID(rawValue: id)
    }

    /// The enabled accounts with at least the level `access` in a project: 55 for those that issues can be assigned to,
    /// 0 for all.
    package func users(of project: ProjectID, access: Int) async throws(MantisError) -> [Account] {
        try await items(
            of: Call(
                operation: "mc_project_get_users",
                shape: .items,
                arguments: { envelope in
                    envelope.integer("project_id", project.rawValue)
                    envelope.integer("access", access)
                },
                read: Account.init
            )
        )
    }

    /// The names of a project's categories, inherited ones included. An issue may still carry one that is disabled.
    package func categories(of project: ProjectID) async throws(MantisError) -> [String] {
        try await items(of: .list("mc_project_get_categories", of: project, read: { $0.string }))
    }

    /// The projects below a project, at any depth. Since 1.2.5.
    package func subprojects(of project: ProjectID) async throws(MantisError) -> [ProjectID] {
        try await items(
            of: .list("mc_project_get_all_subprojects", of: project) { element throws(DecodingFailure) in
                ProjectID(rawValue: try element.integer())
            }
        )
    }

    /// A project's versions, inherited ones included.
    package func versions(of project: ProjectID, _ choice: VersionChoice = .all) async throws(MantisError)
        -> [ProjectVersion]
    {
        try await items(
            of: Call(
                operation: choice.operation,
                shape: .items,
                arguments: { $0.integer("project_id", project.rawValue) },
                readDated: ProjectVersion.init
            )
        )
    }

    /// The custom fields of a project that the account may read.
    package func customFields(of project: ProjectID) async throws(MantisError) -> [CustomFieldDefinition] {
        try await items(of: .list("mc_project_get_custom_fields", of: project, read: CustomFieldDefinition.init))
    }
}

/// Which versions of a project.
package enum VersionChoice: Hashable, Sendable, CaseIterable {
    case all, released, unreleased

    fileprivate var operation: String {
        switch self {
        case .all: "mc_project_get_versions"
        case .released: "mc_project_get_released_versions"
        case .unreleased: "mc_project_get_unreleased_versions"
        }
    }
}

extension Call {
    /// A call that answers a list and whose only argument is a project.
    fileprivate static func list(
        _ operation: String,
        of project: ProjectID,
        read: @escaping AnswerDecoder<Item>.Read
    ) -> Call {
        Call(
            operation: operation,
            shape: .items,
            arguments: { $0.integer("project_id", project.rawValue) },
            read: read
        )
    }
}
