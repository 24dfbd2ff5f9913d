package import SOAP

/// The number of a value of an enumeration: a status, a priority, a view state. Only the number is ever sent, for names
/// are matched against another language than they are printed in, and an unknown one silently becomes 0 (reference §2.5).
package struct EnumerationID: Hashable, Sendable {
    package let rawValue: Int

    /// Nil below 1: the server takes 0 for "not given" and puts a default in its place.
    package init?(rawValue: Int) {
        guard rawValue > 0 else { return nil }
        self.rawValue = rawValue
    }

    package init?(_ reference: Reference) {
        self.init(rawValue: reference.id)
    }

    package static let `public` = EnumerationID(known: 10)
    package static let `private` = EnumerationID(known: 50)

    private init(known: Int) { rawValue = known }
}

/// Who shall handle an issue.
package enum HandlerChoice: Hashable, Sendable {
    /// Takes the issue away from whoever has it.
    case nobody
    case account(AccountID)
}

/// The members of `IssueData` that a write may name; those that are nil are not sent. What a server does to them then,
/// ``ServerProfile/effect(ofOmitting:)`` tells. Notes, files, relationships and the server's own dates are missing on
/// purpose (reference §2.6, §5).
package struct IssueFields: Hashable, Sendable {
    package var viewState: EnumerationID?
    package var project: ProjectID?
    /// By name.
    package var category: String?
    package var priority: EnumerationID?
    package var severity: EnumerationID?
    package var status: EnumerationID?
    /// Whoever gives another account than the stored one or its own forges the issue's author; needs rights.
    package var reporter: AccountID?
    /// 1 to 128 characters.
    package var summary: String?
    package var version: String?
    package var build: String?
    package var platform: String?
    package var os: String?
    package var osBuild: String?
    package var reproducibility: EnumerationID?
    package var handler: HandlerChoice?
    package var projection: EnumerationID?
    package var eta: EnumerationID?
    package var resolution: EnumerationID?
    package var fixedInVersion: String?
    package var targetVersion: String?
    package var description: String?
    package var stepsToReproduce: String?
    package var additionalInformation: String?
    /// Only those listed are written. Dates are epoch seconds, several values are joined by `|`.
    package var customFields: [CustomFieldValue]?
    /// Null blanks it.
    package var dueDate: Field<DateTime>
    /// All of them: those not listed are removed.
    package var monitors: [AccountID]?
    package var sticky: Bool?
    /// All of them, by number: those not listed are detached.
    package var tags: [TagID]?

    package init() {
        dueDate = .absent
    }
}

extension IssueFields {
    /// The numbers in it that must name something.
    var identities: [Identity] {
        var identities: [Identity] = []
        if let project { identities.append(Identity("issue.project", project.rawValue)) }
        if let reporter { identities.append(Identity("issue.reporter", reporter.rawValue)) }
        if case .account(let account) = handler { identities.append(Identity("issue.handler", account.rawValue)) }
        identities += (monitors ?? []).map { Identity("issue.monitors", $0.rawValue) }
        identities += (tags ?? []).map { Identity("issue.tags", $0.rawValue) }
        identities += (customFields ?? []).map { Identity("issue.custom_fields", $0.field.id) }
        return identities
    }

    /// Why it cannot be sent; nil when it can.
    var refusal: Refusal? {
        if let summary, summary.isBlank || summary.unicodeScalars.count > 128 {
            return .unsendable(
                "the summary has \(summary.unicodeScalars.count) characters; Mantis takes 1 to 128, and not only spaces."
            )
        }
        if let description, description.isBlank {
            return .unsendable("the description is blank, which Mantis does not take.")
        }
        return nil
    }
}

extension String {
    /// Nothing but white space, which PHP trims away.
    fileprivate var isBlank: Bool {
        unicodeScalars.allSatisfy { $0 == " " || "\t"..."\r" ~= $0 || $0 == "\0" }
    }
}

extension EnvelopeWriter {
    /// Writes `IssueData`, members in the order of the WSDL.
    mutating func issue(_ name: String, _ fields: IssueFields) {
        structure(name, type: "t:IssueData") { issue in
            issue.reference("view_state", fields.viewState?.rawValue)
            issue.reference("project", fields.project?.rawValue)
            issue.optional("category", fields.category)
            issue.reference("priority", fields.priority?.rawValue)
            issue.reference("severity", fields.severity?.rawValue)
            issue.reference("status", fields.status?.rawValue)
            if let reporter = fields.reporter { issue.account("reporter", reporter) }
            issue.optional("summary", fields.summary)
            issue.optional("version", fields.version)
            issue.optional("build", fields.build)
            issue.optional("platform", fields.platform)
            issue.optional("os", fields.os)
            issue.optional("os_build", fields.osBuild)
            issue.reference("reproducibility", fields.reproducibility?.rawValue)
            switch fields.handler {
            case .nobody: issue.account("handler", AccountID(rawValue: 0))
            case .account(let account): issue.account("handler", account)
            case nil: break
            }
            issue.reference("projection", fields.projection?.rawValue)
            issue.reference("eta", fields.eta?.rawValue)
            issue.reference("resolution", fields.resolution?.rawValue)
            issue.optional("fixed_in_version", fields.fixedInVersion)
            issue.optional("target_version", fields.targetVersion)
            issue.optional("description", fields.description)
            issue.optional("steps_to_reproduce", fields.stepsToReproduce)
            issue.optional("additional_information", fields.additionalInformation)
            issue.issueLists(fields)
        }
    }

    private mutating func issueLists(_ fields: IssueFields) {
        if let values = fields.customFields {
            array("custom_fields", itemType: "t:CustomFieldValueForIssueData", count: values.count) { list in
                for value in values {
                    list.structure("item", type: "t:CustomFieldValueForIssueData") { item in
                        item.reference("field", value.field.id)
                        item.string("value", value.value)
                    }
                }
            }
        }
        switch fields.dueDate {
        case .absent: break
        // Blank and not nil: since 2.27.1 only that blanks it.
        case .null: string("due_date", "")
        case .value(let date): dateTime("due_date", date)
        }
        if let monitors = fields.monitors {
            array("monitors", itemType: "t:AccountData", count: monitors.count) { list in
                for monitor in monitors { list.account("item", monitor) }
            }
        }
        if let sticky = fields.sticky { boolean("sticky", sticky) }
        if let tags = fields.tags {
            array("tags", itemType: "t:ObjectRef", count: tags.count) { list in
                for tag in tags { list.reference("item", tag.rawValue) }
            }
        }
    }

    /// Writes an `ObjectRef` of that number, if there is one.
    mutating func reference(_ name: String, _ id: Int?) {
        guard let id else { return }
        structure(name, type: "t:ObjectRef") { $0.integer("id", id) }
    }

    /// Writes an `AccountData` of that number.
    mutating func account(_ name: String, _ id: AccountID) {
        structure(name, type: "t:AccountData") { $0.integer("id", id.rawValue) }
    }

    /// Writes a text, if there is one.
    mutating func optional(_ name: String, _ text: String?) {
        if let text { string(name, text) }
    }
}
