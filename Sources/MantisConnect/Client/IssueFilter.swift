import SOAP

/// What `mc_filter_search_*` look for (reference §2.4, `FilterSearchData`): members are and-ed, a member's values
/// or-ed, and an empty member does not narrow. Closed issues are found unless hidden.
package struct IssueFilter: Hashable, Sendable {
    /// Exactly these, without their sub-projects.
    package var projects: [ProjectID]
    /// Only numbers of accounts: the server takes 0 for any, -1 for the caller and -2 for none. One that does not exist
    /// finds nothing.
    package var handlers: [AccountID]
    /// By name, in any of the projects.
    package var categories: [String]
    package var statuses: [Int]
    /// Fields by number with a value each, where the server lets issues be filtered by custom fields.
    package var customFields: [CustomFieldValue]
    /// Issues with this status or a higher one are left out; ``hideNone`` to be sure that none are.
    package var hideStatus: Int?
    /// Issues touched on that day of the server's zone or later. Servers before 2.17 ignore it.
    package var updatedSince: Day?
    package var sort: Sort?

    package static let hideNone = -2

    package struct Day: Hashable, Sendable {
        package var year: Int
        package var month: Int
        package var day: Int

        package init(year: Int, month: Int, day: Int) {
            self.year = year
            self.month = month
            self.day = day
        }
    }

    /// Total orders, so that pages neither repeat nor lose an issue (reference §3.1).
    package enum Sort: Hashable, Sendable {
        case lastUpdatedDescending
        case idAscending
    }

    package init(
        projects: [ProjectID] = [],
        handlers: [AccountID] = [],
        categories: [String] = [],
        statuses: [Int] = [],
        customFields: [CustomFieldValue] = [],
        hideStatus: Int? = hideNone,
        updatedSince: Day? = nil,
        sort: Sort? = .lastUpdatedDescending
    ) {
        self.projects = projects
        self.handlers = handlers
        self.categories = categories
        self.statuses = statuses
        self.customFields = customFields
        self.hideStatus = hideStatus
        self.updatedSince = updatedSince
        self.sort = sort
    }
}

extension IssueFilter {
    /// The numbers in it that must name something.
    var identities: [Identity] {
        projects.map { Identity("filter.project_id", $0.rawValue) }
            + handlers.map { Identity("filter.handler_id", $0.rawValue) }
            + customFields.map { Identity("filter.custom_fields", $0.field.id) }
    }
}

extension EnvelopeWriter {
    /// Writes `FilterSearchData`, members in the order of the WSDL.
    mutating func filter(_ name: String, _ filter: IssueFilter) {
        structure(name, type: "t:FilterSearchData") { writer in
            writer.integers("project_id", filter.projects.map(\.rawValue))
            writer.strings("category", filter.categories)
            writer.integers("status_id", filter.statuses)
            writer.integers("handler_id", filter.handlers.map(\.rawValue))
            if let hideStatus = filter.hideStatus { writer.integers("hide_status_id", [hideStatus]) }
            switch filter.sort {
            case .lastUpdatedDescending:
                writer.string("sort", "last_updated,id")
                writer.string("sort_direction", "DESC,DESC")
            case .idAscending:
                writer.string("sort", "id")
                writer.string("sort_direction", "ASC")
            case nil: break
            }
            if let day = filter.updatedSince { writer.updatedSince(day) }
            if !filter.customFields.isEmpty { writer.customFields(filter.customFields) }
        }
    }

    /// All six members: the server fills a missing one with a part of the current month.
    private mutating func updatedSince(_ day: IssueFilter.Day) {
        integer("last_update_start_day", day.day)
        integer("last_update_start_month", day.month)
        integer("last_update_start_year", day.year)
        integer("last_update_end_day", 1)
        integer("last_update_end_month", 1)
        integer("last_update_end_year", 2100)
    }

    private mutating func customFields(_ values: [CustomFieldValue]) {
        array("custom_fields", itemType: "t:FilterCustomField", count: values.count) { list in
            for value in values {
                list.structure("item", type: "t:FilterCustomField") { item in
                    item.reference("field", value.field.id)
                    item.strings("value", [value.value])
                }
            }
        }
    }

    /// An array of numbers, left out when there are none.
    private mutating func integers(_ name: String, _ values: [Int]) {
        if !values.isEmpty { integerArray(name, values) }
    }

    private mutating func strings(_ name: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        array(name, itemType: "xsd:string", count: values.count) { writer in
            for value in values { writer.string("item", value) }
        }
    }

    /// An array of numbers, perhaps of none.
    mutating func integerArray(_ name: String, _ values: [Int]) {
        array(name, itemType: "xsd:integer", count: values.count) { writer in
            for value in values { writer.integer("item", value) }
        }
    }
}
