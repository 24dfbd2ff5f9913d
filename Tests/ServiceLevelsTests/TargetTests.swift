import ServiceLevels
import Testing
import Tickets

@Suite("Targets and pauses")
struct TargetTests {
    @Test(
        "are written as they are read",
        arguments: ["480bm", "0bm", "0cm", "1440cm", "1bd", "15bd", "10cd", "1000000bm"]
    )
    func roundTrip(text: String) throws {
        #expect(try Target(text).description == text)
    }

    @Test(
        "are refused when they are none",
        arguments: [
            "", "480", "bm", "-1bm", "480 bm", "480BM", "4.5bd", "0bd", "0cd", "1000001bm", "99999999999999999999bm",
            "٤bm", "480bmx",
        ]
    )
    func malformed(text: String) {
        #expect(code { _ = try Target(text) } == .malformedTarget)
    }

    @Test("count the union of pauses whatever their order")
    func union() throws {
        func pause(_ from: Int64, _ to: Int64?) throws -> Pause {
            try Pause(from: Instant(epochSeconds: from), to: to.map(Instant.init))
        }
        let plain = Pauses(try [pause(10, 30), pause(40, 50)])
        let shuffled = Pauses(
            try [pause(45, 50), pause(20, 30), pause(12, 13), pause(10, 20), pause(40, 45), pause(35, 35)]
        )
        #expect(plain == shuffled)
        #expect(Pauses(try [pause(40, nil), pause(45, 60), pause(10, 40)]) == Pauses(try [pause(10, nil)]))
        #expect(Pauses(try [pause(10, 10)]) == .none)
        #expect(code { _ = try pause(10, 9) } == .pauseEndsBeforeStart)
    }
}
