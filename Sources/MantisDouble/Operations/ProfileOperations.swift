/// The platforms an account files issues from (reference §2.1).
enum ProfileOperations {
    /// The caller's own and everybody's, page by page, with the total.
    static func all(_ instance: inout Instance, _ call: Call, _ out: inout AnswerWriter) throws(ServerFault) {
        guard instance.globallyReaches("webservice_readonly_access_level_threshold", call.caller) else {
            throw .noRights(call.caller.name)
        }
        let profiles = instance.profiles.filter { $0.user == 0 || $0.user == call.caller.id }
        let size = try call.integer("per_page")
        let start = max(0, try call.integer("page_number") - 1) * max(size, 0)
        // A negative size leaves so many off at the end, as PHP's array_slice does.
        let count = size < 0 ? profiles.count - start + size : size
        let page = profiles.dropFirst(start).prefix(max(count, 0))
        let owners = page.map { instance.accountAnswer($0.user, for: call.caller, knowsItself: false) }
        out.structure("return", type: "ProfileDataSearchResult") { out in
            out.array("results", of: "ProfileData", count: page.count) { out in
                for (profile, owner) in zip(page, owners) {
                    out.structure("item", type: "ProfileData") { out in
                        out.integer("id", profile.id)
                        if profile.user != 0 { out.account("user_id", owner) }
                        out.string("platform", profile.platform)
                        out.string("os", profile.os)
                        out.string("os_build", profile.osBuild)
                        out.string("description", profile.description)
                    }
                }
            }
            out.integer("total_results", profiles.count)
        }
    }
}
