import SOAP

extension Element {
    /// The member, unless it is absent, nil or empty.
    subscript(_ member: Member) -> Element? { filled(Int(member.rawValue)) }

    /// Blank for a blank member, nil for an absent or nil one.
    func string(_ member: Member) -> String? { string(Int(member.rawValue)) }

    func integer(_ member: Member) throws(DecodingFailure) -> Int? { try integer(Int(member.rawValue)) }

    func boolean(_ member: Member) throws(DecodingFailure) -> Bool? { try boolean(Int(member.rawValue)) }

    func record<Record>(_ member: Member, _ read: (Element) throws(DecodingFailure) -> Record) throws(DecodingFailure)
        -> Record?
    {
        guard let element = self[member] else { return nil }
        return try read(element)
    }

    /// An array; empty when it is absent, which servers mean by it (reference §1.3).
    func records<Record>(_ member: Member, _ read: (Element) throws(DecodingFailure) -> Record) throws(DecodingFailure)
        -> [Record]
    {
        guard let element = self[member] else { return [] }
        var records: [Record] = []
        records.reserveCapacity(element.childCount)
        for item in element.children { records.append(try read(item)) }
        return records
    }

    /// The value of a member that must be there.
    func required<Value>(_ member: Member, _ value: Value?) throws(DecodingFailure) -> Value {
        guard let value else { throw missing(member.wireName) }
        return value
    }
}
