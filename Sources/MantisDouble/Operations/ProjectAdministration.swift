import SOAP

/// Setting up projects, categories and versions (reference §2.2).
enum ProjectAdministration {
    static func add(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        guard call.caller.level >= AccessLevel.administrator else { throw .noRights(call.caller.name) }
        let row = ProjectRow(id: (instance.projects.keys.max() ?? 0) + 1, name: "")
        let project = try read(call, over: row, missing: "Required field \"name\" is missing", instance)
        instance.add(project)
        instance.forgetQueries()
        out.integer("return", project.id)
    }

    static func update(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        guard call.caller.level >= AccessLevel.administrator else { throw .noRights(call.caller.name) }
        let id = try call.integer("project_id")
        guard let old = instance.projects[id] else { throw .projectMissing(id) }
        let project = try read(call, over: old, missing: "Missing required field 'name'.", instance)
        instance.add(project)
        instance.forgetQueries()
        out.boolean("return", true)
    }

    /// Everything in it goes with it.
    static func delete(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("project_id")
        guard instance.projects[id] != nil else { throw .projectMissing(id) }
        guard instance.reaches("delete_project_threshold", call.caller, in: id) else {
            throw .noRights(call.caller.name)
        }
        for issue in instance.issues.ids.filter({ instance.issues.facts($0)?.project == id }) {
            instance.deleteIssue(issue)
        }
        instance.remove(project: id)
        instance.forgetQueries()
        out.boolean("return", true)
    }

    private static func read(
        _ call: Call,
        over old: ProjectRow,
        missing: String,
        _ instance: Instance
    ) throws(ServerFault) -> ProjectRow {
        guard let sent = call.structure("project"), let name = sent.string("name"), !name.isEmpty else {
            throw ServerFault(.client, missing)
        }
        if let other = instance.project(named: name), other.id != old.id {
            throw ServerFault(.client, "Project name exists")
        }
        var row = old
        row.name = name.storable()
        row.description = sent.string("description")?.storable() ?? old.description
        row.enabled = try sent.boolean("enabled") ?? old.enabled
        row.inheritsGlobalCategories = try sent.boolean("inherit_global") ?? old.inheritsGlobalCategories
        if let status = try sent.value("status")?.integer("id") { row.status = status }
        if let state = try sent.value("view_state")?.integer("id") { row.viewState = state }
        return row
    }

    // MARK: Categories

    static func addCategory(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let project = try managed(try call.integer("project_id"), instance, call)
        let name = call.string("p_category_name").storable()
        if own(name, of: project, instance) != nil { throw duplicate }
        let id = instance.counters.category + 1
        instance.add(CategoryRow(id: id, project: project, name: name))
        out.integer("return", id)
    }

    /// Its issues are left without one. Nothing of this bumps them (reference §3.3).
    static func deleteCategory(
        _ instance: inout Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) throws(ServerFault) {
        let project = try managed(try call.integer("project_id"), instance, call)
        guard let id = own(call.string("p_category_name"), of: project, instance) else { throw noCategory }
        for issue in instance.issues.ids.filter({ instance.issues.facts($0)?.category == id }) {
            instance.issues.update(issue) { $0.category = 0 }
        }
        instance.remove(category: id)
        instance.forgetQueries()
        out.integer("return", 1)
    }

    /// Nothing of this bumps the issues that carry it (reference §3.3).
    static func renameCategory(
        _ instance: inout Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) throws(ServerFault) {
        let project = try managed(try call.integer("project_id"), instance, call)
        guard let id = own(call.string("p_category_name"), of: project, instance) else { throw noCategory }
        let name = call.string("p_category_name_new").storable()
        instance.rename(category: id, to: name, handler: try call.integer("p_assigned_to"))
        instance.forgetQueries()
        out.integer("return", 1)
    }

    private static func own(_ name: String, of project: Int, _ instance: Instance) -> Int? {
        instance.categories(named: name).first { instance.categories[$0]?.project == project }
    }

    private static let duplicate = ServerFault(
        .server,
        "Error Type: APPLICATION ERROR #1500,\nError Description: A category with that name already exists."
    )
    private static let noCategory = ServerFault(
        .server,
        "Error Type: APPLICATION ERROR #1502,\nError Description: Category not found."
    )

    // MARK: Versions

    static func addVersion(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = instance.counters.version + 1
        let version = try version(VersionRow(id: id, project: 0, name: "", date: call.now), instance, call)
        instance.add(version)
        out.integer("return", id)
    }

    /// The name it had stays in the issues that carry it, which are not bumped (reference §2.3).
    static func updateVersion(
        _ instance: inout Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) throws(ServerFault) {
        let old = try existingVersion(instance, call)
        instance.replace(try version(old, instance, call))
        out.boolean("return", true)
    }

    static func deleteVersion(
        _ instance: inout Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) throws(ServerFault) {
        let old = try existingVersion(instance, call)
        _ = try managed(old.project, instance, call)
        instance.remove(version: old.id)
        out.boolean("return", true)
    }

    private static func existingVersion(_ instance: Instance, _ call: Call) throws(ServerFault) -> VersionRow {
        let id = try call.integer("version_id")
        guard let row = instance.versions.first(where: { $0.id == id }) else {
            throw ServerFault(.client, "Version '\(id)' does not exist.")
        }
        return row
    }

    private static func version(
        _ old: VersionRow,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) -> VersionRow {
        guard let sent = call.structure("version"), let project = try sent.integer("project_id") else {
            throw ServerFault(.client, "Mandatory field \"project_id\" was missing")
        }
        var row = old
        row.project = try managed(project, instance, call)
        row.name = (sent.string("name") ?? "").storable()
        if row.name.isEmpty { throw ServerFault(.client, "Mandatory field \"name\" was missing") }
        if instance.versions.contains(where: { $0.project == project && $0.name == row.name && $0.id != old.id }) {
            throw ServerFault(.client, "Version exists for project")
        }
        row.description = sent.string("description")?.storable() ?? old.description
        row.released = try sent.boolean("released") ?? old.released
        row.obsolete = try sent.boolean("obsolete") ?? old.obsolete
        if let date = sent.string("date_order"), !date.isEmpty { row.date = try IssueMember.date(date, instance) }
        return row
    }

    /// A project the caller manages.
    private static func managed(_ project: Int, _ instance: Instance, _ call: Call) throws(ServerFault) -> Int {
        guard instance.projects[project] != nil else { throw .projectMissing(project) }
        guard instance.mayWrite(project, call.caller),
            instance.reaches("manage_project_threshold", call.caller, in: project)
        else { throw .noRights(call.caller.name) }
        return project
    }
}

extension ServerFault {
    static func projectMissing(_ id: Int) -> ServerFault {
        ServerFault(.client, "Project '\(id)' does not exist.")
    }
}
