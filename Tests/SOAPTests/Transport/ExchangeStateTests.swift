import Testing

@testable import SOAP

@Suite("Rules of an exchange")
struct ExchangeStateTests {
    enum Event {
        case requestIsDue(sent: Int)
        case headLine(String)
        case body(Int, status: Int = 200)
        case bodyTaken
        case clock(moved: Int = 0)
        case cancel
    }

    /// What the rules said to an event, for those that are asked something.
    enum Answer: Hashable {
        case goAhead, forbidden
        case body(ExchangeState.Handling)
        case wait, silent
    }

    /// Plays events, each with its second, to a fresh exchange with a cap of 100 bytes and 60 seconds of patience.
    private func play(_ events: [(second: Int, event: Event)]) -> (answers: [Answer], state: ExchangeState) {
        var state = ExchangeState(byteCap: 100, answerTimeout: .seconds(60))
        let start = ContinuousClock.now
        let answers = events.compactMap { second, event -> Answer? in
            let now = start + .seconds(second)
            switch event {
            case .requestIsDue(let sent): return state.requestIsDue(sent: sent, at: now) ? .goAhead : .forbidden
            case .headLine(let line): Array("\(line)\r\n".utf8).withUnsafeBytes { state.headLineArrived($0, at: now) }
            case .body(let count, let status): return .body(state.bodyArrived(count, status: status))
            case .bodyTaken: state.bodyTaken(at: now)
            case .clock(let moved): return state.isSilent(at: now, moved: moved) ? .silent : .wait
            case .cancel: state.cancel()
            }
            return nil
        }
        return (answers, state)
    }

    private func play(_ events: Event...) -> (answers: [Answer], state: ExchangeState) {
        play(events.map { (0, $0) })
    }

    @Test func `a request that left may not leave again`() {
        let (answers, state) = play(.requestIsDue(sent: 0), .requestIsDue(sent: 1))
        #expect(answers == [.goAhead, .forbidden])
        #expect(state.stop?.name == "replay")
        #expect(state.requestLeft(sent: 1))
    }

    @Test func `a request of which nothing left may go out on another connection`() {
        let (answers, state) = play(.requestIsDue(sent: 0), .requestIsDue(sent: 0))
        #expect(answers == [.goAhead, .goAhead])
        #expect(state.stop == nil)
        #expect(!state.requestLeft(sent: 0))
    }

    @Test func `what was said to a proxy before is no part of the request`() {
        #expect(!play().state.requestLeft(sent: 80))
        let state = play(.requestIsDue(sent: 80)).state
        #expect(!state.requestLeft(sent: 80))
        #expect(state.requestLeft(sent: 81))
    }

    @Test func `the body counts up to the cap`() {
        let (answers, state) = play(.body(60), .body(40), .body(1))
        #expect(answers == [.body(.deliver), .body(.deliver), .body(.stop)])
        #expect(state.stop?.name == "tooLarge")
    }

    @Test(arguments: [(299, false), (300, true), (399, true), (400, false)])
    func `only redirections are kept from the sink`(status: Int, isDiscarded: Bool) {
        #expect(play(.body(1, status: status)).answers == [.body(isDiscarded ? .discard : .deliver)])
    }

    @Test func `silence counts from the last sign of life, and only with a connection`() {
        let (answers, state) = play([
            (1000, .clock()),
            (1000, .requestIsDue(sent: 0)),
            (1059, .clock()),
            (1059, .headLine("HTTP/1.1 200 OK")),
            (1118, .clock()),
            (1118, .bodyTaken),
            (1177, .clock()),
            (1178, .clock()),
        ])
        #expect(answers == [.wait, .goAhead, .wait, .wait, .wait, .silent])
        #expect(state.stop?.name == "silence")
    }

    @Test func `a long upload is no silence`() {
        let answers = play([
            (0, .requestIsDue(sent: 0)),
            (60, .clock(moved: 1_000)),
            (119, .clock(moved: 1_000)),
            (120, .clock(moved: 2_000)),
            (179, .clock(moved: 2_000)),
            (180, .clock(moved: 2_000)),
        ]).answers
        #expect(answers == [.goAhead, .wait, .wait, .wait, .wait, .silent])
    }

    @Test func `a server that takes the request and says nothing is given little more than its time`() {
        let answers = play([
            (0, .requestIsDue(sent: 0)),
            (8, .clock(moved: 300)),
            (60, .clock(moved: 300)),
            (68, .clock(moved: 300)),
        ]).answers
        #expect(answers == [.goAhead, .wait, .wait, .silent])
    }

    @Test(arguments: [
        (["HTTP/1.1 200 OK", "Content-Type: text/xml"], false),
        (["HTTP/1.1 200 OK", "Content-Type: text/xml", ""], true),
        (["HTTP/1.1 200 OK", "", "X-Trailer: 1"], true),
        (["HTTP/1.1 100 Continue", "", "HTTP/1.1 200 OK"], false),
        (["HTTP/1.1 100 Continue", "", "HTTP/1.1 200 OK", ""], true),
    ])
    func `a head is complete at the blank line after the last status line`(lines: [String], isComplete: Bool) {
        #expect(play(lines.map { (0, .headLine($0)) }).state.headIsComplete == isComplete)
    }

    @Test func `the first reason to stop stays`() {
        let (answers, state) = play(.cancel, .body(101))
        #expect(answers == [.body(.stop)])
        #expect(state.stop?.name == "cancelled")
    }
}

extension ExchangeState.Stop {
    fileprivate var name: String {
        switch self {
        case .cancelled: "cancelled"
        case .replay: "replay"
        case .silence: "silence"
        case .sinkRefusal: "sinkRefusal"
        case .tooLarge: "tooLarge"
        }
    }
}
