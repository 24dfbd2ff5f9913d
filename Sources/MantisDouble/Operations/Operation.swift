/// One entry of the table of operations.
struct Operation: Sendable {
    typealias Body = @Sendable (inout Instance, Call, inout AnswerWriter) throws(ServerFault) -> Void

    let name: String
    /// Its parts after user name and password, in the order of the WSDL.
    let parts: [Part]
    /// False for the one operation that asks for no credentials.
    var needsLogin = true
    let body: Body

    struct Part: Sendable {
        let name: String
        let type: PartType
    }

    enum PartType: Sendable {
        case integer, string, boolean, base64, structure, array
    }

    init(_ name: String, _ parts: [Part], needsLogin: Bool = true, _ body: @escaping Body) {
        self.name = name
        self.parts = parts
        self.needsLogin = needsLogin
        self.body = body
    }

    /// All parts, credentials first.
    var allParts: [Part] {
        needsLogin ? [.string("username"), .string("password")] + parts : parts
    }
}

extension Operation.Part {
    static func integer(_ name: String) -> Self { Self(name: name, type: .integer) }
    static func string(_ name: String) -> Self { Self(name: name, type: .string) }
    static func boolean(_ name: String) -> Self { Self(name: name, type: .boolean) }
    static func base64(_ name: String) -> Self { Self(name: name, type: .base64) }
    static func structure(_ name: String) -> Self { Self(name: name, type: .structure) }
    static func array(_ name: String) -> Self { Self(name: name, type: .array) }
}
