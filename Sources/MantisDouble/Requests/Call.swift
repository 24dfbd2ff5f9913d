import SOAP

/// One call whose parameters are bound and whose caller is known.
struct Call {
    let operation: String
    /// Who calls. Operations without credentials have nobody here.
    let caller: UserRow
    /// The server's clock when the call came in.
    let now: Int64
    /// By part; a part that was not sent, or sent as nil, is missing.
    private let parameters: [String: RequestElement]

    init(operation: String, caller: UserRow, now: Int64, parameters: [String: RequestElement]) {
        self.operation = operation
        self.caller = caller
        self.now = now
        self.parameters = parameters
    }

    /// A missing number is 0, as PHP takes null for one (recording 076).
    func integer(_ part: String) throws(ServerFault) -> Int {
        guard let element = parameters[part] else { return 0 }
        return try element.asInteger() ?? 0
    }

    func boolean(_ part: String) throws(ServerFault) -> Bool {
        guard let element = parameters[part] else { return false }
        return try element.asBoolean()
    }

    func string(_ part: String) -> String { parameters[part]?.text ?? "" }

    func structure(_ part: String) -> RequestElement? { parameters[part] }

    /// The items of an array part.
    func items(_ part: String) -> [RequestElement] { parameters[part]?.children ?? [] }

    func integers(_ part: String) throws(ServerFault) -> [Int] {
        var numbers: [Int] = []
        for item in items(part) where !item.isNull { numbers.append(try item.asInteger() ?? 0) }
        return numbers
    }
}
