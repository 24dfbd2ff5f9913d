import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// The same answers written otherwise, and answers with what no answer should hold (reference §1.3, §1.7).
@Suite struct WireDisguiseTests {
    private func body(_ caller: TestCaller, _ issue: Int = 1) async -> String {
        let answer = await caller.server.answer(caller.request("mc_issue_get") { $0.integer("issue_id", issue) })
        return String(decoding: answer.body, as: UTF8.self)
    }

    @Test func referencesAndOtherPrefixesReadAsThePlainAnswerDoes() async throws {
        let plain = try TestCaller.small()
        _ = try await plain.addNote(1, "no es una marca: <xsd:string> ns1:x")
        let expected = try await plain.issue(1)
        for yaml in [
            "wire: {references: true}", "wire: {other_prefixes: true}",
            "wire: {references: true, other_prefixes: true}",
        ] {
            let caller = try TestCaller.small("2.28.4") { $0.wire = try Scenario.load(yaml: yaml).wire }
            _ = try await caller.addNote(1, "no es una marca: <xsd:string> ns1:x")
            let text = await body(caller)
            #expect(text.contains("href=\"#ref") == yaml.contains("references"))
            #expect(text.contains("SOAP-ENV:") != yaml.contains("other_prefixes"))
            let found = try await caller.issue(1)
            #expect(texts(found) == texts(expected), "\(yaml)")
        }
    }

    /// Every path with its text; types carry prefixes, which differ.
    private func texts(_ element: RequestElement) -> [String] {
        ["\(element.name)=\(element.text)"] + element.children.flatMap { texts($0) }
    }

    @Test func aDisturbanceDisguisesOneAnswer() async throws {
        let caller = try TestCaller.small()
        await caller.server.disturb(Disturbance(.references), Disturbance(.otherPrefixes))
        #expect(await body(caller).contains("<view_state xsi:type=\"ns1:ObjectRef\" id=\"ref1\">"))
        #expect(await body(caller).contains("<soapenv:Envelope"))
        #expect(await body(caller).contains("<SOAP-ENV:Envelope"))
    }

    @Test func aTextThatIsNoUTF8TakesTheWholePageWithIt() async throws {
        let caller = try TestCaller.small()
        let edit = IssueEdit(summary: "mal" + BrokenText.byte + "escrito")
        try await caller.server.perform(.edit(IssueID(rawValue: 1), edit), as: "ana")
        let list = caller.request("mc_filter_search_issue_headers") { envelope in
            envelope.structure("filter", type: "t:FilterSearchData") { $0.integers("project_id", [1, 2]) }
            envelope.integer("page_number", 1)
            envelope.integer("per_page", 10)
        }
        let text = "SOAP-ERROR: Encoding: string 'mal\\xff...' is not a valid utf-8 string"
        #expect(await caller.send(list) == text)
        #expect(await caller.send(caller.request("mc_issue_get") { $0.integer("issue_id", 1) }) == text)
        #expect(try await caller.issue(2).text("summary") == "Dos")
        // Lists of numbers hold no texts.
        #expect(try await caller.search() == [1, 2])
    }

    /// Custom fields and names are cleaned by nobody.
    @Test func aPoisonedRowComesOutRawEachTimeItIsListed() async throws {
        let yaml = """
            users: [{id: 1, name: "ad\\u0001min", password: x, level: administrator}, {id: 3, name: puente, password: puente, level: manager}]
            custom_fields: [{id: 1, name: NIT}]
            projects: [{id: 1, name: P, categories: [C]}]
            issues:
              - {id: 1, project: P, category: C, reporter: puente, summary: S, age: 1d, custom_fields: {NIT: "80\\u00010"}}
              - {id: 2, project: P, category: C, reporter: "ad\\u0001min", summary: S, age: 1d}
            """
        let caller = TestCaller(server: MantisServer(scenario: try .load(yaml: yaml), clock: .fixed(testStart)))
        for issue in [1, 2, 1, 2] { #expect(await body(caller, issue).utf8.contains(0x01)) }
    }

    @Test func whatIsRememberedOfCallsHoldsNoPasswordInAnyVersion() async throws {
        for version in Scenario.testedVersions.map(\.description) {
            let caller = try TestCaller.small(version) { scenario in
                for index in scenario.users.indices {
                    scenario.users[index].password = Secret("clave-secreta")
                    scenario.users[index].tokens = [Secret("token-secreto")]
                }
            }
            for password in ["clave-secreta", "token-secreto", "otra-clave"] {
                for operation in ["mc_issue_get", "mc_enum_status", "mc_nothing", "mc_issue_add"] {
                    var envelope = EnvelopeWriter(
                        operation: operation,
                        namespace: "http://futureware.biz/mantisconnect"
                    )
                    envelope.string("username", "puente")
                    envelope.string("password", password)
                    _ = await caller.server.answer(envelope.finish())
                }
            }
            let calls = await caller.server.calls
            #expect(calls.count == 12)
            #expect(calls.allSatisfy { $0.user == "puente" && $0.duration > .zero })
            let log = "\(calls)"
            for word in ["clave", "token-secreto"] { #expect(!log.contains(word), "\(version)") }
        }
    }
}
