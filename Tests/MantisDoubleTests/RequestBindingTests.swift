import SOAP
import Testing

@testable import MantisDouble

/// How parameters find their parts (reference §1.2).
@Suite struct RequestBindingTests {
    private func answer(_ parameters: String) async throws -> String {
        let body = """
            <E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><E:Body>\
            <t:mc_project_get_users xmlns:t="http://futureware.biz/mantisconnect">\(parameters)</t:mc_project_get_users>\
            </E:Body></E:Envelope>
            """
        let server = MantisServer(scenario: try .small(), clock: .fixed(testStart))
        return String(decoding: await server.answer(Array(body.utf8)).body, as: UTF8.self)
    }

    @Test(arguments: [
        (
            "by name in any order",
            "<access>70</access><project_id>1</project_id><password>ana</password><username>ana</username>",
            "AccountData[2]"
        ),
        (
            "missing is null", "<username>ana</username><password>ana</password><project_id>1</project_id>",
            "AccountData[6]"
        ),
        (
            "nil is null",
            "<username>ana</username><password>ana</password><project_id>1</project_id><access i:nil=\"1\"/>",
            "AccountData[6]"
        ),
        ("by position", "<a>ana</a><b>ana</b><c>1</c><d>70</d>", "AccountData[2]"),
        (
            "too few by position", "<a>ana</a><b>ana</b><c>1</c>",
            "Too few arguments to function mc_project_get_users(), 3 passed and exactly 4 expected"
        ),
        ("none", "", "Missing parameter"),
        ("not a number", "<username>ana</username><project_id>abc</project_id>", "Violation of encoding rules"),
    ])
    func parametersAreBound(name: String, parameters: String, expected: String) async throws {
        #expect(try await answer(parameters).contains(expected), "\(name)")
    }

    @Test(arguments: [
        (
            "<!DOCTYPE x><E:Envelope xmlns:E=\"http://schemas.xmlsoap.org/soap/envelope/\"/>",
            "DTD are not supported by SOAP"
        ),
        ("<!DOCTYPE x><?xml version=\"1.0\"?><E/>", "Bad Request"), ("", "Bad Request"), ("<html/>", "Wrong Version"),
    ])
    func whatIsNoRequestIsRefused(body: String, expected: String) async throws {
        let server = MantisServer(scenario: try .small(), clock: .fixed(testStart))
        let answer = await server.answer(Array(body.utf8))
        #expect(answer.status == 500)
        #expect(String(decoding: answer.body, as: UTF8.self).contains("<faultstring>\(expected)<"))
    }
}
