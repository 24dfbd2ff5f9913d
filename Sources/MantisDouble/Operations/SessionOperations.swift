import MantisConnect

/// Who am I, what version is this, how is it configured (reference §2.1).
enum SessionOperations {
    static func version(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        out.string("return", instance.behaviour.version.description)
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
            for entry in entries {
                out.reference("item", entry.id, instance.label(enumeration, entry.id, for: call.caller))
            }
        }
    }

    static func enumerationString(
        _ instance: inout Instance,
        _ call: Call,
        _ out: inout AnswerWriter
    ) throws(ServerFault) {
        let setting = call.string("enumeration") + "_enum_string"
        guard let enumeration = ServerEnumeration.allCases.first(where: { $0.setting == setting }) else {
            throw ServerFault(
                .server,
                "Error Type: APPLICATION WARNING #300,\nError Description: String \"\(setting)\" not found."
            )
        }
        if call.caller.language == .english { return out.string("return", instance.settings[setting]) }
        let entries = instance.settings.table(enumeration).entries.map { entry in
            "\(entry.id):\(instance.label(enumeration, entry.id, for: call.caller))"
        }
        out.string("return", entries.joined(separator: ","))
    }

    static func configuration(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        let name = call.string("config_var")
        guard instance.behaviour.tellsListedSettingsOnly else {
            return try olderConfiguration(name, instance, &out)
        }
        if Settings.arrays.contains(name) { throw .phpWarning("Array to string conversion") }
        guard Settings.isKnown(name), !Settings.hidden.contains(name) else {
            throw ServerFault(.client, "Access to '\(name)' is denied")
        }
        out.string("return", instance.settings[name])
    }

    /// Everything but what is on a list of secrets, and under the names that the thresholds had then (reference §2.1).
    private static func olderConfiguration(
        _ name: String,
        _ instance: Instance,
        _ out: inout AnswerWriter
    ) throws(ServerFault) {
        if Settings.secrets.contains(name) { throw ServerFault(.client, "Access to '\(name)' is denied") }
        if Settings.arrays.contains(name) { throw .phpNotice("Array to string conversion") }
        let known = name.hasPrefix("mc_") ? "webservice_" + name.dropFirst(3) : name
        guard !name.hasPrefix("webservice_"), Settings.isKnown(known), !Settings.isFrom130.contains(known) else {
            throw ServerFault(.client, "Config '\(name)' is undefined")
        }
        out.string("return", instance.settings[known])
    }

    static func preference(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        switch call.string("pref_name") {
        case "timezone": out.string("return", call.caller.timeZone)
        case "language":
            // Who chose none has what the server starts with.
            let language = call.caller.language
            out.string("return", language == .english ? instance.settings["default_language"] : language.rawValue)
        case "default_project": out.string("return", "0")
        case let unknown:
            throw ServerFault(
                .server,
                "Error Type: APPLICATION WARNING #403,\nError Description: Database field \"\(unknown)\" not found."
            )
        }
    }
}
