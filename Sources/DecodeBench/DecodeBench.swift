import Foundation
import MantisConnect
import SOAP

/// Measures what decoding a page of issues costs, beside libxml2's own walk over the same bytes. For `scripts/bench`.
@main
struct DecodeBench {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("page", 3): try writePage(recording: arguments[1], count: Int(arguments[2]) ?? 1)
        case ("decode", 3): try await decode(page(arguments[1]), times: Int(arguments[2]) ?? 1)
        case ("walk", 3): try walk(page(arguments[1]), times: Int(arguments[2]) ?? 1)
        case ("compare", 3): try await compare(page(arguments[1]), rounds: Int(arguments[2]) ?? 1)
        default:
            print(
                "usage: DecodeBench page RECORDING ISSUES | decode PAGE TIMES | walk PAGE TIMES | compare PAGE ROUNDS"
            )
            exit(2)
        }
    }

    private static func page(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(filePath: path)))
    }

    /// Prints the body of a recorded page with its issues repeated until there are `count`.
    private static func writePage(recording: String, count: Int) throws {
        let text = try String(contentsOf: URL(filePath: recording), encoding: .utf8)
        let issue = "<item xsi:type=\"ns1:IssueData\">"
        guard let body = text.range(of: "<?xml"), let first = text.range(of: issue),
            let end = text.range(of: "</return>", options: .backwards)
        else { throw CocoaError(.fileReadCorruptFile) }
        let issues = text[first.lowerBound..<end.lowerBound].components(separatedBy: issue).dropFirst()
        print(text[body.lowerBound..<first.lowerBound], terminator: "")
        for number in 0..<count { print(issue + issues[1 + number % issues.count], terminator: "") }
        print(text[end.lowerBound...], terminator: "")
    }

    private static func decode(_ page: [UInt8], times: Int) async throws {
        let client = MantisClient(
            endpoint: try Endpoint("https://mantis.example.test/api/soap/mantisconnect.php"),
            username: "bench",
            password: Secret("bench"),
            transport: PageTransport(page: page)
        )
        for _ in 0..<times {
            let issues = try await client.searchIssues(IssueFilter(), page: 1, perPage: 1000)
            guard !issues.isEmpty else { throw CocoaError(.fileReadCorruptFile) }
        }
    }

    private static func walk(_ page: [UInt8], times: Int) throws {
        for _ in 0..<times where BareWalk.elements(of: page) == 0 {
            throw CocoaError(.fileReadCorruptFile)
        }
    }

    /// Prints the least CPU time of one pass of each, in seconds, the passes taking turns.
    private static func compare(_ page: [UInt8], rounds: Int) async throws {
        var decoding = Double.infinity
        var walking = Double.infinity
        for _ in 0..<rounds {
            let start = processTime()
            try await decode(page, times: 1)
            let middle = processTime()
            try walk(page, times: 1)
            decoding = min(decoding, middle - start)
            walking = min(walking, processTime() - middle)
        }
        print(decoding, walking)
    }

    private static func processTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
