/// Who am I, what version is this, how is it configured (reference §2.1).
enum SessionOperations {
    static func version(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        out.string("return", ServerVersionText.current)
    }

    static func login(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let caller = call.caller
        let account = instance.accountAnswer(caller.id, for: caller)
        out.structure("return", type: "UserData") { out in
            out.account("account_data", account)
            out.integer("access_level", caller.level)
            out.string("timezone", caller.timeZone)
        }
    }

    static func enumeration(
        _ enumeration: ServerEnumeration,
        _ instance: Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) throws(ServerFault) {
        guard instance.globallyReaches("webservice_readonly_access_level_threshold", call.caller) else {
            throw .loginFailed
        }
        let entries = instance.settings.table(enumeration).entries
        out.array("return", of: "ObjectRef", count: entries.count) { out in
            for entry in entries { out.reference("item", entry.id, entry.name) }
        }
    }

    static func enumerationString(
        _ instance: inout Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) throws(ServerFault) {
        let setting = call.string("enumeration") + "_enum_string"
        guard ServerEnumeration.allCases.contains(where: { $0.setting == setting }) else {
            throw ServerFault(
                .server,
                "Error Type: APPLICATION WARNING #300,\nError Description: String \"\(setting)\" not found."
            )
        }
        out.string("return", instance.settings[setting])
    }

    static func configuration(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let name = call.string("config_var")
        if Settings.arrays.contains(name) { throw .phpWarning("Array to string conversion") }
        guard Settings.isKnown(name), !Settings.hidden.contains(name) else {
            throw ServerFault(.client, "Access to '\(name)' is denied")
        }
        out.string("return", instance.settings[name])
    }

    static func preference(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        switch call.string("pref_name") {
        case "timezone": out.string("return", call.caller.timeZone)
        case "language": out.string("return", instance.settings["default_language"])
        case "default_project": out.string("return", "0")
        case let unknown: throw .phpWarning("Undefined property: UserPreferences::$\(unknown)")
        }
    }
}

enum ServerVersionText {
    static let current = "2.28.4"
}
