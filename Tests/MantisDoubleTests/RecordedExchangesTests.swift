import Foundation
import MantisConnect
import Testing

@testable import MantisDouble

/// The recorded requests, sent in their order to a server in the state behind them, get the recorded answers back.
@Suite struct RecordedExchangesTests {
    /// What happened between two recordings, by the number of the later one.
    private func prepare(_ number: Int, _ server: MantisServer) async throws {
        switch number {
        case 44: await server.set("update_bug_assign_threshold", to: "25")
        case 82: await server.setOffline(true)
        case 84:
            await server.setOffline(false)
            let edit = IssueEdit(customFields: ["NIT": "80\u{1}0"])
            try await server.perform(.edit(IssueID(rawValue: 2001), edit), as: "administrator")
        default: break
        }
    }

    /// The recordings hide every password behind the same word; this one was wrong.
    private func request(of recording: Recording) -> [UInt8] {
        guard recording.number == 3 else { return recording.request }
        let text = String(decoding: recording.request, as: UTF8.self)
        return Array(text.replacingOccurrences(of: "SECRET", with: "WRONG").utf8)
    }

    @Test func theServerAnswersAsRecordedByteForByte() async throws {
        let file = try #require(Bundle.module.path(forResource: "Fixtures/recorded", ofType: "yaml"))
        let start = try #require(DateText.parse("2026-11-21T20:47:32-05:00", zone: .utc))
        let server = MantisServer(scenario: try .load(file: file), clock: .fixed(start))
        let recordings = try Recording.all()
        #expect(recordings.count == 84)
        for recording in recordings {
            try await prepare(recording.number, server)
            let answer = await server.answer(request(of: recording))
            #expect(answer.status == recording.status, "\(recording.label)")
            #expect(answer.contentType == recording.contentType, "\(recording.label)")
            if trimmed(answer.body) != trimmed(recording.body) {
                Issue.record("\(recording.label): \(difference(answer.body, recording.body))")
            }
        }
    }

    private func trimmed(_ body: [UInt8]) -> String {
        String(decoding: body, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// Where two bodies part, with a little of both.
    private func difference(_ got: [UInt8], _ wanted: [UInt8]) -> String {
        let place = zip(got, wanted).prefix { $0 == $1 }.count
        let range = max(0, place - 80)..<place + 160
        let gotPart = String(decoding: got[range.clamped(to: got.indices)], as: UTF8.self)
        let wantedPart = String(decoding: wanted[range.clamped(to: wanted.indices)], as: UTF8.self)
        return "at byte \(place)\n     got …\(gotPart)…\n  wanted …\(wantedPart)…"
    }
}
