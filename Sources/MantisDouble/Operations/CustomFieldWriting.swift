import SOAP

/// The `custom_fields` member of an issue that is being written (reference §2.6).
enum CustomFieldWriting {
    /// The values to write: listed, of a known field, allowed to the caller, and valid. Fields the caller may not write
    /// are skipped without a word.
    static func values(
        of issue: RequestElement,
        in project: Int,
        _ instance: Instance,
        _ caller: UserRow
    ) throws(ServerFault) -> [(field: Int, value: String)] {
        var values: [(field: Int, value: String)] = []
        for item in issue.items("custom_fields") ?? [] {
            guard let reference = item.value("field"), let value = item.string("value")?.storable() else {
                throw .thrown("Invalid Custom field specification")
            }
            guard let id = try fieldID(reference, instance) else {
                throw .thrown("Custom field '\(reference.string("name") ?? "")' not found.")
            }
            guard let field = instance.customFields[id] else {
                throw ServerFault(
                    .server,
                    "Error Type: APPLICATION ERROR #1300,\nError Description: Custom field not found."
                )
            }
            guard instance.mayWrite(field, in: project, caller) else { continue }
            guard field.accepts(value) else { throw .thrown("Invalid value for custom field '\(field.name)'") }
            values.append((id, value))
        }
        return values
    }

    /// What a new issue is checked for, in words of its own: every field is one of the project's, has a value, and is
    /// valid; the mandatory ones are there.
    static func checkNew(
        _ issue: RequestElement,
        in project: Int,
        _ instance: Instance,
        _ caller: UserRow
    ) throws(ServerFault) {
        let linked = instance.projects[project]?.customFields ?? []
        var values: [Int: String] = [:]
        for item in issue.items("custom_fields") ?? [] {
            guard let value = item.string("value") else { throw .thrown("Custom field has no value specified.") }
            guard let reference = item.value("field") else {
                throw .thrown("Custom field with no specified id or name.")
            }
            guard let id = try fieldID(reference, instance) else {
                let members = reference.children.map { "\($0.name):\($0.text)" }.joined(separator: ",")
                throw .thrown("Invalid Custom Field {\(members)}")
            }
            guard linked.contains(id) else {
                throw .thrown("Custom Field Id '\(id)' not found in Project '\(project)'.")
            }
            values[id] = value
        }
        for field in linked.compactMap({ instance.customFields[$0] })
        where instance.mayWrite(field, in: project, caller) {
            let value = values[field.id] ?? ""
            if field.requiredOnReport, value.trimmingPHPSpace().isEmpty {
                throw .thrown("Mandatory field '\(field.name)' is missing.")
            }
            if !field.accepts(value) { throw .thrown("Invalid custom field '\(field.name)' value.") }
        }
    }

    /// A number as it is, known or not; a name that nothing is called is nil.
    private static func fieldID(_ reference: RequestElement, _ instance: Instance) throws(ServerFault) -> Int? {
        if let id = try reference.integer("id"), id != 0 { return id }
        return try instance.customFieldID(reference)
    }
}

extension Instance {
    fileprivate func mayWrite(_ field: CustomFieldRow, in project: Int, _ user: UserRow) -> Bool {
        (projects[project]?.customFields ?? []).contains(field.id) && level(of: user, in: project) >= field.writeLevel
    }
}

extension CustomFieldRow {
    /// A blank clears any field.
    fileprivate func accepts(_ value: String) -> Bool {
        if value.isEmpty { return true }
        let options = possibleValues.split(separator: "|").map { String($0) }
        switch type {
        case .numeric, .date: return Int(value) != nil
        case .float: return Double(value) != nil
        case .enumeration, .list, .radio: return options.contains(value)
        case .checkbox, .multiList: return value.split(separator: "|").allSatisfy { options.contains(String($0)) }
        case .email: return value.contains("@")
        case .string, .textArea: return maximumLength == 0 || value.unicodeScalars.count <= maximumLength
        }
    }
}
