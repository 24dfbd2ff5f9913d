/// Projects and what they offer (reference §2.2).
enum ProjectOperations {
    static func accessible(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let top = instance.projects.values.filter { !$0.isChild }.map(\.id)
        out.projects("return", top, in: instance, for: call.caller)
    }

    static func idFromName(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        out.integer("return", instance.project(named: call.string("project_name"))?.id ?? 0)
    }

    static func allSubprojects(
        _ instance: inout Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) throws(ServerFault) {
        let project = try readable(try call.integer("project_id"), instance, call)
        let below = instance.withSubprojects(project).dropFirst().filter { instance.isAccessible($0, call.caller) }
        out.scalarArray("return", of: "string", count: below.count) { out in
            for id in below { out.string("item", String(id)) }
        }
    }

    static func users(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let project = try call.integer("project_id")
        guard instance.level(of: call.caller, in: project) >= AccessLevel.viewer else {
            throw .thrown("Project '\(project)' not found")
        }
        let access = max(try call.integer("access"), 1)
        let users = instance.users.values
            .filter { $0.enabled && instance.level(of: $0, in: project) >= access }
            .sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
        let accounts = users.map { instance.accountAnswer($0.id, for: call.caller) }
        out.array("return", of: "AccountData", count: accounts.count) { out in
            for account in accounts { out.account("item", account) }
        }
    }

    static func categories(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let scope = instance.categoryScope(of: try readable(try call.integer("project_id"), instance, call))
        let hidesDisabled = instance.behaviour.reading.hidesDisabledCategories
        let names = Set(
            instance.categories.values.filter { ($0.enabled || !hidesDisabled) && scope.contains($0.project) }.map(
                \.name
            )
        )
        out.scalarArray("return", of: "string", count: names.count) { out in
            for name in names.sorted(by: { Collation.key($0) < Collation.key($1) }) { out.string("item", name) }
        }
    }

    static func versions(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        try writeVersions(instance, call, &out) { _ in true }
    }

    static func releasedVersions(
        _ instance: inout Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) throws(ServerFault) {
        try writeVersions(instance, call, &out) { $0.released }
    }

    static func unreleasedVersions(
        _ instance: inout Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) throws(ServerFault) {
        try writeVersions(instance, call, &out) { !$0.released }
    }

    static func customFields(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let project = try readable(try call.integer("project_id"), instance, call)
        let level = instance.level(of: call.caller, in: project)
        let fields = (instance.projects[project]?.customFields ?? [])
            .compactMap { instance.customFields[$0] }.filter { $0.readLevel <= level }
        out.array("return", of: "CustomFieldDefinitionData", count: fields.count) { out in
            for field in fields { out.customFieldDefinition(field) }
        }
    }

    private static func writeVersions(
        _ instance: Instance,
        _ call: Call,
        _ out: inout AnswerWriter,
        where isWanted: (VersionRow) -> Bool
    ) throws(ServerFault) {
        let project = try readable(try call.integer("project_id"), instance, call)
        let versions = instance.versions(of: project).filter { isWanted($0) && !$0.obsolete }
        out.array("return", of: "ProjectVersionData", count: versions.count) { out in
            for version in versions { out.version(version) }
        }
    }

    /// A project the caller may read.
    private static func readable(_ project: Int, _ instance: Instance, _ call: Call) throws(ServerFault) -> Int {
        guard instance.projects[project] != nil else {
            throw ServerFault(.client, "Project '\(project)' does not exist.")
        }
        guard instance.mayRead(project, call.caller) else { throw .noRights(call.caller.name) }
        return project
    }
}

extension AnswerWriter {
    /// Enabled projects by name, each with those below it.
    fileprivate mutating func projects(_ name: String, _ ids: [Int], in instance: Instance, for reader: UserRow) {
        let rows = ids.filter { instance.isAccessible($0, reader) }.compactMap { instance.projects[$0] }
            .sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
        array(name, of: "ProjectData", count: rows.count) { out in
            for row in rows {
                out.structure("item", type: "ProjectData") { out in
                    out.integer("id", row.id)
                    out.string("name", row.name)
                    out.reference("status", row.status, instance.label(.projectStatus, row.status, for: reader))
                    out.boolean("enabled", row.enabled)
                    out.reference(
                        "view_state",
                        row.viewState,
                        instance.label(.projectViewState, row.viewState, for: reader)
                    )
                    let minimum = AccessLevel.viewer
                    out.reference("access_min", minimum, instance.label(.accessLevels, minimum, for: reader))
                    out.string("file_path", "")
                    out.string("description", row.description)
                    out.projects("subprojects", row.children, in: instance, for: reader)
                }
            }
        }
    }
}
