import Foundation
import Testing
import Yams

@testable import MantisDouble

/// A scripted conversation and what a real MantisBT 2.28.4 answered to it.
struct Conversation {
    let steps: [Step]
    /// By step.
    let answers: [String: Answer]
    /// Why an answer of the double is meant to differ, by step.
    let differences: [String: String]
    let world: Scenario

    struct Step: Decodable {
        let name: String
        let call: String?
        let `as`: String?
        let password: String?
        let with: String?
        let bare: Bool?
        let raw: String?
        let latin1: String?
        let keep: String?
    }

    struct Answer: Decodable, Equatable {
        let name: String
        let status: Int
        let type: String
        let body: String
    }

    private struct Difference: Decodable {
        let steps: [String]
        let reason: String
    }

    static func load() throws -> Conversation {
        let folder = try #require(Bundle.module.resourceURL).appending(path: "Fixtures/conversation")
        func text(_ name: String) throws -> String {
            try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }
        let decoder = YAMLDecoder()
        let answers = try JSONDecoder().decode([Answer].self, from: Data(text("answers.json").utf8))
        var reasons: [String: String] = [:]
        for difference in try decoder.decode([Difference].self, from: text("differences.yaml")) {
            for step in difference.steps {
                try #require(reasons.updateValue(difference.reason, forKey: step) == nil, "\(step) is listed twice")
            }
        }
        return Conversation(
            steps: try decoder.decode([Step].self, from: text("steps.yaml")),
            answers: Dictionary(uniqueKeysWithValues: answers.map { ($0.name, $0) }),
            differences: reasons,
            world: try Scenario.load(yaml: text("world.yaml"), name: "world.yaml")
        )
    }
}

extension Conversation.Step {
    /// The request's bytes.
    ///
    /// - Parameter kept: what earlier answers returned, by the name it was kept under.
    func request(_ kept: [String: String]) -> [UInt8] {
        if let raw { return Array(raw.utf8) }
        if let latin1 { return latin1.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
        let call = call ?? ""
        var body = ""
        if !(bare ?? false) {
            let user = self.as ?? "puente"
            body += "<username xsi:type=\"xsd:string\">\(user)</username>"
            body += "<password xsi:type=\"xsd:string\">\(password ?? user)</password>"
        }
        body += kept.reduce(with ?? "") { $0.replacingOccurrences(of: "${\($1.key)}", with: $1.value) }
        let envelope = """
            <?xml version="1.0" encoding="UTF-8"?>
            <E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:C="http://schemas.xmlsoap.org/soap/encoding/" \
            xmlns:t="http://futureware.biz/mantisconnect"><E:Body><t:\(call)>\(body)</t:\(call)></E:Body></E:Envelope>
            """
        return Array(envelope.utf8)
    }
}

/// Plays a conversation against a ``MantisServer``: every exchange has a second of its own, so that an instant in an
/// answer can be called by the name of the exchange that caused it.
struct ConversationPlayer {
    private let server: MantisServer
    private let start: Int64
    private var names: [Int64: String] = [:]
    private var kept: [String: String] = [:]

    init(_ world: Scenario) throws {
        start = try #require(DateText.parse("2026-11-21T12:00:00-05:00", zone: .utc))
        server = MantisServer(scenario: world, clock: .fixed(start))
    }

    mutating func play(_ step: Conversation.Step) async -> Conversation.Answer {
        server.clock.advance(by: 1)
        names[server.clock.now] = step.name
        let answer = await server.answer(step.request(kept))
        let body = String(decoding: answer.body, as: UTF8.self)
        if let name = step.keep { kept[name] = Self.returned(body) }
        return Conversation.Answer(
            name: step.name,
            status: answer.status,
            type: answer.contentType,
            body: normalised(body)
        )
    }

    /// The text of the returned value; 0 when it was a fault.
    private static func returned(_ body: String) -> String {
        guard
            let value = body.components(separatedBy: "<return").dropFirst().first?.split(separator: ">").dropFirst()
                .first?.prefix(while: { $0 != "<" })
        else { return "0" }
        return String(value)
    }

    /// Instants of the conversation by the exchange's name, no SQL, and no web page.
    private func normalised(_ body: String) -> String {
        if body.hasPrefix("<!DOCTYPE html") { return "{page}" }
        var text = replacing(in: body, after: "xsi:type=\"xsd:dateTime\">") { DateText.parse($0, zone: .utc) }
        text = replacing(in: text, after: "<date xsi:type=\"xsd:integer\">") { Int64($0) }
        if let query = text.range(of: "for the query: "), let end = text.range(of: ".</faultstring>") {
            text.replaceSubrange(query.upperBound..<end.lowerBound, with: "{sql}")
        }
        return text
    }

    private func replacing(in body: String, after opening: String, _ instant: (String) -> Int64?) -> String {
        var parts = body.components(separatedBy: opening)
        for index in parts.indices.dropFirst() {
            let value = parts[index].prefix { $0 != "<" }
            guard let instant = instant(String(value)), let name = names[instant] else { continue }
            parts[index].replaceSubrange(..<value.endIndex, with: "{\(name)}")
        }
        return parts.joined(separator: opening)
    }
}
