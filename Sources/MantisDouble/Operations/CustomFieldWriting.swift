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
        let level = instance.level(of: caller, in: project)
        for item in issue.items("custom_fields") ?? [] {
            guard let reference = item.value("field") else {
                throw ServerFault(.client, "Custom field not specified.")
            }
            guard let id = try instance.customFieldID(reference), let field = instance.customFields[id] else {
                let name = reference.string("name") ?? reference.string("id") ?? ""
                throw ServerFault(.client, "Custom field '\(name)' not found.")
            }
            guard let value = item.string("value")?.storable() else {
                throw ServerFault(.client, "Mandatory field 'value' is missing.")
            }
            guard instance.projects[project]?.customFields.contains(id) ?? false, level >= field.writeLevel else {
                continue
            }
            guard field.accepts(value) else {
                throw ServerFault(.client, "Invalid value for custom field '\(field.name)'")
            }
            values.append((id, value))
        }
        return values
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
