/// The guard against people who register and spam: it counts what an account did lately (reference §6).
enum ActivityLimit {
    /// Throws once an account that is no more than a new one has done too much. It works only where people may register
    /// themselves, which the setting `allow_signup` says.
    static func check(_ instance: Instance, _ call: Call) throws(ServerFault) {
        let settings = instance.settings
        let limit = settings.number("antispam_max_event_count")
        guard instance.behaviour.limitsActivity, settings.isOn("allow_signup"), limit > 0,
            call.caller.level <= settings.number("default_new_account_access_level")
        else { return }
        let window = settings.number("antispam_time_window_in_seconds")
        let since = call.now - Int64(window)
        var events = 0
        instance.issues.forEachNewestFirst { facts in
            guard facts.lastUpdated > since, let row = instance.issues[facts.id] else { return }
            events += row.history.count { $0.user == call.caller.id && $0.date > since }
        }
        if events < limit { return }
        if instance.behaviour.hasExceptions { throw .thrown("Hit rate limit threshold") }
        throw ServerFault(
            .server,
            """
            Error Type: APPLICATION ERROR #27,
            Error Description: You have reached the allowed activity limit of \(limit) events within the last \(window) \
            seconds; your action has been blocked to avoid spam, please try again later.
            """
        )
    }
}
