import Foundation
import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// How faults and answers look by version (reference §1.3 to §1.6).
@Suite struct VersionFaultTests {
    private func missing(_ caller: TestCaller) async -> (ServerAnswer, String) {
        let answer = await caller.server.answer(caller.request("mc_issue_get") { $0.integer("issue_id", 77) })
        return (answer, String(decoding: answer.body, as: UTF8.self))
    }

    @Test(arguments: [
        ("1.2.0", "Issue does not exist"), ("1.3.20", "Issue does not exist"), ("2.2.0", "Issue does not exist"),
        ("2.3.0", "Issue '77' does not exist"), ("2.4.0", "Issue '77' does not exist"),
        ("2.10.0", "Issue '77' does not exist"), ("2.11.0", "Issue #77 not found"),
        ("2.28.4", "Issue #77 not found"),
    ])
    func aMissingIssueIsNamedByVersion(version: String, text: String) async throws {
        let caller = try TestCaller.small(version)
        #expect(await caller.send(caller.request("mc_issue_get") { $0.integer("issue_id", 77) }) == text)
    }

    @Test(arguments: [("1.2.20", true), ("2.10.0", true), ("2.11.0", false), ("2.16.0", false), ("2.28.4", false)])
    func exceptionsComeWithStatus200Since211(version: String, isOld: Bool) async throws {
        let (answer, body) = await missing(try TestCaller.small(version))
        #expect(answer.status == (isOld ? 500 : 200))
        #expect(answer.contentType == (isOld ? "text/xml; charset=utf-8" : "text/html; charset=UTF-8"))
        #expect(body.hasPrefix("<?xml") == isOld)
    }

    @Test func exceptionsEscapeTheirTextForHTML() async throws {
        for (version, text) in [
            ("2.16.0", "Category &#039;Caf&eacute;s&#039; not found."), ("2.4.0", "Category 'Cafés'"),
        ] {
            let caller = try TestCaller.small(version)
            let fault = await caller.send(
                caller.request("mc_issue_add") { envelope in
                    envelope.structure("issue", type: "t:IssueData") { issue in
                        issue.reference("project", 1)
                        issue.string("summary", "S")
                        issue.string("description", "D")
                        issue.string("category", "Cafés")
                    }
                }
            )
            #expect(fault?.hasPrefix(text) == true, "\(fault ?? "")")
        }
    }

    // MARK: nusoap

    @Test(arguments: [
        ("1.2.0", nil, true), ("1.2.12", nil, true), ("1.2.12", ServerBehaviour.Engine.phpSoap, true),
        ("1.2.13", nil, false), ("1.2.20", nil, false), ("1.2.20", .nusoap, true), ("1.3.20", .nusoap, false),
    ])
    func theLibraryIsTheOldOneUntil1212AndWhereItIsAskedForUntil1220(
        version: String,
        engine: ServerBehaviour.Engine?,
        isNusoap: Bool
    ) async throws {
        let (answer, body) = await missing(try TestCaller.small(version) { $0.engine = engine })
        #expect(answer.status == 500)
        #expect(body.contains("<faultcode xsi:type=\"xsd:string\">Client</faultcode>") == isNusoap)
        #expect(body.contains("<detail xsi:type=\"xsd:string\"></detail>") == isNusoap)
        #expect(body.contains("<faultcode>SOAP-ENV:Client</faultcode>") != isNusoap)
    }

    @Test func theOldLibraryWritesNilsAndItsOwnTypesAndReadsParametersInOrder() async throws {
        let caller = try TestCaller.small("1.2.0")
        let answer = await caller.server.answer(caller.request("mc_issue_get") { $0.integer("issue_id", 1) })
        let body = String(decoding: answer.body, as: UTF8.self)
        #expect(body.contains("<return xsi:type=\"tns:IssueData\">"))
        #expect(body.contains("<build xsi:nil=\"true\" xsi:type=\"xsd:string\"/>"))
        #expect(body.contains("<handler xsi:nil=\"true\"/>"))
        #expect(
            body.contains("xsi:type=\"SOAP-ENC:Array\" SOAP-ENC:arrayType=\"tns:AttachmentData[0]\"></attachments>")
        )
        // Names do not matter, the order does.
        var envelope = EnvelopeWriter(operation: "mc_issue_exists", namespace: "http://futureware.biz/mantisconnect")
        envelope.string("password", "puente")
        envelope.string("username", "puente")
        envelope.integer("issue", 1)
        #expect(await caller.send(envelope.finish()) == nil)
        #expect(await caller.send(Array("hola".utf8))?.hasPrefix("error in msg parsing") == true)
    }

    @Test(arguments: [
        ("1.2.0", "Access denied."), ("1.2.12", "Access denied."), ("1.2.13", "Access denied"),
        ("2.28.4", "Access denied"),
    ])
    func aFailedLoginEndsInAFullStopUntil1212(version: String, text: String) async throws {
        let caller = try TestCaller.small(version, user: "nadie")
        #expect(await caller.send(caller.request("mc_enum_status")) == text)
    }

    // MARK: Dates

    /// The small scenario's server stands in Bogotá, five hours behind; issue 1 is five days old.
    @Test(arguments: [
        ("1.2.0", "2026-11-16T15:00:00Z"), ("1.2.8", "2026-11-16T15:00:00Z"), ("1.2.9", "2026-11-16T15:00:00-05:00"),
        ("2.28.4", "2026-11-16T15:00:00-05:00"),
    ])
    func theFirstReleasesPrintLocalTimeWithAZ(version: String, text: String) async throws {
        #expect(try await TestCaller.small(version).issue(1).text("last_updated") == text)
    }

    @Test func theOffsetFollowsTheClocksOfTheZone() async throws {
        let caller = try TestCaller.small("2.16.0") { scenario in
            let isKnown = scenario.settings.set("default_timezone", to: "America/Santiago")
            #expect(isKnown)
        }
        // Clocks there go forward in September 2026, from −04:00 to −03:00.
        let summer = try #require(DateText.parse("2026-09-06T12:00:00Z", zone: .utc))
        let winter = try #require(DateText.parse("2026-09-05T12:00:00Z", zone: .utc))
        for (instant, text) in [(winter, "2026-09-05T08:00:00-04:00"), (summer, "2026-09-06T09:00:00-03:00")] {
            try await caller.server.perform(.edit(IssueID(rawValue: 1), IssueEdit()), as: "puente", at: instant)
            #expect(try await caller.issue(1).text("last_updated") == text)
        }
    }

    // MARK: Members that came and went

    static let absentMembers: [(String, Set<String>)] = [
        ("1.2.0", ["monitors", "sticky", "tags"]), ("1.2.5", ["sticky", "tags"]), ("1.2.9", []), ("2.28.4", []),
    ]

    @Test(arguments: absentMembers)
    func membersAppearWithTheirRelease(version: String, absent: Set<String>) async throws {
        let issue = try await TestCaller.small(version).issue(1)
        for member in ["monitors", "sticky", "tags"] {
            #expect((issue[member] == nil) == absent.contains(member), "\(member)")
        }
    }

    @Test(arguments: [("1.3.20", true), ("2.4.0", true), ("2.5.0", false), ("2.28.4", false)])
    func whatIsSwitchedOffOrUndefinedIsShownUntil24(version: String, shows: Bool) async throws {
        let caller = try TestCaller.small(version)
        try await caller.server.perform(.edit(IssueID(rawValue: 1), IssueEdit(version: "0.9")), as: "puente")
        let issue = try await caller.issue(1)
        #expect((issue["projection"] != nil) == shows)
        #expect((issue["eta"] != nil) == shows)
        #expect((issue.text("version") == "0.9") == shows)
    }

    @Test(arguments: [("2.16.0", 1), ("2.24.0", 1), ("2.24.1", 0), ("2.28.4", 0)])
    func filesOfNotesAreAttachmentsOfTheIssueUntil2240(version: String, count: Int) throws {
        var scenario = try Scenario.small()
        scenario.version = try #require(ServerVersion(version))
        var instance = scenario.instance(at: testStart)
        let draft = NoteRow(id: 0, reporter: 3, text: "x", viewState: 10, submitted: 0, lastModified: 0)
        let note = instance.addNote(draft, to: 1, at: testStart)
        let file = AttachmentRow(id: 0, name: "a", type: "t", content: [65], user: 3, submitted: 0, note: note)
        _ = instance.attach(file, to: 1, at: testStart)
        let row = try #require(instance.issues[1])
        let reader = try #require(instance.users[3])
        var writer = AnswerWriter(operation: "mc_issue_get", zone: .utc, behaviour: instance.behaviour)
        writer.issue("return", row, in: instance, for: reader)
        let issue = try IncomingRequest(writer.finish()).parameters.first
        #expect(issue?["attachments"]?.children.count == count)
    }

    @Test(arguments: [("1.2.11", true), ("1.2.12", false), ("2.28.4", false)])
    func textsAreCleanedOfControlsSince1212(version: String, isRaw: Bool) async throws {
        let caller = try TestCaller.small(version)
        let edit = IssueEdit(summary: "a\u{1}b")
        try await caller.server.perform(.edit(IssueID(rawValue: 1), edit), as: "puente")
        let answer = await caller.server.answer(caller.request("mc_issue_get") { $0.integer("issue_id", 1) })
        #expect(answer.body.contains(0x01) == isRaw)
    }

    @Test(arguments: [
        ("1.2.20", ["Café", "Errores", "General", "Vieja"]), ("2.26.3", ["Café", "Errores", "General", "Vieja"]),
        ("2.27.0", ["Café", "Errores", "General"]),
    ])
    func disabledCategoriesAreListedUntil226(version: String, names: [String]) async throws {
        let caller = try TestCaller.small(version) { scenario in
            scenario.categories.append(CategoryRow(id: 50, project: 1, name: "Vieja", enabled: false))
        }
        let answer = try await caller.call("mc_project_get_categories") { $0.integer("project_id", 1) }
        #expect(answer.children.map(\.text).sorted() == names)
    }
}
