import Testing

@testable import ServiceLevels

@Suite("The table of days")
struct DayTableTests {
    @Test(
        "starts every search before what is looked for, and within its day",
        arguments: [
            [], [0], [-1], [86_399, 86_400], [-86_401, -86_400, 5, 6, 7, 10 * 86_400 + 3],
            [3 * 86_400, 3 * 86_400 + 1, 4 * 86_400 - 1, 4 * 86_400, 9 * 86_400],
        ] as [[Int64]]
    )
    func start(instants: [Int64]) {
        let table = DayTable(count: instants.count) { instants[$0] }
        var seconds: [Int64] = [-9_999_999, 9_999_999]
        for instant in instants { seconds += [-86_400, -1, 0, 1, 86_400].map { instant + $0 } }
        for second in seconds {
            let start = table.start(for: second)
            let found = instants.firstIndex { $0 >= second } ?? instants.count
            #expect(start <= found, "\(second)")
            #expect(instants[start..<found].allSatisfy { $0 > second - 86_400 }, "\(second)")
        }
    }
}
