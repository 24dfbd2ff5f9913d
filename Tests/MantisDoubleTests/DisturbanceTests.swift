import Foundation
import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

@Suite struct DisturbanceTests {
    private func post(_ caller: TestCaller, _ operation: String = "mc_login") async throws -> (ResponseHead, String) {
        let sink = Collector()
        let endpoint = try Endpoint("http://127.0.0.1/api/soap/mantisconnect.php")
        let head = try await InProcessTransport(caller.server).post(caller.request(operation), to: endpoint, into: sink)
        return (head, sink.text)
    }

    @Test func aScriptCountsTheCallsOfItsOperation() {
        var script = DisturbanceScript([
            Disturbance(.badGateway, on: "b", after: 1, times: 2), Disturbance(.loginPage, after: 2),
        ])
        let effects = ["a", "b", "b", "a", "b", "b", "a"].map { script.effect(on: $0) }
        #expect(effects == [nil, nil, .badGateway, .loginPage, .badGateway, nil, nil])
        #expect(script.isEmpty)
    }

    @Test func aConnectionDroppedAfterTheCommitLeavesTheNote() async throws {
        let caller = try TestCaller.small()
        await caller.server.disturb(Disturbance(.dropAfterCommit, on: "mc_issue_note_add"))
        let body = caller.request("mc_issue_note_add") { envelope in
            envelope.integer("issue_id", 1)
            envelope.structure("note", type: "t:IssueNoteData") { $0.string("text", "una vez") }
        }
        let endpoint = try Endpoint("http://127.0.0.1/api/soap/mantisconnect.php")
        let error = await #expect(throws: TransportError.self) {
            try await InProcessTransport(caller.server).post(body, to: endpoint, into: Collector())
        }
        #expect(error?.code == .interrupted)
        #expect(error?.outcomeIsUnknown == true)
        #expect(try await caller.issue(1)["notes"]?.children.count == 1)
    }

    @Test func aConnectionDroppedBeforeTheCommitLeavesNothing() async throws {
        let caller = try TestCaller.small()
        await caller.server.disturb(Disturbance(.dropBeforeCommit, on: "mc_issue_delete"))
        let body = caller.request("mc_issue_delete") { $0.integer("issue_id", 1) }
        let endpoint = try Endpoint("http://127.0.0.1/api/soap/mantisconnect.php")
        let error = await #expect(throws: TransportError.self) {
            try await InProcessTransport(caller.server).post(body, to: endpoint, into: Collector())
        }
        #expect(error?.code == .interrupted)
        #expect(try await caller.issue(1).text("id") == "1")
    }

    @Test func aSlowAnswerTimesOutAtOnceInProcess() async throws {
        let caller = try TestCaller.small()
        await caller.server.disturb(Disturbance(.slow(.seconds(61))), Disturbance(.slow(.seconds(1))))
        let error = await #expect(throws: TransportError.self) { try await post(caller) }
        #expect(error?.code == .timedOut(.answer))
        #expect(error?.outcomeIsUnknown == true)
        #expect(try await post(caller).0.status == 200)
    }

    @Test func aTruncatedAnswerArrivesInPart() async throws {
        let caller = try TestCaller.small()
        await caller.server.disturb(Disturbance(.truncated(bytes: 100)))
        let sink = Collector()
        let endpoint = try Endpoint("http://127.0.0.1/api/soap/mantisconnect.php")
        await #expect(throws: TransportError.self) {
            try await InProcessTransport(caller.server).post(caller.request("mc_login"), to: endpoint, into: sink)
        }
        #expect(sink.text.utf8.count == 100)
    }

    @Test func somethingInBetweenAnswersInItsPlace() async throws {
        let caller = try TestCaller.small()
        let fault = ServerFault(.server, "lo que sea")
        await caller.server.disturb(
            Disturbance(.badGateway),
            Disturbance(.loginPage),
            Disturbance(.internalError),
            Disturbance(.fault(fault)),
            Disturbance(.offline, times: 2)
        )
        let expected: [(String, Int, String)] = [
            ("mc_login", 502, "502 Bad Gateway"), ("mc_login", 200, "Iniciar sesión"), ("mc_login", 500, ""),
            ("mc_login", 500, "lo que sea"), ("mc_login", 500, ">Access denied<"), ("mc_version", 200, "2.28.4"),
            ("mc_login", 200, "puente@example.test"),
        ]
        for (operation, status, text) in expected {
            let (head, body) = try await post(caller, operation)
            #expect(head.status == status)
            #expect(text.isEmpty ? body.isEmpty : body.contains(text), "\(text)")
        }
    }

    @Test func bytesThatAreNoXMLComeInTheRightPlaces() async throws {
        let caller = try TestCaller.small()
        await caller.server.disturb(Disturbance(.controlByte), Disturbance(.warningPrefix))
        #expect(try await post(caller).1.contains("<name xsi:type=\"xsd:string\">\u{1}puente</name>"))
        #expect(try await post(caller).1.hasPrefix("<br />\n<b>Deprecated</b>"))
    }

    @Test func somebodyCanActBetweenTwoCalls() async throws {
        let caller = try TestCaller.small()
        let issue = IssueID(rawValue: 1)
        await caller.server.disturb(Disturbance(.meanwhile(.delete(issue), by: "admin"), on: "mc_issue_get", after: 1))
        for _ in 0..<2 { #expect(try await caller.issue(1).text("summary") == "Uno") }
        #expect(try await caller.fault("mc_issue_get") { $0.integer("issue_id", 1) } == "200 Issue #1 not found")
    }

    @Test func callsAreRememberedWithoutPasswords() async throws {
        let caller = try TestCaller.small()
        await caller.server.disturb(Disturbance(.badGateway, on: "mc_issue_get"))
        _ = try await post(caller)
        _ = await caller.server.answer(caller.request("mc_issue_get") { $0.integer("issue_id", 7) })
        _ = await caller.server.answer(caller.as("intruso").request("mc_login"))
        _ = await caller.server.answer(Array("hola".utf8))
        let calls = await caller.server.calls
        #expect(calls.map(\.operation) == ["mc_login", "mc_issue_get", "mc_login", "?"])
        #expect(calls.map(\.user) == ["puente", "puente", "intruso", nil])
        #expect(calls[1].issue == 7)
        #expect(calls.map(\.outcome) == [.answered, .disturbed, .fault("Access denied"), .fault("Bad Request")])
        // The password is the same word as the name; it may appear once, as the name.
        #expect("\(calls[0])".components(separatedBy: "puente").count == 2)
        await caller.server.clearCalls()
        #expect(await caller.server.calls.isEmpty)
    }
}
