import SOAP

/// Values as php-soap hands them to Mantis: absent and `xsi:nil` are both null, an empty element is a blank string where
/// a string is expected and null where a number is (reference §1.2).
extension RequestElement {
    /// A child that is there and not nil.
    func value(_ name: String) -> RequestElement? {
        children.first { $0.name == name && !$0.isNull }
    }

    func string(_ name: String) -> String? { value(name)?.text }

    func integer(_ name: String) throws(ServerFault) -> Int? {
        guard let element = value(name) else { return nil }
        return try element.asInteger()
    }

    /// The element's own text as a number; nil when it is empty.
    func asInteger() throws(ServerFault) -> Int? {
        let digits = text.trimmingPHPSpace()
        if digits.isEmpty { return nil }
        if let number = Int(digits) { return number }
        guard let number = Double(digits) else { throw .badEncoding }
        guard let whole = Int(exactly: number) else {
            throw ServerFault(
                .server,
                "Error Type: ,\nError Description: Implicit conversion from float \(digits) to int loses precision"
            )
        }
        return whole
    }

    func boolean(_ name: String) throws(ServerFault) -> Bool? {
        guard let element = value(name) else { return nil }
        return try element.asBoolean()
    }

    func asBoolean() throws(ServerFault) -> Bool {
        switch text.lowercased() {
        case "true", "1", "t": return true
        case "false", "0", "f", "": return false
        default: throw .badEncoding
        }
    }

    /// The same with every text cut off at its first character beyond U+FFFF, where an older database stops reading.
    func cutAtAstral() -> RequestElement {
        var element = self
        if text.utf8.contains(where: { $0 >= 0xF0 }),
            let end = text.unicodeScalars.firstIndex(where: { $0.value > 0xFFFF })
        {
            element.text = String(text[..<end])
        }
        element.children = children.map { $0.cutAtAstral() }
        return element
    }

    /// The items of an array member. A bare element is an empty array (reference §1.2).
    func items(_ name: String) -> [RequestElement]? { value(name)?.children }

    func integers(_ name: String) throws(ServerFault) -> [Int] {
        var numbers: [Int] = []
        for item in items(name) ?? [] where !item.isNull { numbers.append(try item.asInteger() ?? 0) }
        return numbers
    }

    func strings(_ name: String) -> [String] {
        (items(name) ?? []).filter { !$0.isNull }.map(\.text)
    }
}

extension String {
    /// PHP's `trim`: blanks, tabs, line ends, NUL and vertical tab.
    func trimmingPHPSpace() -> String {
        func isSpace(_ byte: UInt8) -> Bool {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D, 0x00, 0x0B: true
            default: false
            }
        }
        let bytes = Array(utf8)
        guard let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return first == 0 && last == bytes.count - 1 ? self : String(decoding: bytes[first...last], as: UTF8.self)
    }

    /// What the database keeps: characters beyond U+FFFF become U+FFFD (reference §1.7).
    func storable() -> String {
        guard utf8.contains(where: { $0 >= 0xF0 }) else { return self }
        var kept = ""
        for scalar in unicodeScalars { kept.unicodeScalars.append(scalar.value > 0xFFFF ? "\u{FFFD}" : scalar) }
        return kept
    }
}
