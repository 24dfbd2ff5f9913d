import SOAP

/// Setting up projects, categories and versions (reference §2.2).
enum ProjectAdministration {
    static func add(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        guard call.caller.level >= AccessLevel.administrator else { throw .noRights(call.caller.name) }
        let row = ProjectRow(id: (instance.projects.keys.max() ?? 0) + 1, name: "")
        let isCommand = instance.behaviour.managesByCommand
        let missing =
            isCommand
            ? .thrown("Project name cannot be empty") : ServerFault(.client, "Required field \"name\" is missing")
        let taken = isCommand ? .thrown("Project name is not unique") : ServerFault(.client, "Project name exists")
        let project = try read(call, over: row, missing: missing, taken: taken, instance)
        instance.add(project)
        instance.forgetQueries()
        out.integer("return", project.id)
    }

    static func update(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("project_id")
        let project: ProjectRow
        if instance.behaviour.managesByCommand {
            guard let old = instance.projects[id] else { throw .thrown("Project not found") }
            guard instance.reaches("manage_project_threshold", call.caller, in: id) else {
                throw .thrown("Access denied to update project")
            }
            let taken = ServerFault.thrown("Project name already exists")
            project = try read(call, over: old, missing: nil, taken: taken, instance)
        } else {
            guard call.caller.level >= AccessLevel.administrator else { throw .noRights(call.caller.name) }
            guard let old = instance.projects[id] else { throw .projectMissing(id) }
            let missing = ServerFault(.client, "Missing required field 'name'.")
            let taken = ServerFault(.client, "Project name exists")
            project = try read(call, over: old, missing: missing, taken: taken, instance)
        }
        instance.add(project)
        instance.forgetQueries()
        out.boolean("return", true)
    }

    /// Everything in it goes with it.
    static func delete(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("project_id")
        // The command asks for the right before it knows the project.
        let isCommand = instance.behaviour.managesByCommand
        let mayDelete =
            isCommand
            ? instance.globallyReaches("delete_project_threshold", call.caller)
            : instance.reaches("delete_project_threshold", call.caller, in: id)
        if isCommand, !mayDelete { throw .thrown("Access denied to delete project") }
        guard instance.projects[id] != nil else {
            throw isCommand ? .thrown("Project '\(id)' not found") : .projectMissing(id)
        }
        guard mayDelete else { throw .noRights(call.caller.name) }
        for issue in instance.issues.ids.filter({ instance.issues.facts($0)?.project == id }) {
            instance.deleteIssue(issue)
        }
        instance.remove(project: id)
        instance.forgetQueries()
        out.boolean("return", true)
    }

    /// - Parameter missing: what is said of a project without a name; nil keeps the name it has.
    private static func read(
        _ call: Call,
        over old: ProjectRow,
        missing: ServerFault?,
        taken: ServerFault,
        _ instance: Instance
    ) throws(ServerFault) -> ProjectRow {
        let sent = call.structure("project") ?? RequestElement(name: "project")
        let name = sent.string("name") ?? (missing == nil ? old.name : "")
        if name.isEmpty { throw missing ?? .thrown("Project name cannot be blank") }
        if let other = instance.project(named: name), other.id != old.id { throw taken }
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
        let project = try managed(try call.integer("project_id"), instance, call, denied: .loginFailed)
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
        let project = try managed(try call.integer("project_id"), instance, call, denied: .loginFailed)
        guard let id = own(call.string("p_category_name"), of: project, instance) else {
            throw noCategory(call, project, instance)
        }
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
        let project = try managed(try call.integer("project_id"), instance, call, denied: .loginFailed)
        guard let id = own(call.string("p_category_name"), of: project, instance) else {
            throw noCategory(call, project, instance)
        }
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

    private static func noCategory(_ call: Call, _ project: Int, _ instance: Instance) -> ServerFault {
        let name = call.string("p_category_name")
        let title = instance.projects[project]?.name ?? ""
        return ServerFault(
            .server,
            "Error Type: APPLICATION ERROR #1503,\n"
                + "Error Description: Category \"\(name)\" not found for project \"\(title)\"."
        )
    }

    // MARK: Versions

    static func addVersion(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = instance.counters.version + 1
        let new = VersionRow(id: id, project: 0, name: "", date: call.now)
        let version =
            instance.behaviour.managesByCommand
            ? try commandedVersion(new, missing: ["description", "released", "date_order"], instance, call)
            : try version(new, instance, call)
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
        let version =
            instance.behaviour.managesByCommand
            ? try commandedVersion(old, missing: ["released", "description", "date_order"], instance, call)
            : try version(old, instance, call)
        instance.replace(version)
        out.boolean("return", true)
    }

    static func deleteVersion(
        _ instance: inout Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) throws(ServerFault) {
        let old = try existingVersion(instance, call)
        if instance.behaviour.managesByCommand {
            guard instance.mayWrite(old.project, call.caller) else { throw .noRights(call.caller.name) }
            guard instance.reaches("manage_project_threshold", call.caller, in: old.project) else {
                throw .thrown("Access denied to delete version")
            }
        } else {
            _ = try managed(old.project, instance, call)
        }
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

    /// A version as the commands read it. Members they take for granted fault in PHP when they are missing.
    private static func commandedVersion(
        _ old: VersionRow,
        missing order: [String],
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) -> VersionRow {
        let isNew = old.project == 0
        guard let sent = call.structure("version") else {
            throw .nullStructure(call.operation, isNew ? 3 : 4, "version")
        }
        for member in ["project_id", "name"] + order where sent.value(member) == nil { throw .undefinedKey(member) }
        let project = try sent.integer("project_id") ?? 0
        if !isNew, instance.projects[project] == nil { throw .projectMissing(project) }
        guard instance.mayWrite(project, call.caller) else { throw .noRights(call.caller.name) }
        guard instance.projects[project] != nil else { throw .thrown("Project \(project) not found") }
        guard instance.reaches("manage_project_threshold", call.caller, in: project) else {
            throw .thrown("Access denied to \(isNew ? "add versions" : "delete version")")
        }
        var row = old
        row.project = project
        row.name = (sent.string("name") ?? "").trimmingPHPSpace().storable()
        if row.name.isEmpty { throw .thrown("Invalid version name") }
        if instance.versions.contains(where: { $0.project == project && $0.name == row.name && $0.id != old.id }) {
            throw .thrown("Version '\(row.name)' already exists")
        }
        row.description = (sent.string("description") ?? "").storable()
        row.released = try sent.boolean("released") ?? false
        row.obsolete = try sent.boolean("obsolete") ?? false
        row.date = try IssueMember.date(sent.string("date_order") ?? "", instance)
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
    ///
    /// - Parameter denied: what others are told; nil names them.
    private static func managed(
        _ project: Int,
        _ instance: Instance,
        _ call: Call,
        denied: ServerFault? = nil
    ) throws(ServerFault) -> Int {
        guard instance.projects[project] != nil else { throw .projectMissing(project) }
        guard instance.mayWrite(project, call.caller),
            instance.reaches("manage_project_threshold", call.caller, in: project)
        else { throw denied ?? .noRights(call.caller.name) }
        return project
    }
}

extension ServerFault {
    static func projectMissing(_ id: Int) -> ServerFault {
        ServerFault(.client, "Project '\(id)' does not exist.")
    }
}
