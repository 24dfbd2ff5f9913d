import SOAP

extension Operation {
    /// Binds what was sent to the operation's parts as php-soap does: by name as soon as one name fits, and what is
    /// missing is null; else by position, and then nothing may be missing (reference §1.2, recording 076).
    ///
    /// - Parameter byOrder: as nusoap does, which looks at no name (reference §1.2).
    /// - Throws: `Missing parameter` when nothing was sent, PHP's own complaint when too little was, or a violation of
    ///   the encoding rules for text where a number belongs.
    func bind(_ sent: [RequestElement], byOrder: Bool = false) throws(ServerFault) -> [String: RequestElement] {
        let parts = allParts
        let isByName = !byOrder && sent.contains { element in parts.contains { $0.name == element.name } }
        if !isByName, !byOrder, sent.count < parts.count {
            throw sent.isEmpty ? .missingParameter : .tooFewArguments(name, sent.count, of: parts.count)
        }
        var bound: [String: RequestElement] = [:]
        for (index, part) in parts.enumerated() {
            let inOrder = index < sent.count ? sent[index] : nil
            let element = isByName ? sent.first { $0.name == part.name } : inOrder
            guard let element, !element.isNull else { continue }
            try part.check(element)
            bound[part.name] = element
        }
        return bound
    }
}

extension Operation.Part {
    fileprivate func check(_ element: RequestElement) throws(ServerFault) {
        switch type {
        case .integer: _ = try element.asInteger()
        // Text where an array or a structure belongs makes an empty one.
        case .string, .boolean, .base64, .structure, .array: break
        }
    }
}
