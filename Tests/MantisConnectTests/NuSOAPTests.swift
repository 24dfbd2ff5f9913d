import MantisConnect
import SOAP
import Testing

/// Answers as nusoap, the engine of old servers, writes them (reference §1.4).
@Suite struct NuSOAPTests {
    private func client(_ operation: String, _ answer: String) -> MantisClient {
        let body = """
            <?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope \
            SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" \
            xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" xmlns:tns="http://futureware.biz/mantisconnect">\
            <SOAP-ENV:Body>\(answer.replacing("OP", with: operation))</SOAP-ENV:Body></SOAP-ENV:Envelope>
            """
        return .replaying(ReplayTransport(Array(body.utf8)))
    }

    private let issue = """
        <ns1:OPResponse xmlns:ns1="http://futureware.biz/mantisconnect"><return xsi:type="tns:IssueData">\
        <id xsi:type="xsd:integer">7</id><view_state><id>10</id><name>public</name></view_state>\
        <last_updated xsi:type="xsd:dateTime">2010-03-01T10:00:00Z</last_updated>\
        <project><id>1</id><name>P</name></project><category xsi:nil="true"/><priority/>\
        <status><id> 10 </id><name>new</name></status><reporter xsi:nil="true" xsi:type="tns:AccountData"/>\
        <summary>s</summary><version xsi:nil="true"/><date_submitted>2010-03-01T10:00:00Z</date_submitted>\
        <sponsorship_total/><handler><id>0</id></handler><description xsi:nil="true"/>\
        <attachments xsi:nil="true"/><relationships/><notes xsi:type="SOAP-ENC:Array" SOAP-ENC:arrayType="tns:IssueNoteData[1]">\
        <item><id>1</id><text/><date_submitted>2010-03-01T10:00:00Z</date_submitted><last_modified/></item></notes>\
        <due_date/><sticky>1</sticky></return></ns1:OPResponse>
        """

    @Test func `nil and empty children of an issue are absent ones`() async throws {
        let issue = try await client("mc_issue_get", issue).issue(IssueID(rawValue: 7))
        #expect(issue.status.id == 10)
        #expect(issue.category == nil)
        #expect(issue.priority == nil)
        #expect(issue.reporter == nil)
        #expect(issue.handler == nil)
        #expect(issue.version == nil)
        #expect(issue.sponsorshipTotal == nil)
        #expect(issue.description == "")
        #expect(issue.attachments.isEmpty && issue.relationships.isEmpty && issue.monitors.isEmpty)
        #expect(issue.notes.map(\.text) == [""])
        #expect(issue.notes.first?.lastModified == issue.dateSubmitted)
        #expect(issue.dueDate == .null)
        #expect(issue.sticky == true)
    }

    @Test func `a header without a handler has none, as nil, as 0 or as nothing`() async throws {
        let item = """
            <item><id>1</id><view_state>10</view_state><last_updated>2010-03-01T10:00:00Z</last_updated><project>1</project>\
            <category/><priority>30</priority><severity>50</severity><status>10</status><reporter>2</reporter><summary/>\
            HANDLER<resolution>10</resolution><attachments_count>0</attachments_count><notes_count>0</notes_count></item>
            """
        let items = ["<handler xsi:nil=\"1\"/>", "<handler>0</handler>", "", "<handler/>", "<handler>4</handler>"]
            .map { item.replacing("HANDLER", with: $0) }
        let answer = """
            <n:OPResponse xmlns:n="http://futureware.biz/mantisconnect"><return>\(items.joined())</return></n:OPResponse>
            """
        let headers = try await client("mc_issues_get_header", answer).issueHeaders([IssueID(rawValue: 1)])
        #expect(headers.map { $0.handler?.rawValue } == [nil, nil, nil, nil, 4])
    }

    @Test func `a fault without a prefix is one`() async {
        let fault = """
            <SOAP-ENV:Fault><faultcode xsi:type="xsd:string">Client</faultcode><faultactor xsi:type="xsd:string"></faultactor>\
            <faultstring xsi:type="xsd:string">Issue does not exist.</faultstring><detail xsi:type="xsd:string"></detail>\
            </SOAP-ENV:Fault>
            """
        await #expect {
            try await client("mc_issue_get", fault).issue(IssueID(rawValue: 7))
        } throws: {
            ($0 as? MantisError)?.faultClass == .issueMissing
        }
    }

    @Test func `lists of nothing are empty however they are written`() async throws {
        let returns = [
            #"<return xsi:nil="true" xsi:type="tns:IssueHeaderDataArray"/>"#, "<return/>",
            #"<return xsi:type="SOAP-ENC:Array" SOAP-ENC:arrayType="tns:IssueHeaderData[0]"></return>"#,
            "<return>\n  </return>", "",
        ]
        for written in returns {
            let answer = #"<n:OPResponse xmlns:n="http://futureware.biz/mantisconnect">\#(written)</n:OPResponse>"#
            let headers = try await client("mc_project_get_issue_headers", answer)
                .projectIssueHeaders(ProjectID(rawValue: 1), page: 2, perPage: 50)
            #expect(headers == [], "\(written)")
        }
    }

    @Test func `a header without its counts has none`() async throws {
        let answer = """
            <n:OPResponse xmlns:n="http://futureware.biz/mantisconnect"><return><item><id>1</id><view_state>10</view_state>\
            <last_updated>2010-03-01T10:00:00Z</last_updated><project>1</project><category xsi:nil="true"/>\
            <priority>30</priority><severity>50</severity><status>10</status><reporter>2</reporter><summary xsi:nil="true"/>\
            <resolution>10</resolution><attachments_count/></item></return></n:OPResponse>
            """
        let header = try #require(
            try await client("mc_project_get_issue_headers", answer)
                .projectIssueHeaders(ProjectID(rawValue: 1), page: 1, perPage: 50).first
        )
        #expect(header.attachmentsCount == 0 && header.notesCount == 0)
        #expect(header.category == "" && header.summary == "" && header.handler == nil)
    }

    @Test func `a note of 1·2 has no type, and its author may be nobody`() async throws {
        let issue = try await client("mc_issue_get", issue).issue(IssueID(rawValue: 7))
        let note = try #require(issue.notes.first)
        #expect(note.type == nil && note.attribute == nil && note.reporter == nil && note.timeTracking == nil)
        #expect(note.viewState == nil)
    }

    @Test func `projects have their flags as numbers or words`() async throws {
        let answer = """
            <n:OPResponse xmlns:n="http://futureware.biz/mantisconnect"><return><item><id>1</id><name>A</name>\
            <enabled>1</enabled><subprojects xsi:nil="true"/></item><item><id>2</id><name>B</name><enabled>false</enabled>\
            <subprojects xsi:type="SOAP-ENC:Array" SOAP-ENC:arrayType="tns:ProjectData[0]"/></item></return></n:OPResponse>
            """
        let projects = try await client("mc_projects_get_user_accessible", answer).projects()
        #expect(projects.map(\.enabled) == [true, false])
        #expect(projects.map(\.subprojects) == [[], []])
    }

    @Test(arguments: ["", "<return/>", #"<return xsi:nil="true"/>"#, "<return>1</return>", "<return>true</return>"])
    func `nothing, nil and true all say that it was done`(answer: String) async throws {
        let answer = #"<n:OPResponse xmlns:n="http://futureware.biz/mantisconnect">\#(answer)</n:OPResponse>"#
        try await client("mc_issue_note_update", answer).updateNote(IssueNoteID(rawValue: 1), text: "x")
        try await client("mc_issue_delete", answer).deleteIssue(IssueID(rawValue: 1))
    }

    @Test func `a stack trace is told to nobody`() async throws {
        let fault = """
            <SOAP-ENV:Fault><faultcode xsi:type="xsd:string">Server</faultcode><faultactor xsi:type="xsd:string"></faultactor>\
            <faultstring xsi:type="xsd:string">Error Type: SYSTEM NOTICE,
            Error Description:
            Undefined index: project,
            Stack Trace:
            mc_issue_update( 'puente', 'clave', 7 )</faultstring><detail xsi:type="xsd:string"></detail></SOAP-ENV:Fault>
            """
        do throws(MantisError) {
            _ = try await client("mc_issue_get", fault).issue(IssueID(rawValue: 7))
            #expect(Bool(false))
        } catch {
            #expect(error.faultClass == .phpIncompatible)
            #expect(error.faultText == "Error Type: SYSTEM NOTICE,\nError Description:\nUndefined index: project,")
            #expect(!error.message.contains("clave"))
        }
    }

    @Test func `an issue that is shared by reference is read twice`() async throws {
        let shared = issue.replacing("<return xsi:type=\"tns:IssueData\">", with: "<return><item id=\"ref1\">")
            .replacing("</return>", with: "</item><item href=\"#ref1\"/></return>")
        let issues = try await client("mc_issues_get", shared).issues([IssueID(rawValue: 7), IssueID(rawValue: 7)])
        #expect(issues.count == 2 && issues[0] == issues[1])
    }
}
