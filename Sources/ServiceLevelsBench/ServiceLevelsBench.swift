import Glibc
import Mappings
import ServiceLevels

/// Measures what questions about open time cost. For `scripts/bench service-levels`.
@main
struct ServiceLevelsBench {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("ask", 5):
            let asked = try questions(arguments).filter { arguments[3] == "all" || $0.name == arguments[3] }
            for question in asked {
                for _ in 0..<(Int(arguments[4]) ?? 1) { _ = try question.askAll() }
            }
        case ("measure", 3):
            for question in try questions(arguments) { print(try Figures(question).line(of: question)) }
        case ("index", 2): try measureIndexes(mappings: arguments[1])
        default:
            print(
                """
                usage: ServiceLevelsBench measure MAPPINGS ROWS   each question, its rows, and figures in ns
                       ServiceLevelsBench index MAPPINGS          building each calendar's index, in ms
                       ServiceLevelsBench ask MAPPINGS ROWS QUESTION|all PASSES
                ROWS is a directory with deadlines.csv and elapsed.csv.
                """
            )
            exit(2)
        }
    }

    private static func questions(_ arguments: [String]) throws -> [Question] {
        try Questions(mappings: arguments[1], rows: arguments[2]).all
    }

    /// One year, and all the years a calendar is indexed for.
    private static func measureIndexes(mappings: String) throws {
        let calendars = try CalendarCatalogue.load(from: mappings).calendars
        for name in calendars.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            guard let calendar = calendars[name] else { continue }
            let year = Figures.rounds(20) { _ = BusinessTime(calendar, years: 2_026...2_026) }
            let years = Figures.rounds(20) { _ = BusinessTime(calendar) }
            print("\(name)\t\(year.text(per: 1e6))\t\(years.text(per: 1e6))")
        }
    }
}
