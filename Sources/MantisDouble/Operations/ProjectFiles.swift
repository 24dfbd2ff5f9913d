import FoundationEssentials
import SOAP

/// Documents of a project, which hang on no issue.
enum ProjectFiles {
    static func list(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let project = try call.integer("project_id")
        try requireDocuments(instance, call)
        guard let row = instance.projects[project] else { throw .projectMissing(project) }
        guard instance.mayRead(project, call.caller) else { throw .noRights(call.caller.name) }
        let base = instance.settings["path"]
        let isOpen = instance.reaches("view_proj_doc_threshold", call.caller, in: project)
        let files = (isOpen ? row.files : [])
            .sorted { (Collation.key($0.title), $0.id) < (Collation.key($1.title), $1.id) }
        out.array("return", of: "ProjectAttachmentData", count: files.count) { out in
            for file in files {
                out.structure("item", type: "ProjectAttachmentData") { out in
                    out.integer("id", file.id)
                    out.string("filename", file.name)
                    out.string("title", file.title)
                    out.string("description", file.description)
                    out.integer("size", file.content.count)
                    out.string("content_type", file.type)
                    out.dateTime("date_submitted", file.submitted)
                    out.uri("download_url", "\(base)file_download.php?file_id=\(file.id)&amp;type=doc")
                    out.integer("user_id", file.user)
                }
            }
        }
    }

    static func add(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let project = try call.integer("project_id")
        try requireDocuments(instance, call)
        guard instance.projects[project] != nil else { throw .thrown("Project #\(project) not found") }
        guard instance.reaches("upload_project_file_threshold", call.caller, in: project) else {
            throw .noRights(call.caller.name)
        }
        // A name may be there twice: only the names of issues' files are compared.
        let name = call.string("name").storable()
        guard let content = Data(base64Encoded: call.string("content"), options: .ignoreUnknownCharacters) else {
            throw .badEncoding
        }
        let file = ProjectFileRow(
            id: (instance.projects.values.flatMap(\.files).map(\.id).max() ?? 0) + 1,
            name: name,
            title: call.string("title").storable(),
            description: call.string("description").storable(),
            type: call.string("file_type"),
            content: Array(content),
            user: call.caller.id,
            submitted: call.now
        )
        instance.update(project) { $0.files.append(file) }
        out.integer("return", file.id)
    }

    static func content(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let id = try call.integer("project_attachment_id")
        guard let (project, file) = find(id, instance) else {
            throw ServerFault(.client, "Unable to find an attachment with type doc and id \(id).")
        }
        try requireDocuments(instance, call)
        guard instance.reaches("view_proj_doc_threshold", call.caller, in: project.id) else {
            throw .noRights(call.caller.name)
        }
        out.base64("return", file.content)
    }

    static func delete(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        // Who may not put documents into the project is denied, and so is everybody for one that is not there.
        guard let (project, file) = find(try call.integer("project_attachment_id"), instance),
            instance.reaches("upload_project_file_threshold", call.caller, in: project.id)
        else { throw .noRights(call.caller.name) }
        instance.update(project.id) { $0.files.removeAll { $0.id == file.id } }
        out.boolean("return", true)
    }

    private static func requireDocuments(_ instance: Instance, _ call: Call) throws(ServerFault) {
        guard instance.settings.isOn("enable_project_documentation") else { throw .noRights(call.caller.name) }
    }

    private static func find(_ id: Int, _ instance: Instance) -> (ProjectRow, ProjectFileRow)? {
        for project in instance.projects.values {
            if let file = project.files.first(where: { $0.id == id }) { return (project, file) }
        }
        return nil
    }
}
