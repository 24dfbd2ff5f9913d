import Tickets

/// A summary in the shape that FW-08 asks for: NIT, razón social, name of the contact, mobile, hours to be contacted.
/// People separate the parts by `-`, `|`, `/`, `;`, `,` or `+`, and may put labels before them. A summary that is not
/// recognisably so is none: a wrong requester is worse than no requester.
struct SubjectLine {
    private(set) var requester = Requester()

    init?(_ summary: String) {
        // The usual summary ends here.
        guard summary.utf8.lazy.filter({ (0x30...0x39).contains($0) }).count >= 6 else { return nil }
        let text = Self.withoutMailPrefixes(Substring(summary))
        // The tax number comes first, bare or labelled, or stands behind a label.
        guard let first = text.first, first.isASCIIDigit || first == "N" || first == "n" || text.contains(":") else {
            return nil
        }
        for separator in Separator.allCases {
            guard let parts = separator.parts(of: text), parts.count >= 4 else { continue }
            var reading = Reading()
            if let requester = reading.requester(from: parts) {
                self.requester = requester
                return
            }
        }
        return nil
    }

    /// Drops `RE:`, `RV:`, `FW:` and the like, as mail programs put them before a subject.
    private static func withoutMailPrefixes(_ text: Substring) -> Substring {
        var text = text.trimmed
        while let colon = text.prefix(5).firstIndex(of: ":"),
            ["re", "rv", "fw", "fwd", "enc"].contains(text[..<colon].lowercased())
        {
            text = text[text.index(after: colon)...].trimmed
        }
        return text
    }
}

/// A way of separating the parts, from the least to the most likely to occur inside a part.
private enum Separator: CaseIterable {
    case bar, semicolon, plus, spacedHyphen, spacedSlash, slash, comma, hyphen

    func parts(of text: Substring) -> [Substring]? {
        switch self {
        case .bar: split(text) { $0 == "|" }
        case .semicolon: split(text) { $0 == ";" }
        case .plus: split(text) { $0 == "+" }
        case .slash: split(text) { $0 == "/" }
        case .comma: Self.joiningLegalForms(split(text) { $0 == "," })
        case .spacedHyphen: splitSpaced(text) { "-–—".contains($0) }
        case .spacedSlash: splitSpaced(text) { $0 == "/" }
        case .hyphen: splitAfterTaxNumber(text)
        }
    }

    private func split(_ text: Substring, _ isSeparator: (Character) -> Bool) -> [Substring] {
        text.split(whereSeparator: isSeparator).map(\.trimmed).filter { !$0.isEmpty }
    }

    /// Only where a blank stands on either side, or on one side: `A -B`.
    private func splitSpaced(_ text: Substring, _ isSeparator: (Character) -> Bool) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        for index in text.indices where isSeparator(text[index]) {
            let next = text.index(after: index)
            let isSpaced =
                index > text.startIndex && text[text.index(before: index)].isWhitespace
                || next < text.endIndex && text[next].isWhitespace
            guard isSpaced else { continue }
            parts.append(text[start..<index])
            start = next
        }
        parts.append(text[start...])
        return parts.map(\.trimmed).filter { !$0.isEmpty }
    }

    /// By bare hyphens, once the tax number and its own hyphen are out of the way.
    private func splitAfterTaxNumber(_ text: Substring) -> [Substring]? {
        let (label, value) = Label.split(text)
        guard label == nil || label == .nit, let number = TaxNumber.prefix(of: value, isLabelled: label == .nit) else {
            return nil
        }
        let rest = text[number.endIndex...].trimmed
        guard let first = rest.first, "-–—".contains(first) else { return nil }
        return [text[..<number.endIndex]] + split(rest) { "-–—".contains($0) }
    }

    /// «Andina, S.A.S.» is one part.
    private static func joiningLegalForms(_ parts: [Substring]) -> [Substring] {
        var joined: [Substring] = []
        for part in parts {
            let letters = part.lowercased().filter(\.isLetter)
            if ["sa", "sas", "ltda", "eu", "esp", "saesp", "cia", "ysociedad"].contains(letters), let last = joined.last
            {
                joined[joined.count - 1] = last.base[last.startIndex..<part.endIndex]
            } else {
                joined.append(part)
            }
        }
        return joined
    }
}

/// Takes the parts for what they say they are, or look like, or stand for in the order of FW-08.
private struct Reading {
    private var requester = Requester()
    private var unlabelled: [Substring] = []
    private var labels = 0

    mutating func requester(from parts: [Substring]) -> Requester? {
        for (index, part) in parts.enumerated() {
            let (label, value) = Label.split(part)
            if let label {
                guard take(value, as: label) else { return nil }
                labels += 1
            } else if index == 0 {
                guard take(part, as: .nit, isLabelled: false) else { return nil }
            } else {
                unlabelled.append(part)
            }
        }
        takeUnlabelled()
        guard requester.nit != nil, requester.phone != nil || labels >= 3, let company = requester.company,
            let contact = requester.contact, company.contains(where: \.isLetter), Self.isName(contact)
        else { return nil }
        return requester
    }

    private mutating func take(_ value: Substring, as label: Label, isLabelled: Bool = true) -> Bool {
        switch label {
        case .nit:
            guard let number = TaxNumber.prefix(of: value, isLabelled: isLabelled), number.endIndex == value.endIndex,
                requester.nit == nil
            else { return false }
            requester.nit = String(number)
        case .company: requester.company = requester.company ?? String(value)
        case .contact: requester.contact = requester.contact ?? String(value)
        case .phone:
            guard Self.isPhone(value) else { return false }
            requester.phone = requester.phone ?? String(value)
        case .email: requester.email = requester.email ?? String(value)
        case .hours: requester.contactHours = requester.contactHours ?? String(value)
        }
        return true
    }

    /// What follows the mobile is the hours, whatever they look like; before it stand company and contact.
    private mutating func takeUnlabelled() {
        var hours: [Substring] = []
        for part in unlabelled {
            if part.contains("@"), !part.contains(where: \.isWhitespace), requester.email == nil {
                requester.email = String(part)
            } else if requester.phone == nil, Self.isPhone(part) {
                requester.phone = String(part)
            } else if requester.company == nil {
                requester.company = String(part)
            } else if requester.contact == nil {
                requester.contact = String(part)
            } else {
                hours.append(part)
            }
        }
        if requester.contactHours == nil, !hours.isEmpty {
            requester.contactHours = hours.joined(separator: " - ")
        }
    }

    /// Seven to ten digits with the usual punctuation, with or without the country's 57.
    private static func isPhone(_ text: Substring) -> Bool {
        let digits = text.filter(\.isASCIIDigit)
        guard text.allSatisfy({ $0.isASCIIDigit || " .-()+".contains($0) }) else { return false }
        return (7...10).contains(digits.count) || digits.count == 12 && digits.hasPrefix("57")
    }

    /// Two to eighty characters, letters among them, no digit.
    private static func isName(_ text: String) -> Bool {
        (2...80).contains(text.count) && text.contains(where: \.isLetter) && !text.contains(where: \.isNumber)
    }
}

/// What a part calls itself.
private enum Label: Hashable {
    case nit, company, contact, phone, email, hours

    /// The label before a colon, or before a blank for those that are no word of prose, and the rest.
    static func split(_ part: Substring) -> (Label?, Substring) {
        if let colon = part.firstIndex(of: ":"), let label = named[NormalizedName(String(part[..<colon])).words] {
            return (label, part[part.index(after: colon)...].trimmed)
        }
        let word = part.prefix { $0.isLetter || $0 == "." }
        if !word.isEmpty, let label = unmistakable[NormalizedName(String(word)).words] {
            let rest = part[word.endIndex...].trimmed
            if rest.first?.isNumber == true || rest.first == "+" || rest.first == "(" { return (label, rest) }
        }
        return (nil, part)
    }

    private static let named: [String: Label] = [
        "nit": .nit, "n i t": .nit, "nit cc": .nit, "rut": .nit,
        "razon social": .company, "razon": .company, "empresa": .company, "cliente": .company, "compania": .company,
        "contacto": .contact, "nombre": .contact, "nombre contacto": .contact, "nombre de contacto": .contact,
        "nombre del contacto": .contact, "persona de contacto": .contact, "persona": .contact,
        "cel": .phone, "celular": .phone, "movil": .phone, "tel": .phone, "telefono": .phone,
        "numero de contacto": .phone, "telefono de contacto": .phone, "whatsapp": .phone,
        "correo": .email, "email": .email, "e mail": .email, "correo electronico": .email,
        "horario": .hours, "horarios": .hours, "hora": .hours, "horas": .hours, "horario de contacto": .hours,
        "horario contacto": .hours, "disponibilidad": .hours,
    ]

    private static let unmistakable: [String: Label] = [
        "nit": .nit, "n i t": .nit, "cel": .phone, "celular": .phone, "movil": .phone, "tel": .phone,
        "telefono": .phone,
    ]
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
