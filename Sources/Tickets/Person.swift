/// A Mantis account as far as the bridge's own account may see it.
package struct Person: Hashable, Codable, Sendable {
    /// The account's number in its Mantis instance.
    package var id: Int
    /// The login name; nil when the account was deleted.
    package var name: String?
    package var realName: String?
    package var email: String?

    package init(id: Int, name: String? = nil, realName: String? = nil, email: String? = nil) {
        self.id = id
        self.name = name
        self.realName = realName
        self.email = email
    }

    /// The best name there is to show: real name, login name, or `#id`.
    package var displayName: String { realName ?? name ?? "#\(id)" }

    enum CodingKeys: String, CodingKey {
        case id, name, email
        case realName = "real_name"
    }
}

/// Who asks, in the terms of FW-08, AM-02 and BT-02. Every part is optional because requesters leave parts out.
package struct Requester: Hashable, Codable, Sendable {
    /// The Colombian tax number, as written by the requester.
    package var nit: String?
    /// Razón social.
    package var company: String?
    package var contact: String?
    package var email: String?
    package var phone: String?
    /// When the contact can be reached, in the requester's words.
    package var contactHours: String?

    package init(
        nit: String? = nil,
        company: String? = nil,
        contact: String? = nil,
        email: String? = nil,
        phone: String? = nil,
        contactHours: String? = nil
    ) {
        self.nit = nit
        self.company = company
        self.contact = contact
        self.email = email
        self.phone = phone
        self.contactHours = contactHours
    }

    enum CodingKeys: String, CodingKey {
        case nit, company, contact, email, phone
        case contactHours = "contact_hours"
    }
}

extension Requester {
    /// One of the things that tell who asks.
    package enum Part: String, CaseIterable, Sendable {
        case nit, company, contact, email, phone
        case contactHours = "contact-hours"
    }

    package subscript(_ part: Part) -> String? {
        get { self[keyPath: part.path] }
        set { self[keyPath: part.path] = newValue }
    }
}

extension Requester.Part {
    fileprivate var path: WritableKeyPath<Requester, String?> {
        switch self {
        case .nit: \.nit
        case .company: \.company
        case .contact: \.contact
        case .email: \.email
        case .phone: \.phone
        case .contactHours: \.contactHours
        }
    }
}
