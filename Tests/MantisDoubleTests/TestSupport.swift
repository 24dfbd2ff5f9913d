import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

extension Scenario {
    /// Two projects, one below the other, a private one, and an issue in each.
    static func small() throws -> Scenario { try load(yaml: smallYAML, name: "small.yaml") }

    private static let smallYAML = """
        settings: {default_timezone: America/Bogota, due_date_update_threshold: 70, due_date_view_threshold: 10}
        users:
          - {id: 1, name: admin, password: admin, level: administrator}
          - {id: 2, name: cola, password: cola, level: developer}
          - {id: 3, name: puente, password: puente, real_name: Puente, email: puente@example.test, level: manager}
          - {id: 4, name: ana, password: ana, level: reporter}
          - {id: 5, name: luis, password: luis, level: updater}
          - {id: 6, name: visita, password: visita, level: viewer}
        custom_fields:
          - {id: 1, name: NIT}
          - {id: 2, name: Plan, type: Enumeration, values: [Oro, Plata]}
          - {id: 3, name: Secreto, read: manager, write: manager}
        categories: [General]
        projects:
          - id: 1
            name: Mesa
            categories: [Errores, Café]
            versions: [{name: "1.0", released: true, age: 9d}, {name: "2.0", age: 1d}]
            projects:
              - {id: 2, name: Anexo, categories: [Propia]}
          - {id: 3, name: Oculto, private: true, categories: [Errores]}
        issues:
          - {id: 1, project: Mesa, category: Errores, reporter: ana, summary: Uno, description: Texto, age: 5d}
          - {id: 2, project: Anexo, category: Errores, reporter: ana, summary: Dos, age: 4d, handler: cola}
          - {id: 3, project: Oculto, category: Errores, reporter: admin, summary: Tres, age: 3d}
        """
}

/// The moment at which the tests' servers start: 2026-11-21T20:00:00Z.
let testStart: Int64 = 1_795_291_200

/// Calls a server in process as one user and takes the answers apart.
struct TestCaller {
    let server: MantisServer
    var user = "puente"

    static func small(user: String = "puente") throws -> TestCaller {
        TestCaller(server: MantisServer(scenario: try .small(), clock: .fixed(testStart)), user: user)
    }

    /// The same server as another version.
    ///
    /// - Parameter change: what else is different.
    static func small(
        _ version: String,
        user: String = "puente",
        _ change: (inout Scenario) throws -> Void = { _ in }
    ) throws -> TestCaller {
        var scenario = try Scenario.small()
        scenario.version = try #require(Scenario.version(named: version))
        try change(&scenario)
        return TestCaller(server: MantisServer(scenario: scenario, clock: .fixed(testStart)), user: user)
    }

    func `as`(_ user: String) -> TestCaller { TestCaller(server: server, user: user) }

    func request(_ operation: String, _ build: (inout EnvelopeWriter) -> Void = { _ in }) -> [UInt8] {
        var envelope = EnvelopeWriter(operation: operation, namespace: "http://futureware.biz/mantisconnect")
        envelope.string("username", user)
        envelope.string("password", user)
        build(&envelope)
        return envelope.finish()
    }

    /// The `return` element.
    @discardableResult
    func call(
        _ operation: String,
        _ build: (inout EnvelopeWriter) -> Void = { _ in },
        _ location: SourceLocation = #_sourceLocation
    ) async throws -> RequestElement {
        let answer = await server.answer(request(operation, build))
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(!text.contains("faultstring"), "\(text)", sourceLocation: location)
        let envelope = try IncomingRequest(answer.body)
        #expect(envelope.operation == operation + "Response", sourceLocation: location)
        return try #require(envelope.parameters.first, sourceLocation: location)
    }

    /// Status and text of the fault, as it stands in the body.
    func fault(
        _ operation: String,
        _ build: (inout EnvelopeWriter) -> Void = { _ in },
        _ location: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let answer = await server.answer(request(operation, build))
        let text = String(decoding: answer.body, as: UTF8.self)
        let parts = text.split(separator: "faultstring>")
        try #require(parts.count == 3, "no fault: \(text)", sourceLocation: location)
        return "\(answer.status) \(parts[1].dropLast(2))"
    }

    // MARK: Frequent calls

    func issue(_ id: Int) async throws -> RequestElement {
        try await call("mc_issue_get") { $0.integer("issue_id", id) }
    }

    func history(_ id: Int) async throws -> [[String]] {
        try await call("mc_issue_get_history") { $0.integer("issue_id", id) }.children.map { row in
            ["type", "field", "old_value", "new_value", "username"].map { row[$0]?.text ?? "-" }
        }
    }

    /// Updates with the members that the regime would otherwise clear or miss.
    func update(_ id: Int, _ build: (inout EnvelopeWriter) -> Void) async throws {
        try await call("mc_issue_update") { envelope in
            envelope.integer("issueId", id)
            envelope.structure("issue", type: "t:IssueData") { issue in
                issue.string("category", "Errores")
                build(&issue)
            }
        }
    }

    /// Updates with the members that every version wants, but those left out.
    func wholeUpdate(
        _ id: Int,
        without omitted: Set<String> = [],
        _ build: (inout EnvelopeWriter) -> Void = { _ in }
    ) -> [UInt8] {
        request("mc_issue_update") { envelope in
            envelope.integer("issueId", id)
            envelope.structure("issue", type: "t:IssueData") { issue in
                if !omitted.contains("project") { issue.reference("project", 1) }
                if !omitted.contains("category") { issue.string("category", "Errores") }
                for member in ["summary", "description"] where !omitted.contains(member) {
                    issue.string(member, "Nuevo")
                }
                build(&issue)
            }
        }
    }

    /// Sends a request; the fault's text, or nil when there is none.
    func send(_ request: [UInt8]) async -> String? {
        let text = String(decoding: await server.answer(request).body, as: UTF8.self)
        let parts = text.split(separator: "faultstring")
        guard parts.count == 3 else { return nil }
        return String(parts[1].dropFirst(parts[1].hasPrefix(">") ? 1 : 23).dropLast(2))
    }

    func addNote(_ id: Int, _ text: String, private isPrivate: Bool = false) async throws -> Int {
        let answer = try await call("mc_issue_note_add") { envelope in
            envelope.integer("issue_id", id)
            envelope.structure("note", type: "t:IssueNoteData") { note in
                note.string("text", text)
                if isPrivate { note.reference("view_state", 50) }
            }
        }
        return try #require(Int(answer.text))
    }

    /// The numbers that a search finds.
    func search(
        page: Int = 1,
        perPage: Int = -1,
        _ build: (inout EnvelopeWriter) -> Void = { _ in }
    ) async throws -> [Int] {
        let answer = try await call("mc_filter_search_issue_ids") { envelope in
            envelope.structure("filter", type: "t:FilterSearchData") { build(&$0) }
            envelope.integer("page_number", page)
            envelope.integer("per_page", perPage)
        }
        return answer.children.compactMap { Int($0.text) }
    }
}

extension EnvelopeWriter {
    mutating func reference(_ name: String, _ id: Int) {
        structure(name, type: "t:ObjectRef") { $0.integer("id", id) }
    }

    mutating func integers(_ name: String, _ values: [Int]) {
        array(name, itemType: "xsd:integer", count: values.count) { items in
            for value in values { items.integer("item", value) }
        }
    }

    mutating func strings(_ name: String, _ values: [String]) {
        array(name, itemType: "xsd:string", count: values.count) { items in
            for value in values { items.string("item", value) }
        }
    }
}

extension RequestElement {
    /// The text at a path of element names, or nil.
    func text(_ path: String...) -> String? {
        var element: RequestElement? = self
        for name in path { element = element?[name] }
        return element?.text
    }
}

/// Collects what a transport hands over.
final class Collector: BodySink {
    private let bytes = Locked<[UInt8]>([])

    func receive(_ bytes: UnsafeRawBufferPointer) throws {
        self.bytes.withLock { $0.append(contentsOf: bytes) }
    }

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}
