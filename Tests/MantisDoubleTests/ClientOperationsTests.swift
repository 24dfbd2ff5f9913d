import MantisConnect
import SOAP
import Testing

@testable import MantisDouble

/// The client's operations against servers of several generations, from a new issue to its end.
@Suite struct ClientOperationsTests {
    private func client(_ version: String) async throws -> MantisClient {
        let client = MantisClient(
            endpoint: try Endpoint("https://mantis.example.test/api/soap/mantisconnect.php"),
            username: "puente",
            password: Secret("puente"),
            transport: InProcessTransport(try TestCaller.small(version).server)
        )
        _ = try await client.version()
        return client
    }

    private static let project = ProjectID(rawValue: 1)

    private func newIssue(_ client: MantisClient) async throws -> IssueID {
        var draft = IssueDraft(project: Self.project, summary: "Nueva", description: "Texto", category: "Café")
        draft.fields.priority = EnumerationID(rawValue: 50)
        draft.fields.handler = .account(AccountID(rawValue: 2))
        draft.fields.customFields = [CustomFieldValue(field: Reference(id: 1), value: "900123456-7")]
        return try await client.add(draft)
    }

    static let versions = ["1.2.9", "1.2.20", "1.3.20", "2.16.0", "2.28.4"]

    @Test(arguments: versions)
    func `a new issue is as its draft says, and gone when deleted`(version: String) async throws {
        let client = try await client(version)
        let id = try await newIssue(client)
        let issue = try await client.issue(id)
        #expect(issue.summary == "Nueva" && issue.description == "Texto" && issue.category == "Café")
        #expect(issue.priority?.id == 50 && issue.handler?.id.rawValue == 2 && issue.project.id == 1)
        #expect(try await client.issueID(withSummary: "Nueva") == id)
        try await client.deleteIssue(id)
        #expect(try await client.issueExists(id) == false)
    }

    @Test(arguments: versions)
    func `notes and files come and go`(version: String) async throws {
        let client = try await client(version)
        let id = try await newIssue(client)
        let note = try await client.addNote(to: id, text: "Acuse", viewState: 10)
        try await client.updateNote(note, text: "Acuse corregido")
        let other = try await client.addNote(to: id, text: "Otra", viewState: 10)
        try await client.deleteNote(other)
        #expect(try await client.issue(id).notes.map(\.text) == ["Acuse corregido"])
        let content = Array("línea\n".utf8)
        let file = try await client.addAttachment(to: id, name: "a.txt", type: "text/plain", content: content)
        #expect(try await client.attachment(file) == content)
        do throws(MantisError) {
            _ = try await client.addAttachment(to: id, name: "a.txt", type: "text/plain", content: content)
            Issue.record("a second file of that name was taken")
        } catch {
            #expect(error.faultClass == .badInput)
        }
        try await client.deleteAttachment(file)
        #expect(try await client.issue(id).attachments.isEmpty)
    }

    @Test(arguments: versions)
    func `relationships and tags come and go`(version: String) async throws {
        let client = try await client(version)
        let id = try await newIssue(client)
        _ = try await client.addRelationship(.childOf, from: id, to: IssueID(rawValue: 1))
        let relationship = try #require(try await client.issue(id).relationships.first)
        #expect(relationship.type.id == 3 && relationship.target.rawValue == 1)
        try await client.deleteRelationship(relationship.id, of: id)
        #expect(try await client.issue(id).relationships.isEmpty)
        let tag = try await client.addTag(named: "comité")
        try await client.setTags([tag], of: id)
        #expect(try await client.issue(id).tags.map(\.id) == [tag.rawValue])
        let page = try await client.tags(page: 1, perPage: 50)
        #expect(page.total == page.tags.count && page.tags.contains { $0.id == tag && $0.name == "comité" })
        try await client.setTags([], of: id)
        #expect(try await client.issue(id).tags.isEmpty)
        try await client.deleteTag(tag)
        #expect(try await client.tags(page: 1, perPage: 50).tags.isEmpty)
    }

    @Test(arguments: versions)
    func `projects, versions and preferences can be asked for`(version: String) async throws {
        let client = try await client(version)
        #expect(try await client.subprojects(of: Self.project) == [ProjectID(rawValue: 2)])
        #expect(try await client.versions(of: Self.project, .released).map(\.name) == ["1.0"])
        #expect(try await client.versions(of: Self.project, .unreleased).map(\.name) == ["2.0"])
        #expect(try await client.versions(of: Self.project).count == 2)
        #expect(try await client.savedFilters(of: Self.project) == [])
        #expect(try await client.preference("timezone", in: Self.project).isEmpty == false)
    }

    @Test(arguments: [("1.2.0", false), ("1.2.8", false), ("1.2.9", true), ("2.28.4", true)])
    func `a server before 1·2·9 is read and not written to`(version: String, isWritten: Bool) async throws {
        let client = try await client(version)
        #expect(try await client.issueExists(IssueID(rawValue: 1)))
        do throws(MantisError) {
            _ = try await client.addNote(to: IssueID(rawValue: 1), text: "x", viewState: 10)
            #expect(isWritten)
        } catch {
            #expect(!isWritten)
            guard case .notSent(.readOnlyServer) = error.code else { throw error }
        }
    }
}
