import SOAP
import Testing

@testable import MantisConnect

/// What the client sends is, byte for byte, what the real server accepted.
@Suite struct RecordedRequestsTests {
    @Test(arguments: WireExchange.all)
    func `the client writes each recorded request as it was sent`(_ exchange: WireExchange) async throws {
        let transport = ReplayTransport(exchange)
        let recorded = try? IncomingRequest(exchange.request)
        let username = recorded?.parameters.first { $0.name == "username" }?.text ?? "puente"
        let client = MantisClient.replaying(transport, username: username)
        // The answer may well be a fault: it is the request that matters here.
        guard try await send(exchange.number, with: client) else { return }
        let sent = try #require(transport.sent.first)
        #expect(String(decoding: sent, as: UTF8.self) == String(decoding: exchange.request, as: UTF8.self))
    }

    @Test func `most recordings can be sent by the client`() async throws {
        var sendable = 0
        for exchange in WireExchange.all {
            if try await send(exchange.number, with: .replaying(exchange)) { sendable += 1 }
        }
        #expect(sendable == 69)
    }

    /// False for a recording of something the client never sends: other operations, and requests bad on purpose.
    private func send(_ number: Int, with client: MantisClient) async throws -> Bool {
        do throws(MantisError) {
            switch number {
            case 1, 83: _ = try await client.version()
            case 2, 3, 4, 82: _ = try await client.login()
            case 5...16: _ = try await client.enumeration(Enumeration.allCases[number - 5])
            case 17: _ = try await client.enumerationString("status")
            case 81: _ = try await client.enumerationString("nada")
            case 18...26: _ = try await client.configuration(RecordedRequestsTests.options[number - 18])
            case 27...32: try await sendProjects(number, client)
            case 33...42: try await sendLists(number, client)
            case 45, 46, 47, 49: try await sendNotes(number, client)
            case 50, 51, 53, 54: try await sendAdditions(number, client)
            case 52: _ = try await client.attachment(1)
            case 57, 58, 62, 64: try await sendUpdate(number, client)
            case 56, 60, 84: _ = try await client.issue(IssueID(rawValue: 2001))
            case 66...72, 80: try await sendIssues(number, client)
            default: return false
            }
        } catch {
            guard case .fault = error.code else { throw error }
        }
        return true
    }

    private static let options = [
        "status_enum_string", "bug_resolved_status_threshold", "bug_readonly_status_threshold",
        "update_readonly_bug_threshold", "default_timezone", "due_date_update_threshold", "max_file_size",
        "db_password", "status_enum_workflow",
    ]

    private func sendProjects(_ number: Int, _ client: MantisClient) async throws(MantisError) {
        let project = ProjectID(rawValue: 1)
        switch number {
        case 27: _ = try await client.projects()
        case 28: _ = try await client.users(of: project, access: 55)
        case 29: _ = try await client.categories(of: project)
        case 30: _ = try await client.versions(of: ProjectID(rawValue: 2))
        case 31: _ = try await client.customFields(of: project)
        default: _ = try await client.projectID(named: "Web Service")
        }
    }

    private func sendLists(_ number: Int, _ client: MantisClient) async throws(MantisError) {
        let project = ProjectID(rawValue: 1)
        let queue = IssueFilter(projects: [project], handlers: [AccountID(rawValue: 2)])
        var recent = queue
        recent.updatedSince = IssueFilter.Day(year: 2026, month: 11, day: 20)
        switch number {
        case 33: _ = try await client.searchIssueIDs(queue, page: 1, perPage: 50)
        case 34: _ = try await client.searchIssueIDs(queue, page: 9999, perPage: 50)
        case 35: _ = try await client.searchIssueHeaders(queue, page: 1, perPage: 20)
        case 36: _ = try await client.searchIssues(queue, page: 1, perPage: 5)
        case 37: _ = try await client.searchIssueIDs(recent, page: 1, perPage: 50)
        case 38:
            let filter = IssueFilter(projects: [ProjectID(rawValue: 2)], categories: ["Requerimiento"], sort: nil)
            _ = try await client.searchIssueIDs(filter, page: 1, perPage: 10)
        case 39:
            let filter = IssueFilter(projects: [ProjectID(rawValue: 987_654)], hideStatus: nil, sort: nil)
            _ = try await client.searchIssueIDs(filter, page: 1, perPage: 10)
        case 40:
            _ = try await client.issuesForUser(
                AccountID(rawValue: 2),
                .assigned,
                in: project,
                page: 1,
                perPage: 3
            )
        case 41: _ = try await client.projectIssueHeaders(project, page: 1, perPage: 5)
        default: _ = try await client.projectIssueHeaders(project, page: 9999, perPage: 5)
        }
    }

    private func sendNotes(_ number: Int, _ client: MantisClient) async throws(MantisError) {
        let issue = IssueID(rawValue: 2001)
        switch number {
        case 45: _ = try await client.issue(issue)
        case 46:
            let text = "  Acuse de recibo. Caso WS-1. Ingeniera: Lucía Peña. 🦤 [ref:k3v9tq]  "
            _ = try await client.addNote(to: issue, text: text, viewState: 10)
        case 47: _ = try await client.addNote(to: issue, text: "Nota interna", viewState: 50)
        default:
            let text = "Acuse de recibo (corregido). [ref:k3v9tq]"
            try await client.updateNote(IssueNoteID(rawValue: 4449), text: text)
        }
    }

    private func sendIssues(_ number: Int, _ client: MantisClient) async throws(MantisError) {
        let issue = IssueID(rawValue: 2001)
        let nobody = IssueID(rawValue: 99_999_999)
        switch number {
        case 66: _ = try await client.history(of: issue)
        case 67: _ = try await client.issue(nobody)
        case 68: _ = try await client.issueExists(nobody)
        case 69: _ = try await client.issueExists(issue)
        case 70: _ = try await client.issues([issue, nobody])
        case 71: _ = try await client.issueHeaders([issue, nobody, IssueID(rawValue: 1)])
        case 72: _ = try await client.issue(IssueID(rawValue: 18))
        default: _ = try await client.biggestIssueID(in: ProjectID(rawValue: 1))
        }
    }

    private func sendAdditions(_ number: Int, _ client: MantisClient) async throws(MantisError) {
        let issue = IssueID(rawValue: 2001)
        switch number {
        case 50, 51:
            let line = number == 50 ? String(repeating: "línea de evidencia\n", count: 3) : "a"
            let content = Array(line.utf8)
            _ = try await client.addAttachment(to: issue, name: "evidencia.txt", type: "text/plain", content: content)
        case 53: _ = try await client.addRelationship(.relatedTo, from: issue, to: IssueID(rawValue: 1))
        default: _ = try await client.addTag(named: "comité")
        }
    }

    /// The recorded updates are of an issue without versions, for a server of the fourth regime.
    private func sendUpdate(_ number: Int, _ client: MantisClient) async throws(MantisError) {
        client.adopt(ServerVersion(2, 28, 4))
        let any = DateTime(epochSeconds: 0, offsetSeconds: 0)
        let issue = Issue(
            id: IssueID(rawValue: 2001),
            lastUpdated: any,
            project: Reference(id: 1),
            category: number == 64 ? "Café no existe" : "Cálculo de impuestos",
            status: Reference(id: 50),
            summary: "",
            dateSubmitted: any,
            description: ""
        )
        var update = IssueUpdate(
            echoing: issue,
            for: ServerProfile(ServerVersion(2, 28, 4)),
            rights: UpdateRights(seesHandlers: true, writesDueDates: true)
        )
        update.fields.project = ProjectID(rawValue: 1)
        update.fields.priority = EnumerationID(rawValue: 30)
        update.fields.severity = EnumerationID(rawValue: 50)
        update.fields.status = EnumerationID(rawValue: number == 58 ? 20 : 50)
        update.fields.reporter = AccountID(rawValue: 9)
        update.fields.summary = "Incidencia de prueba ñ € <b>&amp;</b> ]]> \"comillas\""
        update.fields.handler = .account(AccountID(rawValue: 2))
        update.fields.dueDate = .value(DateTime(epochSeconds: 1_796_425_200, offsetSeconds: -18_000))
        try await client.update(update)
    }
}
