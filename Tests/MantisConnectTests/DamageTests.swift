import MantisConnect
import SOAP
import Testing

/// Bytes damaged at random, the same ones in every run: whatever comes of it, it is a value or an error, and the same
/// in pieces of any size.
@Suite struct DamageTests {
    @Test(arguments: [56, 64, 71, 84])
    func `damaged answers end the same way however they arrive`(number: Int) async throws {
        let exchange = WireExchange.number(number)
        var random = SplitMix(state: UInt64(number))
        for _ in 0..<150 {
            var body = exchange.body
            for _ in 0...random.next(below: 3) { damage(&body, &random) }
            let whole = await outcome(of: body, exchange.operation, pieceSize: 1 << 20)
            let small = await outcome(of: body, exchange.operation, pieceSize: 1 + random.next(below: 60))
            if whole != small {
                Testing.Issue.record("\(whole) and \(small) of:\n\(String(decoding: body, as: UTF8.self))")
            }
        }
    }

    private func damage(_ body: inout [UInt8], _ random: inout SplitMix) {
        let place = random.next(below: body.count)
        let end = min(body.count, place + random.next(below: 40))
        switch random.next(below: 5) {
        case 0: body[place] = UInt8(random.next(below: 256))
        case 1: body.removeSubrange(place..<end)
        case 2: body.insert(contentsOf: body[place..<end], at: random.next(below: body.count))
        case 3:
            let pieces = [
                "<", ">", "&", "]]>", "<![CDATA[", "<!--", "<?x", "&#0;", "\u{1}", "\"", "</", " href=\"#a\"",
                "\u{FFFF}",
            ]
            body.insert(contentsOf: pieces[random.next(below: pieces.count)].utf8, at: place)
        default: body.removeSubrange(place...)
        }
        if body.isEmpty { body = [UInt8(ascii: "<")] }
    }

    private func outcome(of body: [UInt8], _ operation: String, pieceSize: Int) async -> String {
        let client = MantisClient.replaying(ReplayTransport(body, pieceSize: pieceSize))
        do throws(MantisError) {
            switch operation {
            case "mc_issue_get":
                var members = Members()
                members.issue("", try await client.issue(IssueID(rawValue: 2001)))
                return members.lines.joined(separator: "\n")
            case "mc_issues_get_header": return "\(try await client.issueHeaders([]))"
            default: return "\(try await client.issueExists(IssueID(rawValue: 2001)))"
            }
        } catch {
            // How far a refused answer was read, and so its status and where it failed, depends on the pieces.
            switch error.code {
            case .undecodable(let failure): return "\(failure.code)"
            case .notMantis: return "not Mantis"
            default: return error.message
            }
        }
    }
}

/// A small generator with a seed.
struct SplitMix {
    var state: UInt64

    mutating func next(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }
}
