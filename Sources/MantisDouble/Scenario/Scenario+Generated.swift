extension Scenario {
    /// A large scenario for measuring: the people, projects and categories of the demo, and as many issues as asked for,
    /// spread over two years, with notes and changes. The same seed gives the same issues.
    package static func generated(issues count: Int, seed: UInt64 = 1) throws(ScenarioError) -> Scenario {
        var scenario = try bundled("demo")
        var generator = IssueGenerator(scenario, seed: seed)
        scenario.issues = (1...max(count, 1)).prefix(count).map { generator.issue($0, of: count) }
        return scenario
    }
}

/// Invents issues that look like those of the demo.
private struct IssueGenerator {
    private var random: SplitMix64
    private let categories: [CategoryRow]
    private let reporters: [Int]
    private let engineers: [Int]
    private let queue: Int
    private static let twoYears: Int64 = 730 * 86_400
    private static let words = """
        acuse ambiente catálogo certificado cliente código consulta credencial CUFE diferencia documento electrónica \
        error factura firma folio impuesto insumo integrador inventario línea nómina portal prefijo productivo pruebas \
        rechazo reporte resolución retención servicio soporte tiempo token total usuario versión XML
        """.split(separator: " ").map { String($0) }

    init(_ scenario: Scenario, seed: UInt64) {
        random = SplitMix64(state: seed)
        categories = scenario.categories.filter { $0.project > 0 }
        reporters = scenario.users.filter { $0.level == AccessLevel.reporter }.map(\.id)
        engineers = scenario.users.filter { $0.name.hasPrefix("ing") }.map(\.id)
        queue = scenario.users.first { $0.name == "alanMantis" }?.id ?? 0
    }

    /// Issue `number` of `total`; higher numbers are younger.
    mutating func issue(_ number: Int, of total: Int) -> ScenarioIssue {
        let category = categories[random.below(categories.count)]
        var row = IssueRow()
        row.id = number
        row.project = category.project
        row.category = category.id
        row.reporter = reporters[random.below(reporters.count)]
        row.handler = category.project == 1 ? queue : engineers[random.below(engineers.count)]
        row.priority = 20 + 10 * random.below(4)
        row.summary = text(4 + random.below(6))
        row.description = text(20 + random.below(60))
        row.customValues = [1: "\(800_000_000 + random.below(100_000_000))-\(random.below(10))", 2: text(3)]
        let spacing = Self.twoYears / Int64(total + 1)
        let age = Self.twoYears - spacing * Int64(number) + Int64(random.below(Int(max(spacing, 1))))
        var issue = ScenarioIssue(row: row, filed: .age(age))
        issue.steps = steps(on: row, filedAt: age)
        return issue
    }

    /// Up to four things that happen within ten days of filing, never in the future.
    private mutating func steps(on row: IssueRow, filedAt age: Int64) -> [ScenarioIssue.Step] {
        var left = age
        var steps: [ScenarioIssue.Step] = []
        let engineer = engineers[random.below(engineers.count)]
        for _ in 0..<random.below(5) {
            left -= Int64(600 + random.below(216_000))
            if left <= 0 { break }
            var step = ScenarioIssue.Step(at: .age(left), user: engineer)
            switch random.below(4) {
            case 0: step.fields = [{ $0.status = 20 }]
            case 1:
                step.fields = [
                    {
                        $0.status = 80
                        $0.resolution = 20
                    }
                ]
            default: step.note = note(by: random.below(2) == 0 ? engineer : row.reporter)
            }
            if let note = step.note { step.user = note.reporter }
            steps.append(step)
        }
        return steps
    }

    private mutating func note(by user: Int) -> NoteRow {
        NoteRow(
            id: 0,
            reporter: user,
            text: text(6 + random.below(30)),
            viewState: random.below(10) == 0 ? ViewState.private : ViewState.public,
            submitted: 0,
            lastModified: 0
        )
    }

    private mutating func text(_ count: Int) -> String {
        let words = (0..<count).map { _ in Self.words[random.below(Self.words.count)] }
        return String(words.joined(separator: " ").prefix(120))
    }
}

/// A small generator with the same sequence everywhere.
private struct SplitMix64 {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((word ^ (word >> 31)) % UInt64(bound))
    }
}
