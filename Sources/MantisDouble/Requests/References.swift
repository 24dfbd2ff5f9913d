import SOAP

/// Turns `ObjectRef` and `AccountData` into numbers the way Mantis does (reference §2.5).
extension Instance {
    /// A number other than 0 as it is, known or not; else a label; a label that is not configured is 0; neither is the
    /// default.
    func enumerationID(
        _ element: RequestElement,
        _ enumeration: ServerEnumeration,
        default fallback: String
    ) throws(ServerFault) -> Int {
        if let id = try element.integer("id"), id != 0 { return id }
        if let name = element.string("name"), !name.isEmpty { return settings.table(enumeration).id(named: name) }
        return settings.number(fallback)
    }

    /// A number other than 0 as it is; else a user name, then an e-mail, then a real name; an unknown one is 0.
    func userID(_ element: RequestElement) throws(ServerFault) -> Int {
        if let id = try element.integer("id"), id != 0 { return id }
        if let name = element.string("name"), !name.isEmpty { return user(named: name)?.id ?? 0 }
        if let email = element.string("email"), !email.isEmpty {
            return users.values.first { $0.email == email }?.id ?? 0
        }
        if let realName = element.string("real_name"), !realName.isEmpty {
            return users.values.first { $0.realName == realName }?.id ?? 0
        }
        return 0
    }

    func projectID(_ element: RequestElement) throws(ServerFault) -> Int {
        if let id = try element.integer("id"), id != 0 { return id }
        return element.string("name").flatMap { project(named: $0) }?.id ?? 0
    }

    func tagID(_ element: RequestElement) throws(ServerFault) -> Int? {
        if let id = try element.integer("id"), id != 0 { return tags[id]?.id }
        return element.string("name").flatMap { tag(named: $0) }?.id
    }

    /// A custom field named by number or by name.
    func customFieldID(_ element: RequestElement) throws(ServerFault) -> Int? {
        if let id = try element.integer("id"), id != 0 { return customFields[id]?.id }
        guard let name = element.string("name") else { return nil }
        return customFields.values.first { $0.name == name }?.id
    }
}
