import SOAP

/// Issues as the versions without the command for them took them (reference §2.6).
extension IssueAdding {
    /// Who may get a new issue, and who may give it, up to 2.12.
    static func olderHandler(
        _ id: Int,
        _ project: Int,
        _ instance: Instance,
        _ call: Call
    ) throws(ServerFault) -> Int {
        guard let user = instance.users[id] else { throw ServerFault(.client, "User '\(id)' does not exist.") }
        if instance.behaviour.update.handlerCheck == .existence { return id }
        guard instance.reaches("handle_bug_threshold", user, in: project) else {
            throw .noRights(user.name, reason: "User does not have access right to handle issues")
        }
        guard instance.reaches("update_bug_assign_threshold", call.caller, in: project) else {
            throw .noRights(call.caller.name, reason: "User does not have access right to assign issues")
        }
        return id
    }

    /// Dates sent along: read from 1.3.1 to 2.12, put as raw text into a column of numbers before, which keeps the year,
    /// and left aside since.
    static func takeSentDates(_ sent: RequestElement, of id: Int, _ instance: inout Instance) throws(ServerFault) {
        if instance.behaviour.version.isFrom(2, 13, 0) { return }
        let isRead = instance.behaviour.honoursSentDates
        func moment(_ member: String) throws(ServerFault) -> Int64? {
            guard let text = sent.string(member), !text.isEmpty else { return nil }
            return isRead ? try IssueMember.date(text, instance) : Int64(text.prefix { $0.isNumber }) ?? 0
        }
        let submitted = try moment("date_submitted")
        let lastUpdated = try moment("last_updated")
        if submitted == nil, lastUpdated == nil { return }
        instance.issues.update(id) { row in
            row.submitted = submitted ?? row.submitted
            row.lastUpdated = lastUpdated ?? row.lastUpdated
        }
    }
}
