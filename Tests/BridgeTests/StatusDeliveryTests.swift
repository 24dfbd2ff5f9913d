import Mappings
import SOAP
import Testing
import Tickets

@testable import Bridge
@testable import MantisConnect

/// The protocol that sets a status after its note, as lists of events.
@Suite struct StatusDeliveryTests {
    private func delivery(
        _ status: TicketStatus = .resolved,
        resolution: String? = "suspended",
        base: TicketStatus? = .waitingForRequester
    ) throws -> StatusDelivery {
        let vocabulary = try MappingCatalogue.load(from: SyncHarness.mappings).vocabulary
        return try #require(StatusDelivery(status, resolution: resolution, base: base, vocabulary: vocabulary))
    }

    private func issue(_ status: Int) -> MantisConnect.Issue {
        let date = DateTime(epochSeconds: 0, offsetSeconds: 0)
        return MantisConnect.Issue(
            id: IssueID(rawValue: 7),
            lastUpdated: date,
            project: Reference(id: 1),
            status: Reference(id: status, name: "s\(status)"),
            summary: "",
            dateSubmitted: date,
            description: ""
        )
    }

    private func error(_ code: MantisError.Code) -> MantisError {
        MantisError(code: code, operation: "mc_issue_update", issue: nil, faultText: nil, message: "mensaje")
    }

    /// The step as a word.
    private func word(_ step: StatusDelivery.Step) -> String {
        switch step {
        case .reread: "reread"
        case .send: "send"
        case .readBack: "read back"
        case .end(.done(let remark)): remark.map { "done: \($0)" } ?? "done"
        case .end(.refused(let reason)): "refused: \(reason)"
        case .end(.denied(let reason)): "denied: \(reason)"
        case .end(.postponed): "postponed"
        case .end(.unanswered): "unanswered"
        }
    }

    @Test func `A status is read, set, and read back`() throws {
        var delivery = try delivery()
        #expect(delivery.status == 80 && delivery.resolution == 80)
        #expect(word(delivery.start()) == "reread")
        #expect(word(delivery.reread(.success(issue(20)))) == "send")
        #expect(word(delivery.sent(.success(()))) == "read back")
        #expect(word(delivery.readBack(.success(issue(80)))) == "done")
    }

    @Test func `A status that is so already is not set again`() throws {
        #expect(word(try delivery().reread(.success(issue(80)))) == "done")
    }

    @Test func `A status that a person changed meanwhile stays`() throws {
        let step = word(try delivery().reread(.success(issue(50))))
        #expect(step == "done: its status was changed to 50 “s50” meanwhile and stays")
        // One that the mapping has no word for is another one too.
        #expect(word(try delivery().reread(.success(issue(55)))).hasPrefix("done: its status was changed"))
    }

    @Test func `What the server made of it is said, with the settings to look at`() throws {
        let step = word(try delivery().readBack(.success(issue(20))))
        #expect(step.hasPrefix("denied: Mantis left the status at 20 “s20”"))
        #expect(step.contains("status_enum_workflow"))
    }

    @Test func `After a lost answer the issue itself tells`() throws {
        let lost = error(.transport(TransportError(.timedOut(.answer), "", outcomeIsUnknown: true)))
        var delivery = try delivery()
        #expect(word(delivery.sent(.failure(lost))) == "read back")
        #expect(word(delivery.readBack(.success(issue(80)))) == "done")
        #expect(word(delivery.readBack(.success(issue(20)))) == "postponed", "the request itself was lost")
        #expect(word(delivery.readBack(.failure(lost))) == "postponed")
    }

    @Test func `A refusal is what it is`() throws {
        let cases: [(MantisError.Code, String)] = [
            (.fault(.noRights), "denied: mensaje"), (.fault(.readOnly), "denied: mensaje"),
            (.fault(.badInput), "refused: mensaje"), (.fault(.accessDenied), "unanswered"),
            (.transport(TransportError(.couldNotConnect, "")), "unanswered"),
        ]
        for (code, expected) in cases {
            var delivery = try delivery()
            #expect(word(delivery.sent(.failure(error(code)))) == expected, "\(code)")
        }
        #expect(word(try delivery().reread(.failure(error(.fault(.noRights))))) == "postponed")
    }

    @Test func `A mapping without a number for the status or the resolution gives no delivery`() throws {
        let vocabulary = try MappingCatalogue.load(from: SyncHarness.mappings).vocabulary
        #expect(StatusDelivery(.resolved, resolution: "perdida", base: nil, vocabulary: vocabulary) == nil)
        #expect(StatusDelivery(.closed, resolution: nil, base: nil, vocabulary: vocabulary)?.resolution == nil)
    }
}
