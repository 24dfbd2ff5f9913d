/// `ObjectRef`: an enum value, project, tag or custom field by number, with the name the server printed in the
/// account's language (reference §2.3). Compare numbers; show names.
package struct Reference: Hashable, Sendable {
    package var id: Int
    package var name: String?

    package init(id: Int, name: String? = nil) {
        self.id = id
        self.name = name
    }
}

/// `AccountData`. A deleted account has only its number.
package struct Account: Hashable, Sendable {
    package var id: AccountID
    package var name: String?
    package var realName: String?
    package var email: String?

    package init(id: AccountID, name: String? = nil, realName: String? = nil, email: String? = nil) {
        self.id = id
        self.name = name
        self.realName = realName
        self.email = email
    }
}

/// An element that a server can leave out, send as nil, or fill. The three mean different things to an update
/// (reference §1.2, §2.6).
package enum Field<Value: Hashable & Sendable>: Hashable, Sendable {
    /// Not in the document: the account may not see it, or the feature is off.
    case absent
    /// `xsi:nil`: visible, and not set.
    case null
    case value(Value)

    /// The value, or nil when there is none for either reason.
    package var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }
}
