import Testing

@testable import Mappings

@Suite("A batch of questions about deadlines")
struct DeadlineBatchTests {
    private static let header = "id,policy,timezone,start,target,pauses"
    private static let row = "1,facturatech-ws,America/Bogota,2026-05-11T08:00:00-05:00,60bm,"

    private func answer(_ text: String) throws -> (answers: [String], problems: [String]) {
        var batch = DeadlineBatch(file: "q.csv", catalogue: try Repository.catalogue())
        let steps = [Array(text.utf8).withUnsafeBytes { batch.read($0) }, batch.finish()]
        return (
            steps.flatMap(\.answers).map { "\($0.id),\($0.value)" }, steps.flatMap(\.problems).map(\.description)
        )
    }

    @Test("finds its columns by name, and leaves others alone")
    func columns() throws {
        let text = """
            note,pauses,target,start,timezone,policy,id
            "a, b",,60bm,2026-05-11T08:00:00-05:00,America/Bogota,facturatech-ws,1
            "c",2026-05-11T08:10:00-05:00/..,60bm,2026-05-11T08:00:00-05:00,America/Bogota,facturatech-ws,"2,5"
            """
        let outcome = try answer(text)
        #expect(outcome.answers == ["id,due", "1,2026-05-11T09:00:00-05:00", "2,5,"])
        #expect(outcome.problems.isEmpty)
    }

    @Test("counts open time where there is an end instead of a target")
    func elapsed() throws {
        let text = """
            id,policy,timezone,start,end,pauses
            1,coacher,America/Santiago,2026-05-11T08:00:00-04:00,2026-05-11T16:00:00-04:00,2026-05-11T09:00:00-04:00/2026-05-11T09:00:20-04:00
            2,24x7,Asia/Kathmandu,2026-05-11T08:00:00Z,2026-05-12T08:00:00Z,
            """
        let outcome = try answer(text)
        #expect(outcome.problems.isEmpty)
        // The policy coacher counts in the calendar coacher-8x5, which closes from 14:00 to 15:00.
        #expect(outcome.answers == ["id,elapsed", "1,21580", "2,86400"])
    }

    @Test("takes a calendar that never closes to the row's zone, and no other")
    func zones() throws {
        let text = """
            \(Self.header)
            1,24x7,Asia/Kathmandu,2026-05-11T20:00:00Z,1bd,
            2,bitam,America/Bogota,2026-05-11T20:00:00Z,1bd,
            """
        let outcome = try answer(text)
        #expect(outcome.answers == ["id,due", "1,2026-05-14T00:00:00+05:45"])
        #expect(
            outcome.problems == [
                "q.csv:3:9: the calendar “bitam” opens in America/Mexico_City, and the row says America/Bogota; "
                    + "correct one of them"
            ]
        )
    }

    @Test(
        "refuses a row with a fault, names the place, and answers the others",
        arguments: [
            (
                "2,facturatech,America/Bogota,2026-05-11T08:00:00-05:00,60bm,",
                "3:3: there is no calendar or policy “facturatech”"
            ),
            ("2,btw,America/Bogotá,2026-05-11T08:00:00-05:00,60bm,", "3:7: there is no zone “America/Bogotá”"),
            ("2,24x7,,2026-05-11T08:00:00-05:00,60bm,", "3:8: there is no zone “”"),
            ("2,btw,America/Bogota,2026-05-11T08:00:00,60bm,", "3:22: “2026-05-11T08:00:00” is not an instant"),
            ("2,btw,America/Bogota,2026-02-29T08:00:00Z,60bm,", "3:22: “2026-02-29T08:00:00Z” is not an instant"),
            (
                "2,btw,America/Bogota,2099-05-11T08:00:00Z,60bm,",
                "3:22: the calendar “btw” covers the years 2000 to 2060"
            ),
            (
                "2,btw,America/Bogota,2060-12-30T08:00:00Z,9999bm,",
                "3:22: the calendar “btw” covers the years 2000 to 2060"
            ),
            ("2,btw,America/Bogota,2026-05-11T08:00:00Z,-60bm,", "3:43: “-60bm” is not a target"),
            ("2,btw,America/Bogota,2026-05-11T08:00:00Z,,", "3:43: “” is not a target"),
            ("2,btw,America/Bogota,2026-05-11T08:00:00Z,0bd,", "3:43: the target 0bd is not between"),
            ("2,btw,America/Bogota,2026-05-11T08:00:00Z,60bm,x", "3:48: “x” is not a pause"),
            (
                "2,btw,America/Bogota,2026-05-11T08:00:00Z,60bm,2026-05-11T08:00:00Z/..;", "3:48: “” is not a pause"
            ),
            (
                "2,btw,America/Bogota,2026-05-11T08:00:00Z,60bm,2026-05-11T08:00:01Z/2026-05-11T08:00:00Z",
                "3:48: the pause from 2026-05-11T08:00:01Z ends before that"
            ),
            ("2,btw,America/Bogota,2026-05-11T08:00:00Z,60bm", "3:1: the row has 5 fields"),
            ("2,btw,America/Bogota,2026-05-11T08:00:00Z,60bm,,", "3:1: the row has 7 fields"),
            (",btw,America/Bogota,2026-05-11T08:00:00Z,60bm,", "3:1: the row has no id"),
        ]
    )
    func refused(row: String, problem: String) throws {
        let outcome = try answer("\(Self.header)\n\(Self.row)\n\(row)\n3" + Self.row.dropFirst() + "\n")
        #expect(outcome.answers == ["id,due", "1,2026-05-11T09:00:00-05:00", "3,2026-05-11T09:00:00-05:00"])
        #expect(outcome.problems.count == 1)
        #expect(outcome.problems.first?.hasPrefix("q.csv:\(problem)") == true, "\(outcome.problems)")
    }

    @Test("refuses an end before the start")
    func endBeforeStart() throws {
        let text =
            "id,policy,timezone,start,end,pauses\n1,btw,America/Bogota,2026-05-11T08:00:00Z,2026-05-11T07:59:59Z,\n"
        let outcome = try answer(text)
        #expect(outcome.answers == ["id,elapsed"])
        #expect(outcome.problems == ["q.csv:2:43: the end comes before the start"])
    }

    @Test(
        "answers nothing when the first line does not name what is needed",
        arguments: [
            ("", "1:1: the file is empty"),
            ("id,policy,timezone,start,target", "1:1: there is no column “pauses”"),
            ("id,polcy,timezone,start,target,pauses", "1:1: there is no column “policy” among"),
            ("id,policy,timezone,start,pauses", "1:1: there is neither a column “target”"),
            ("id,policy,timezone,start,target,end,pauses", "1:1: there are both “target”"),
            ("id,policy,timezone,start,target,pauses,id", "1:1: there are two columns “id”"),
        ]
    )
    func noHeader(header: String, problem: String) throws {
        let outcome = try answer("\(header)\n\(header.isEmpty ? "" : Self.row + "\n")")
        #expect(outcome.answers.isEmpty)
        #expect(outcome.problems.count == 1)
        #expect(outcome.problems.first?.hasPrefix("q.csv:\(problem)") == true, "\(outcome.problems)")
    }

    @Test("finds nothing in blank lines")
    func blank() throws {
        #expect(try answer("\r\n\n").problems == ["q.csv:1:1: the file is empty; its first line names the columns"])
    }

    @Test("answers nothing after a line that is no CSV")
    func noCSV() throws {
        let outcome = try answer("\(Self.header)\n\(Self.row)\n2,\"b\"tw,\n\(Self.row)\n")
        #expect(outcome.answers == ["id,due", "1,2026-05-11T09:00:00-05:00"])
        #expect(outcome.problems.count == 1)
        #expect(outcome.problems.first?.hasPrefix("q.csv:3:6: there is text after the closing quote") == true)
    }
}
