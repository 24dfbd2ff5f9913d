import Testing

@testable import Mappings

@Suite struct YAMLReaderTests {
    private enum Colour: String, CaseIterable { case red, green }

    /// Reads every kind of value once and returns what was wrong.
    private func problems(in text: String) -> [String] {
        let reader = YAMLReader(text: text, file: "f.yaml")
        if let fields = reader.root?.fields("name", "count", "ready", "items", "colour", "nested") {
            _ = fields.required("name")?.string()
            _ = fields["count"]?.integer(in: 1...9)
            _ = fields["ready"]?.boolean()
            _ = fields["items"]?.strings()
            _ = fields["colour"]?.choice(of: Colour.self)
            _ = fields["nested"]?.fields("a", "b")?.required("a")?.string()
        }
        return reader.problems.map(\.description)
    }

    @Test func `A file without fault is read without a problem`() throws {
        let reader = YAMLReader(
            text: "name: Él\ncount: 3\nready: true\nitems: [a, 2, yes]\ncolour: green\nnested: {a: x}\n",
            file: "f.yaml"
        )
        let fields = try #require(reader.root?.fields("name", "count", "ready", "items", "colour", "nested"))
        #expect(fields.required("name")?.string() == "Él")
        #expect(fields["count"]?.integer() == 3)
        #expect(fields["ready"]?.boolean() == true)
        #expect(fields["items"]?.strings() == ["a", "2", "yes"])
        #expect(fields["colour"]?.choice(of: Colour.self) == .green)
        #expect(fields["absent"] == nil)
        #expect(reader.problems.isEmpty)
    }

    @Test(arguments: [
        ("name: [a]", "f.yaml:1:7: a text is expected here, not a list"),
        ("name:", "f.yaml:1:6: a text is expected here, not nothing"),
        ("name: ' '", "f.yaml:1:7: a text is expected here, and it is empty"),
        ("count: 1", "f.yaml:1:1: “name” is missing here"),
        ("name: a\ncount: many", "f.yaml:2:8: “many” is not a whole number"),
        ("name: a\ncount: 10", "f.yaml:2:8: 10 is out of range; from 1 to 9 is allowed"),
        ("name: a\nready: yes", "f.yaml:2:8: “yes” is neither true nor false"),
        ("name: a\nitems: b", "f.yaml:2:8: a list is expected here, not a single value"),
        ("name: a\nitems: []", "f.yaml:2:8: the list is empty"),
        ("name: a\ncolour: gren", "f.yaml:2:9: “gren” is unknown here; did you mean “green”?"),
        ("name: a\ncolour: blue", "f.yaml:2:9: “blue” is unknown here; it can be red or green"),
        ("name: a\ncolors: red", "f.yaml:2:1: “colors” is unknown here; did you mean “colour”?"),
        ("name: a\nnested: 7", "f.yaml:2:9: a mapping (“key: value” lines) is expected here, not a single value"),
        ("name: a\nnested:\n  b: 1", "f.yaml:3:3: “a” is missing here"),
        ("name: a\n[x]: 1", "f.yaml:2:1: a key is a text, not a list or mapping"),
        ("- a", "f.yaml:1:1: a mapping (“key: value” lines) is expected here, not a list"),
        ("", "f.yaml: the file is empty"),
    ])
    func `Each fault is told with its place`(text: String, expected: String) {
        #expect(problems(in: text) == [expected])
    }

    @Test(arguments: ["name: \"a", "name: a\n  b: c\n- d", "name: *nowhere", "name: a\n---\nname: b", "a: \u{1}"])
    func `Text that is no YAML is one problem`(text: String) {
        let problems = problems(in: text)
        #expect(problems.count == 1)
        #expect(problems[0].contains("not valid YAML"))
    }

    @Test func `All faults are told, not only the first`() {
        let text = "name:\ncount: x\nready: 1\nitems: 2\ncolour: 3\nnested: 4\nmore: 5\n"
        #expect(problems(in: text).count == 7)
    }

    @Test(arguments: ["\n", "\r\n"])
    func `Keys written twice are told at each place but the last, with what else is wrong`(lineEnd: String) {
        let text = ["name: a", "'count': 1", "name: b", "count: x", "name: c", "nested: {b: 1, b: 2}"]
            .joined(separator: lineEnd)
        #expect(
            problems(in: text).sorted() == [
                "f.yaml:1:1: “name” is written again further down in the same mapping; keep one of the two",
                "f.yaml:2:1: “count” is written again further down in the same mapping; keep one of the two",
                "f.yaml:3:1: “name” is written again further down in the same mapping; keep one of the two",
                "f.yaml:4:8: “x” is not a whole number",
                "f.yaml:6:10: “b” is written again further down in the same mapping; keep one of the two",
                "f.yaml:6:9: “a” is missing here",
            ]
        )
    }

    @Test func `A file that cannot be read is one problem`() throws {
        let directory = try TemporaryDirectory()
        let absent = YAMLReader(contentsOf: "\(directory.path)/absent.yaml")
        #expect(absent.root == nil)
        #expect(absent.problems.map(\.message) == ["cannot be opened: No such file or directory"])
        #expect(YAMLReader(contentsOf: directory.path).problems.count == 1)
    }

    @Test func `A byte order mark is no part of the first key`() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("\u{FEFF}name: a\n", to: "bom.yaml")
        let reader = YAMLReader(contentsOf: path)
        #expect(reader.root?.fields("name")?.required("name")?.string() == "a")
        #expect(reader.problems.isEmpty)
    }
}
