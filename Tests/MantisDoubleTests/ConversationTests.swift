import Testing

@testable import MantisDouble

/// The double against a real MantisBT 2.28.4: the same requests in the same order from the same state.
@Suite struct ConversationTests {
    @Test func everyExchangeIsAnsweredAsByTheRealServerUnlessListed() async throws {
        let conversation = try Conversation.load()
        var player = try ConversationPlayer(conversation.world)
        for step in conversation.steps {
            let wanted = try #require(conversation.answers[step.name], "\(step.name) has no answer")
            let got = await player.play(step)
            if let reason = conversation.differences[step.name] {
                #expect(got != wanted, "\(step.name) no longer differs; it is listed because: \(reason)")
            } else if got != wanted {
                Issue.record("\(step.name): \(difference(got, wanted))")
            }
        }
    }

    @Test func theConversationCoversEveryOperationAndIsComplete() throws {
        let conversation = try Conversation.load()
        #expect(conversation.steps.count >= 150)
        let names = Set(conversation.steps.map(\.name))
        #expect(names.count == conversation.steps.count)
        #expect(names == Set(conversation.answers.keys))
        #expect(names.isSuperset(of: conversation.differences.keys))
        let spoken = Set(conversation.steps.compactMap(\.call))
        #expect(OperationTable.operations.count == 72)
        #expect(Set(OperationTable.operations.keys).subtracting(spoken) == [])
    }

    @Test func everyOperationIsHeardToSucceedAndToFail() throws {
        let conversation = try Conversation.load()
        var succeeded: Set<String> = []
        var failed: Set<String> = []
        for step in conversation.steps {
            guard let call = step.call, let answer = conversation.answers[step.name] else { continue }
            if answer.body.contains("faultcode") { failed.insert(call) } else { succeeded.insert(call) }
        }
        #expect(succeeded.subtracting(failed).subtracting(Self.withoutFault) == [])
        #expect(failed.subtracting(succeeded).subtracting(Self.withoutSuccess) == [])
    }

    /// Needs no credentials and takes no parts.
    private static let withoutFault: Set<String> = ["mc_version"]

    /// No such operation, and one without code behind it.
    private static let withoutSuccess: Set<String> = ["mc_issue_paint", "mc_issue_checkin"]

    /// What differs, with a little of both.
    private func difference(_ got: Conversation.Answer, _ wanted: Conversation.Answer) -> String {
        if got.status != wanted.status || got.type != wanted.type {
            return """
                \(got.status) \(got.type)
                  got \(got.body.suffix(400))
                  wanted \(wanted.status) \(wanted.type)
                  \(wanted.body.suffix(400))
                """
        }
        let one = Array(got.body)
        let other = Array(wanted.body)
        let place = zip(one, other).prefix { $0 == $1 }.count
        func part(_ text: [Character]) -> String {
            String(text[max(0, min(place - 120, text.count))..<min(place + 240, text.count)])
        }
        return "at character \(place)\n     got …\(part(one))…\n  wanted …\(part(other))…"
    }
}
