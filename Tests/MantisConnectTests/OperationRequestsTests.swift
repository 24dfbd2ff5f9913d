import SOAP
import Testing

@testable import MantisConnect

/// What the client sends for the operations that the recordings do not have, or have in another shape. The WSDL of
/// 2.28.4 says the names, the order and the types.
@Suite struct OperationRequestsTests {
    typealias Send = @Sendable (MantisClient) async throws(MantisError) -> Void

    struct Expected: Sendable, CustomStringConvertible {
        let operation: String
        /// What follows the credentials.
        let arguments: String
        let send: Send

        init(_ operation: String, _ arguments: String, _ send: @escaping Send) {
            self.operation = operation
            self.arguments = arguments
            self.send = send
        }

        var description: String { operation }
    }

    private static let project = ProjectID(rawValue: 3)
    private static let issue = IssueID(rawValue: 2001)

    static let reading: [Expected] = [
        Expected("mc_user_pref_get_pref", #"<project_id I>3</project_id><pref_name S>language</pref_name>"#) {
            client throws(MantisError) in _ = try await client.preference("language", in: project)
        },
        Expected("mc_project_get_all_subprojects", "<project_id I>3</project_id>") { client throws(MantisError) in
            _ = try await client.subprojects(of: project)
        },
        Expected("mc_project_get_released_versions", "<project_id I>3</project_id>") { client throws(MantisError) in
            _ = try await client.versions(of: project, .released)
        },
        Expected("mc_project_get_unreleased_versions", "<project_id I>3</project_id>") { client throws(MantisError) in
            _ = try await client.versions(of: project, .unreleased)
        },
        Expected("mc_issue_get_id_from_summary", "<summary S>Timbrado &amp; más</summary>") {
            client throws(MantisError) in _ = try await client.issueID(withSummary: "Timbrado & más")
        },
        Expected(
            "mc_project_get_issues",
            "<project_id I>3</project_id><page_number I>2</page_number><per_page I>20</per_page>"
        ) { client throws(MantisError) in _ = try await client.projectIssues(project, page: 2, perPage: 20) },
        Expected("mc_filter_get", "<project_id I>0</project_id>") { client throws(MantisError) in
            _ = try await client.savedFilters(of: ProjectID(rawValue: 0))
        },
        Expected(
            "mc_filter_get_issues",
            "<project_id I>3</project_id><filter_id I>9</filter_id><page_number I>1</page_number><per_page I>20</per_page>"
        ) { client throws(MantisError) in
            _ = try await client.issues(filteredBy: 9, in: project, page: 1, perPage: 20)
        },
        Expected(
            "mc_filter_get_issue_headers",
            "<project_id I>3</project_id><filter_id I>9</filter_id><page_number I>1</page_number><per_page I>50</per_page>"
        ) { client throws(MantisError) in
            _ = try await client.issueHeaders(filteredBy: 9, in: project, page: 1, perPage: 50)
        },
        Expected("mc_tag_get_all", "<page_number I>1</page_number><per_page I>100</per_page>") {
            client throws(MantisError) in _ = try await client.tags(page: 1, perPage: 100)
        },
        Expected(
            "mc_filter_search_issue_ids",
            #"<filter T="t:FilterSearchData"><project_id A="xsd:integer[1]"><item I>3</item></project_id>"#
                + #"<custom_fields A="t:FilterCustomField[1]"><item T="t:FilterCustomField"><field T="t:ObjectRef">"#
                + #"<id I>7</id></field><value A="xsd:string[1]"><item S>TCK-1</item></value></item></custom_fields>"#
                + "</filter><page_number I>1</page_number><per_page I>2</per_page>"
        ) { client throws(MantisError) in
            let remote = CustomFieldValue(field: Reference(id: 7), value: "TCK-1")
            let filter = IssueFilter(projects: [project], customFields: [remote], hideStatus: nil, sort: nil)
            _ = try await client.searchIssueIDs(filter, page: 1, perPage: 2)
        },
    ]

    static let writing: [Expected] = [
        Expected("mc_issue_delete", "<issue_id I>2001</issue_id>") { client throws(MantisError) in
            try await client.deleteIssue(issue)
        },
        Expected("mc_issue_note_delete", "<issue_note_id I>44</issue_note_id>") { client throws(MantisError) in
            try await client.deleteNote(IssueNoteID(rawValue: 44))
        },
        Expected("mc_issue_attachment_delete", "<issue_attachment_id I>8</issue_attachment_id>") {
            client throws(MantisError) in try await client.deleteAttachment(8)
        },
        Expected(
            "mc_issue_relationship_add",
            #"<issue_id I>2001</issue_id><relationship T="t:RelationshipData"><type T="t:ObjectRef"><id I>0</id></type>"#
                + "<target_id I>12</target_id></relationship>"
        ) { client throws(MantisError) in
            _ = try await client.addRelationship(.duplicateOf, from: issue, to: IssueID(rawValue: 12))
        },
        Expected(
            "mc_issue_relationship_delete",
            "<issue_id I>2001</issue_id><relationship_id I>5</relationship_id>"
        ) { client throws(MantisError) in try await client.deleteRelationship(5, of: issue) },
        Expected(
            "mc_issue_set_tags",
            #"<issue_id I>2001</issue_id><tags A="t:TagData[2]"><item T="t:TagData"><id I>1</id></item>"#
                + #"<item T="t:TagData"><id I>4</id></item></tags>"#
        ) { client throws(MantisError) in
            try await client.setTags([TagID(rawValue: 1), TagID(rawValue: 4)], of: issue)
        },
        Expected("mc_issue_set_tags", #"<issue_id I>2001</issue_id><tags A="t:TagData[0]"></tags>"#) {
            client throws(MantisError) in try await client.setTags([], of: issue)
        },
        Expected("mc_tag_delete", "<tag_id I>4</tag_id>") { client throws(MantisError) in
            try await client.deleteTag(TagID(rawValue: 4))
        },
        Expected(
            "mc_issue_add",
            #"<issue T="t:IssueData"><view_state T="t:ObjectRef"><id I>50</id></view_state>"#
                + #"<project T="t:ObjectRef"><id I>3</id></project><category S>Impuestos</category>"#
                + #"<reporter T="t:AccountData"><id I>9</id></reporter><summary S>Resumen</summary>"#
                + #"<handler T="t:AccountData"><id I>2</id></handler><description S>Descripción</description>"#
                + #"<custom_fields A="t:CustomFieldValueForIssueData[1]"><item T="t:CustomFieldValueForIssueData">"#
                + #"<field T="t:ObjectRef"><id I>1</id></field><value S>900123456-7</value></item></custom_fields>"#
                + #"<monitors A="t:AccountData[1]"><item T="t:AccountData"><id I>5</id></item></monitors>"#
                + #"<sticky B>false</sticky><tags A="t:ObjectRef[1]"><item T="t:ObjectRef"><id I>4</id></item></tags></issue>"#
        ) { client throws(MantisError) in
            var draft = IssueDraft(
                project: project,
                summary: "Resumen",
                description: "Descripción",
                category: "Impuestos"
            )
            draft.fields.viewState = .private
            draft.fields.reporter = AccountID(rawValue: 9)
            draft.fields.handler = .account(AccountID(rawValue: 2))
            draft.fields.customFields = [CustomFieldValue(field: Reference(id: 1), value: "900123456-7")]
            draft.fields.monitors = [AccountID(rawValue: 5)]
            draft.fields.sticky = false
            draft.fields.tags = [TagID(rawValue: 4)]
            _ = try await client.add(draft)
        },
    ]

    @Test(arguments: reading + writing)
    func `the request has the WSDL's names, order and types`(_ expected: Expected) async throws {
        let server = ScriptedServer(version: "2.28.4")
        try await expected.send(.replaying(server))
        let sent = String(decoding: try #require(server.sent.first), as: UTF8.self)
        #expect(server.operations == [expected.operation])
        #expect(try #require(sent.afterCredentials(of: expected.operation)) == expected.arguments.spelledOut)
    }

    @Test func `every operation that the client can send is in the server's interface`() {
        for expected in Self.reading + Self.writing {
            #expect(OperationCatalogue.releases(answering: expected.operation) != nil)
            #expect(
                Self.writing.contains { $0.operation == expected.operation }
                    == OperationCatalogue.writes(expected.operation)
            )
        }
    }

    @Test func `texts are sent without what XML cannot carry`() async throws {
        let server = ScriptedServer(version: "2.28.4")
        let text = "a\u{0}\u{1}\u{8}b\tc\r\nd\re\u{B}\u{1F}\u{FFFE}\u{FFFF}<&>]]>\u{85}\u{2028}🦤"
        _ = try await MantisClient.replaying(server).addNote(to: Self.issue, text: text, viewState: 10)
        let sent = String(decoding: try #require(server.sent.first), as: UTF8.self)
        let written = "<text S>ab\tc\nd&#13;e&lt;&amp;&gt;]]&gt;\u{85}\u{2028}🦤</text>".spelledOut
        #expect(sent.utf8.firstRange(of: written.utf8) != nil)
        #expect(server.requests.first?.parameters.last?["text"]?.text == "ab\tc\nd\re<&>]]>\u{85}\u{2028}🦤")
    }

    /// `IssueData`'s members in the WSDL's order, without those that are never sent.
    @Test func `all members of an issue are sent in the WSDL's order`() async throws {
        var draft = IssueDraft(project: Self.project, summary: "s", description: "d", category: "c")
        let (one, text) = (try #require(EnumerationID(rawValue: 1)), "x")
        draft.fields.viewState = .public
        (draft.fields.priority, draft.fields.severity, draft.fields.status) = (one, one, one)
        (draft.fields.reproducibility, draft.fields.projection) = (one, one)
        (draft.fields.eta, draft.fields.resolution) = (one, one)
        (draft.fields.reporter, draft.fields.handler) = (AccountID(rawValue: 1), .nobody)
        (draft.fields.version, draft.fields.build, draft.fields.platform) = (text, text, text)
        (draft.fields.os, draft.fields.osBuild, draft.fields.fixedInVersion) = (text, text, text)
        (draft.fields.targetVersion, draft.fields.stepsToReproduce) = (text, text)
        draft.fields.additionalInformation = text
        (draft.fields.customFields, draft.fields.monitors, draft.fields.tags) = ([], [], [])
        draft.fields.dueDate = .value(DateTime(epochSeconds: 0, offsetSeconds: -18_000))
        draft.fields.sticky = true
        let server = ScriptedServer(version: "2.28.4")
        _ = try await MantisClient.replaying(server).add(draft)
        let sent = try #require(server.requests.first?.parameters.last)
        #expect(
            sent.children.map(\.name) == [
                "view_state", "project", "category", "priority", "severity", "status", "reporter", "summary", "version",
                "build", "platform", "os", "os_build", "reproducibility", "handler", "projection", "eta", "resolution",
                "fixed_in_version", "target_version", "description", "steps_to_reproduce", "additional_information",
                "custom_fields", "due_date", "monitors", "sticky", "tags",
            ]
        )
        #expect(sent["handler"]?["id"]?.text == "0")
        #expect(sent["due_date"]?.text == "1969-12-31T19:00:00-05:00")
        #expect(sent["monitors"]?.children == [] && sent["tags"]?.children == [])
        let never = [
            "notes", "attachments", "relationships", "date_submitted", "last_updated", "sponsorship_total", "id",
        ]
        for name in never { #expect(sent[name] == nil) }
    }
}

extension String {
    /// What stands between the credentials and the end of the operation.
    func afterCredentials(of operation: String) -> String? {
        guard let start = firstRange(of: "</password>"), let end = firstRange(of: "</t:\(operation)>") else {
            return nil
        }
        return String(self[start.upperBound..<end.lowerBound])
    }

    /// The type attributes of the wire for the short ones of these tests.
    var spelledOut: String {
        replacing(" I>", with: " xsi:type=\"xsd:integer\">").replacing(" S>", with: " xsi:type=\"xsd:string\">")
            .replacing(" B>", with: " xsi:type=\"xsd:boolean\">").replacing(" T=", with: " xsi:type=")
            .replacing(" A=", with: " xsi:type=\"C:Array\" C:arrayType=")
    }
}
