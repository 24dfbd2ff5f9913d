import SOAP

extension HistoryEntry {
    /// Reads `HistoryData`.
    init(_ element: Element) throws(DecodingFailure) {
        self.init(
            date: Int64(try element.required(.date, element.integer(.date))),
            user: AccountID(rawValue: try element.integer(.userid) ?? 0),
            userName: element.string(.username) ?? "",
            field: element.string(.field) ?? "",
            kind: Kind(rawValue: try element.required(.type, element.integer(.type))),
            oldValue: element.string(.oldValue) ?? "",
            newValue: element.string(.newValue) ?? ""
        )
    }
}
