import MantisConnect
import SOAP
import Testing

/// What an operator reads when a call fails.
@Suite struct MantisErrorTests {
    private let issue = IssueID(rawValue: 2001)

    private func error(_ transport: ReplayTransport, password: String = "SECRET") async -> MantisError? {
        do throws(MantisError) {
            _ = try await MantisClient.replaying(transport, password: password).issue(issue)
            return nil
        } catch {
            return error
        }
    }

    private func fault(_ text: String, password: String = "SECRET") async throws -> MantisError {
        let body = """
            <E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/"><E:Body><E:Fault><faultcode>E:Client</faultcode>\
            <faultstring>\(text)</faultstring></E:Fault></E:Body></E:Envelope>
            """
        return try #require(await error(ReplayTransport(Array(body.utf8), status: 500), password: password))
    }

    @Test func `a refused login names its three causes and what to do`() async throws {
        let error = try await fault("Access denied")
        #expect(error.faultClass == .accessDenied)
        #expect(
            error.message == """
                mc_issue_get of issue 2001 at https://mantis.example.test/api/soap/mantisconnect.php: Mantis answered \
                “Access denied”. The password or token of account “puente” is wrong, the account is disabled, or the server \
                is in maintenance (mantis_offline.php): log in to its web pages with the same name, and correct the \
                configured password if that fails.
                """
        )
        #expect(error.issue == issue)
        #expect(error.operation == "mc_issue_get")
        #expect(error.faultText == "Access denied")
        #expect(!error.outcomeIsUnknown)
    }

    @Test func `every class of fault says what to do`() async throws {
        for (kind, texts) in FaultClassTests.texts {
            let escaped = texts[0].replacing("<", with: "&lt;")
            let error = try await fault(escaped)
            #expect(error.faultClass == kind)
            let advice = error.message.split(separator: kind == .database ? "refused the call. " : "”. ").last ?? ""
            #expect(advice.count > 20 && advice.hasSuffix("."), "\(kind): \(error.message)")
        }
    }

    @Test func `nothing of the database's text is told`() async throws {
        let error = try await fault("Error Type: APPLICATION ERROR #401,\nError Description: UPDATE t SET x='clave'")
        #expect(error.faultText == nil)
        #expect(!error.message.contains("UPDATE") && !error.message.contains("clave"))
        #expect(error.message.contains("database refused the call"))
    }

    @Test func `a password in a text is struck out, also when PHP has cut it`() async throws {
        let long = "correct-horse-battery-staple"
        let whole = try await fault("#0 mc_login('puente', '\(long)')", password: long)
        #expect(whole.message.contains("mc_login('puente', '***')"))
        let cut = try await fault("#0 mc_login('puente', 'correct-horse-b...')", password: long)
        #expect(cut.message.contains("mc_login('puente', '***...')"))
        #expect(cut.faultText == "#0 mc_login('puente', '***...')")
        let page = Array("<title>Error near \(long)</title>".utf8)
        #expect(await error(ReplayTransport(page), password: long)?.message.contains("“Error near ***”") == true)
    }

    @Test func `a login page is told by its title and its status`() async throws {
        let page = Array("<!DOCTYPE html><html><title>Iniciar sesi&oacute;n</title></html>".utf8)
        let error = try #require(await error(ReplayTransport(page, status: 200, contentType: "text/html")))
        guard case .notMantis = error.code else { return #expect(Bool(false)) }
        #expect(
            error.message == """
                mc_issue_get of issue 2001 at https://mantis.example.test/api/soap/mantisconnect.php: the answer (HTTP 200) \
                is not from Mantis's SOAP interface but a page that says “Iniciar sesión”. Check that the URL ends in \
                /api/soap/mantisconnect.php, and that no login page, proxy or maintenance page stands before it.
                """
        )
        #expect(error.outcomeIsUnknown)
    }

    @Test func `a proxy's error page sends to the logs and not to the URL`() async throws {
        let page = Array("<html><head><title>502 Bad Gateway</title></head></html>".utf8)
        let error = try #require(await error(ReplayTransport(page, status: 502, contentType: "text/html")))
        #expect(error.message.contains("(HTTP 502)") && error.message.contains("see their error logs"))
        #expect(!error.message.contains("Check that the URL"))
    }

    @Test(arguments: [
        ("", "the answer (HTTP 500) cannot be read: the document ends too early: it is empty. The server"),
        ("<?xml version=\"1.0\"?><!DOCTYPE x><x/>", "the document has a DTD, which is refused"),
        (
            "<E:Envelope xmlns:E=\"http://schemas.xmlsoap.org/soap/envelope/\"><E:Header><a></b>",
            "the document is not well-formed XML at line 1: Opening and ending tag mismatch: a line 1 and b. See"
        ),
    ])
    func `an answer that cannot be read says why`(body: String, expected: String) async throws {
        let error = try #require(await error(ReplayTransport(Array(body.utf8), status: 500)))
        guard case .undecodable = error.code else { return #expect(Bool(false), "\(error)") }
        #expect(error.outcomeIsUnknown)
        // A refused answer is not read to its end, so its status is unknown.
        let text = error.message.replacing(" (HTTP 500)", with: "")
        #expect(text.contains(expected.replacing(" (HTTP 500)", with: "")), "\(error)")
    }

    @Test func `a value that is missing is an answer of the wrong shape`() async throws {
        let body = String(decoding: WireExchange.number(56).body, as: UTF8.self)
            .replacing("<id xsi:type=\"xsd:integer\">2001</id>", with: "", maxReplacements: 1)
        let error = try #require(await error(ReplayTransport(Array(body.utf8))))
        guard case .undecodable(let failure) = error.code else { return #expect(Bool(false)) }
        #expect(failure.code == .unexpectedShape(element: "return", expected: "an element with <id>"))
        let empty =
            body.prefix { $0 != "\n" } + """
                <E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/"><E:Body>\
                <mc_issue_getResponse xmlns="http://futureware.biz/mantisconnect"/></E:Body></E:Envelope>
                """
        let nothing = try #require(await self.error(ReplayTransport(Array(empty.utf8))))
        #expect(nothing.message.contains("<mc_issue_getResponse> should be an element with <return>"))
    }

    @Test func `a transport's failure keeps its own words`() async throws {
        struct Broken: Transport {
            func post(_ body: [UInt8], to endpoint: Endpoint, into sink: any BodySink) async throws(TransportError)
                -> ResponseHead
            {
                throw TransportError(.interrupted, "the connection broke", outcomeIsUnknown: true)
            }
        }
        do throws(MantisError) {
            _ = try await MantisClient.replaying(Broken()).addNote(to: issue, text: "x", viewState: 10)
            #expect(Bool(false))
        } catch {
            guard case .transport(let cause) = error.code else { return #expect(Bool(false)) }
            #expect(cause.code == .interrupted)
            #expect(error.outcomeIsUnknown)
            #expect(error.message == "mc_issue_note_add of issue 2001: the connection broke")
            #expect(error.faultClass == nil)
        }
    }
}
