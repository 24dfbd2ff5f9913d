import Foundation
import Testing

@testable import MantisDouble

/// The WSDL that the server writes of itself.
@Suite struct ServiceDescriptionTests {
    private func description(_ version: String = "2.28.4") async throws -> String {
        let caller = try TestCaller.small(version)
        await caller.server.set("path", to: "https://a&b.example/\"m\"/")
        let answer = await caller.server.answer(caller.request("mc_login"), query: "x=1&wsdl")
        #expect(answer.status == 200)
        #expect(answer.contentType == "text/xml;charset=UTF-8")
        return String(decoding: answer.body, as: UTF8.self)
    }

    @Test func aPostWithWsdlInItsQueryGetsTheDescription() async throws {
        let text = try await description()
        #expect(text.contains("location=\"https://a&amp;b.example/&quot;m&quot;/api/soap/mantisconnect.php\""))
        #expect(text.components(separatedBy: "<message ").count == 2 * 72 + 1)
        #expect(text.contains("<part name=\"issue_ids\" type=\"tns:IntegerArray\"/>"))
    }

    @Test func everyTypeThatIsNamedIsDefined() {
        let defined = Set(WireTypes.structures.map(\.name) + WireTypes.arrays)
        var named = WireTypes.structures.flatMap { $0.members.map(\.type) }
        for operation in OperationTable.operations.values {
            named.append(operation.resultType)
            named += operation.allParts.map(\.wireType)
        }
        let own = Set(named.filter { $0.first?.isUppercase ?? false })
        #expect(own.subtracting(defined) == [])
        #expect(!named.contains("anyType"))
    }

    @Test func anOldServerDescribesOnlyWhatItHas() async throws {
        let text = try await description("1.2.20")
        #expect(text.contains("\"mc_issue_checkinRequest\""))
        #expect(!text.contains("mc_filter_search_issues"))
    }

    @Test func whatAnOperationAnswersIsWhatItsDescriptionSays() async throws {
        let conversation = try Conversation.load()
        for step in conversation.steps {
            guard let call = step.call, let operation = OperationTable.operations[call],
                let body = conversation.answers[step.name]?.body, body.contains("<return ")
            else { continue }
            let opening = body.components(separatedBy: "<return ")[1].prefix { $0 != ">" }
            if opening.contains("xsi:nil") { continue }
            let type = operation.resultType
            let name = type.hasSuffix("Array") ? WireTypes.item(of: type) + "[" : WireTypes.qualified(type) + "\""
            #expect(opening.contains("\"" + name.replacingOccurrences(of: "tns:", with: "ns1:")), "\(step.name)")
        }
    }
}
