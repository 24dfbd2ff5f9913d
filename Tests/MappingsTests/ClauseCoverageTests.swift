import Foundation
import ServiceLevels
import Testing
import Tickets

@testable import Mappings

/// Every clause of the five policies is data, and has a test that names it.
@Suite struct ClauseCoverageTests {
    private static func clauses() throws -> [String] {
        try Fixture.text("clauses.txt").split(separator: "\n").map(String.init)
    }

    @Test func `Each clause is in exactly one policy, and no policy has another`() throws {
        let policies = try Repository.catalogue().policies.values.map { Set($0.clauses.keys.map(\.rawValue)) }
        #expect(Self.misplaced(try Self.clauses(), among: policies) == [])
    }

    @Test func `Each clause is named by a test`() throws {
        let names = try Self.swiftFiles().flatMap { Self.testNames(in: try LocalFile.text(at: $0)) }
        #expect(names.count > 500)
        #expect(Self.unnamed(try Self.clauses(), by: names) == [])
    }

    // MARK: The checks themselves

    @Test(
        arguments: [
            ([["XX-01", "XX-02"], ["YY-01"]], []), ([["XX-01"], ["YY-01"]], ["XX-02"]),
            ([["XX-01", "XX-02"], ["YY-01", "XX-02"]], ["XX-02"]),
            ([["XX-01", "XX-02", "XX-03"], ["YY-01"]], ["XX-03"]), ([], ["XX-01", "XX-02", "YY-01"]),
        ] as [([Set<String>], [String])]
    )
    func `A clause that is in no policy, in two, or in no list is found`(policies: [Set<String>], expected: [String]) {
        #expect(Self.misplaced(["XX-01", "XX-02", "YY-01"], among: policies) == expected)
    }

    @Test func `A clause counts as named in the name of a test or a suite, and nowhere else`() {
        let text = """
            // XX-01 in a comment
            @Suite("XX-02: a suite") struct A {
                @Test("XX-03, XX-04: \\"quoted\\" and plain", arguments: ["XX-05"]) func b() { check("XX-06") }
                @Test(
                    "XX-07: on a line of its own",
                    arguments: [1]
                )
                @Test func `XX-08: in backticks`(clause: String) {}
                func notATest() { let x = "XX-09" }
            }
            """
        let clauses = (1...9).map { "XX-0\($0)" }
        #expect(Self.unnamed(clauses, by: Self.testNames(in: text)) == ["XX-01", "XX-05", "XX-06", "XX-09"])
    }

    /// The clauses of the list that are not in exactly one policy, and those of policies that are not in the list.
    private static func misplaced(_ clauses: [String], among policies: [Set<String>]) -> [String] {
        clauses.filter { clause in policies.count { $0.contains(clause) } != 1 }
            + policies.reduce(Set()) { $0.union($1) }.subtracting(clauses).sorted()
    }

    private static func unnamed(_ clauses: [String], by names: [String]) -> [String] {
        clauses.filter { clause in !names.contains { $0.contains(clause) } }
    }

    /// Display names of tests and suites, and names of functions in backticks.
    private static func testNames(in text: String) -> [String] {
        text.matches(of: /@(?:Test|Suite)\(\s*"((?:[^"\\]|\\.)*)"/).map { String($0.1) }
            + text.matches(of: /func\s+`([^`]+)`/).map { String($0.1) }
    }

    private static func swiftFiles() throws -> [String] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let files = try #require(FileManager.default.enumerator(atPath: tests.path))
        return files.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.map { "\(tests.path)/\($0)" }
    }
}
