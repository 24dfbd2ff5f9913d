import SOAP
import Testing

@testable import MantisConnect

/// Dates of servers before 1.2.9: the wall clock with a `Z` that is not true (reference §1.5).
@Suite struct BogusZTests {
    /// Bogotá, five hours behind, but for a summer of its own so that an offset that changes shows.
    private static let localToUTC: @Sendable (Int64) -> Int64 = { $0 + ($0 < 1_269_000_000 ? 18_000 : 14_400) }

    private static let issue = """
        <id>7</id><last_updated>2010-04-01T10:00:00Z</last_updated><project><id>1</id></project><status><id>10</id></status>\
        <date_submitted>2010-03-01T10:00:00Z</date_submitted><attachments><item><id>3</id>\
        <date_submitted>2010-03-01T11:00:00Z</date_submitted></item></attachments><notes><item><id>1</id>\
        <date_submitted>2010-03-01T12:00:00Z</date_submitted><last_modified>2010-03-01T13:00:00Z</last_modified></item>\
        </notes><due_date>2010-04-01T14:00:00Z</due_date>
        """
    private static let header = """
        <id>7</id><view_state>10</view_state><last_updated>2010-03-01T10:00:00Z</last_updated><project>1</project>\
        <priority>30</priority><severity>50</severity><status>10</status><reporter>2</reporter><resolution>10</resolution>
        """

    private func client(
        _ version: String,
        zone: (@Sendable (Int64) -> Int64)? = localToUTC
    ) async throws -> (MantisClient, ScriptedServer) {
        let server = ScriptedServer { request in
            switch request.operation {
            case "mc_version": .value(version)
            case "mc_issue_get": .value(Self.issue)
            case "mc_project_get_issue_headers": .value("<item>\(Self.header)</item>")
            case "mc_project_get_versions":
                .value("<item><id>1</id><project_id>1</project_id><date_order>2010-03-01T10:00:00Z</date_order></item>")
            default: .value("1")
            }
        }
        let client = MantisClient(
            endpoint: try Endpoint("https://mantis.example.test/api/soap/mantisconnect.php"),
            username: "puente",
            password: Secret("SECRET"),
            transport: server,
            localToUTC: zone
        )
        _ = try await client.version()
        return (client, server)
    }

    private func dates(of issue: MantisConnect.Issue) -> [String?] {
        let notes = issue.notes.flatMap { [$0.dateSubmitted, $0.lastModified] }
        let all = [issue.lastUpdated, issue.dateSubmitted, issue.attachments.first?.dateSubmitted] + notes
        return (all + [issue.dueDate.value]).map { $0?.description }
    }

    @Test(arguments: ["1.2.0", "1.2.8"])
    func `every date is the wall clock of the zone that the operator gave`(version: String) async throws {
        let (client, _) = try await client(version)
        let project = ProjectID(rawValue: 1)
        #expect(
            dates(of: try await client.issue(IssueID(rawValue: 7))) == [
                "2010-04-01T10:00:00-04:00", "2010-03-01T10:00:00-05:00", "2010-03-01T11:00:00-05:00",
                "2010-03-01T12:00:00-05:00", "2010-03-01T13:00:00-05:00", "2010-04-01T14:00:00-04:00",
            ]
        )
        let header = try #require(try await client.projectIssueHeaders(project, page: 1, perPage: 1).first)
        #expect(header.lastUpdated == DateTime(iso8601: "2010-03-01T10:00:00-05:00"))
        let release = try #require(try await client.versions(of: project).first)
        #expect(release.dateOrder == DateTime(iso8601: "2010-03-01T10:00:00-05:00"))
    }

    @Test(arguments: ["1.2.9", "1.2.20", "2.28.4"])
    func `later servers mean what they say`(version: String) async throws {
        let (client, _) = try await client(version)
        let issue = try await client.issue(IssueID(rawValue: 7))
        #expect(issue.lastUpdated == DateTime(iso8601: "2010-04-01T10:00:00Z"))
        #expect(dates(of: issue).allSatisfy { $0?.hasSuffix("Z") == true })
    }

    @Test func `an offset is believed even of an old server`() async throws {
        let server = ScriptedServer {
            .value($0.operation == "mc_version" ? "1.2.8" : Self.issue.replacing(":00Z", with: ":00+02:00"))
        }
        let client = MantisClient(
            endpoint: try Endpoint("https://mantis.example.test/api/soap/mantisconnect.php"),
            username: "puente",
            password: Secret("SECRET"),
            transport: server,
            localToUTC: Self.localToUTC
        )
        _ = try await client.version()
        let issue = try await client.issue(IssueID(rawValue: 7))
        #expect(issue.lastUpdated == DateTime(iso8601: "2010-04-01T10:00:00+02:00"))
    }

    @Test func `without a zone dates are not read, and everything else is`() async throws {
        let (client, server) = try await client("1.2.8", zone: nil)
        do throws(MantisError) {
            _ = try await client.issue(IssueID(rawValue: 7))
            #expect(Bool(false))
        } catch {
            guard case .notSent(.serverZoneUnknown) = error.code else { return #expect(Bool(false), "\(error)") }
            #expect(
                error.message == """
                    mc_issue_get of issue 7 at https://mantis.example.test/api/soap/mantisconnect.php was not sent: MantisBT \
                    1.2.8 prints its local time as if it were UTC, so its dates cannot be read without its zone. Set \
                    server-time-zone of this instance in the configuration, such as America/Bogota, or upgrade the server \
                    to 1.2.9 or later.
                    """
            )
        }
        #expect(try await client.issueExists(IssueID(rawValue: 7)))
        #expect(server.operations == ["mc_version", "mc_issue_exists"])
    }

    @Test func `every date of a complete recorded issue is moved`() async throws {
        func lines(_ dates: DateReading) async throws -> [String] {
            let decoder = AnswerDecoder<MantisConnect.Issue>(
                operation: "mc_issue_get",
                namespace: MantisClient.namespace,
                vocabulary: Member.vocabulary,
                shape: .value,
                read: { element throws(DecodingFailure) in try MantisConnect.Issue(element, dates) }
            )
            let zoned = String(decoding: WireExchange.number(56).body, as: UTF8.self)
                .replacing(/(\d\d:\d\d:\d\d)[+-]\d\d:\d\d</) { "\($0.1)Z<" }
            try Array(zoned.utf8).withUnsafeBytes { try decoder.receive($0) }
            guard case .items(let issues) = try decoder.finish().outcome else { return [] }
            var members = Members()
            members.issue("", try #require(issues.first))
            return members.lines
        }
        let written = try await lines(.asWritten)
        let moved = try await lines(.wallClock { $0 + 18_000 })
        #expect(written.count == moved.count)
        let different = zip(written, moved).filter { $0 != $1 }
        #expect(different.allSatisfy { $0.0.hasSuffix("+0") && $0.1.hasSuffix("-18000") })
        // Nothing with an offset of 0 is left.
        #expect(!moved.contains { $0.wholeMatch(of: /.* = \d+\+0/) != nil })
        #expect(different.count >= 5)
    }
}
