import ServiceLevels
import Testing
import Tickets

@testable import Mappings

@Suite struct ReliancesTests {
    @Test(arguments: [
        ("facturatech-ws", Requirement.reportersAssign, ["FW-01"]), ("facturatech-ws", .queueAccount, ["FW-01"]),
        ("facturatech-ws", .statusChanges, ["FW-07"]), ("facturatech-ws", .dueDate, ["FW-06"]),
        ("amazonas", .dueDate, ["AM-06"]), ("amazonas", .acceptance, ["AM-06"]),
        ("amazonas", .resolvedWritable, ["AM-11"]), ("amazonas", .privateNotes, ["AM-08"]),
        ("btw", .resolvedWritable, ["BT-09"]), ("btw", .handlers, ["BT-07", "BT-10"]),
        ("bitam", .resolvedWritable, ["BI-06", "BI-14"]), ("bitam", .targetVersion, ["BI-09"]),
        ("bitam", .priorities, ["BI-03", "BI-04"]), ("coacher", .exactTimes, ["CO-02", "CO-03"]),
    ])
    func `A policy says which clauses hang on what`(policy: String, requirement: Requirement, clauses: [String]) throws
    {
        let reliances = try #require(try Repository.catalogue().reliances[PolicyName(rawValue: policy)])
        #expect(reliances.requirements[requirement]?.map(\.rawValue) == clauses)
    }

    @Test(arguments: [
        ("facturatech-ws", Requester.Part.contactHours, "FW-08"), ("amazonas", .nit, "AM-02"),
        ("btw", .phone, "BT-02"),
    ])
    func `A policy says what of a requester issues must tell`(
        policy: String,
        part: Requester.Part,
        clause: String
    ) throws {
        let reliances = try #require(try Repository.catalogue().reliances[PolicyName(rawValue: policy)])
        #expect(reliances.requester[part] == [ClauseID(rawValue: clause)])
    }

    @Test func `A field that decides the level is named with its clauses`() throws {
        let reliances = try #require(try Repository.catalogue().reliances[PolicyName(rawValue: "coacher")])
        #expect(reliances.customFields.map(\.title) == ["Plan SLA"])
        #expect(reliances.customFields.first?.clauses.map(\.rawValue) == ["CO-01", "CO-02", "CO-03"])
    }

    @Test func `No policy relies on a clause of another`() throws {
        let catalogue = try Repository.catalogue()
        for (name, reliances) in catalogue.reliances {
            let own = try #require(catalogue.policies[name]?.levels.first?.clause.rawValue.prefix { $0 != "-" })
            let clauses =
                reliances.requirements.values.flatMap(\.self) + reliances.requester.values.flatMap(\.self)
                + reliances.customFields.flatMap(\.clauses)
            #expect(clauses.count > 10)
            for clause in clauses { #expect(clause.rawValue.hasPrefix("\(own)-"), "\(name): \(clause)") }
        }
    }

    @Test func `Every requirement is one that some policy has`() throws {
        let used = try Repository.catalogue().reliances.values.flatMap { $0.requirements.keys }
        #expect(Set(used) == Set(Requirement.allCases))
    }

    @Test func `A policy that relies on nothing says nothing`() throws {
        let directory = try TemporaryDirectory()
        let mappings = try directory.copyMappings()
        try directory.write(try Fixture.text("policies/lavanderia.yaml"), to: "mappings/policies/lavanderia.yaml")
        let catalogue = try MappingCatalogue.load(from: mappings)
        #expect(catalogue.reliances[PolicyName(rawValue: "lavanderia")] == Reliances())
    }

    @Test(arguments: [
        (
            "amazonas.yaml", "  due-date: [AM-06]", "  due-dat: [AM-06]",
            "“due-dat” is unknown here; did you mean “due-date”?"
        ),
        (
            "amazonas.yaml", "  acceptance: [AM-06]", "  acceptance: [AM6]",
            "“AM6” is not a clause id; write it as AM-08"
        ),
        ("amazonas.yaml", "  acceptance: [AM-06]", "  acceptance: []", "the list is empty"),
        (
            "amazonas.yaml", "  acceptance: [AM-06]", "  acceptance: AM-06",
            "a list is expected here, not a single value"
        ),
        ("amazonas.yaml", "    email: [AM-02]", "    mail: [AM-02]", "“mail” is unknown here"),
        (
            "coacher.yaml", "    Plan SLA: [CO-01", "    Plan: [CO-01",
            "“classification” looks at the custom field “Plan SLA”; name the clauses that need it under “custom-fields”"
        ),
    ])
    func `Each fault is told with its line`(file: String, line: String, spoilt: String, expected: String) throws {
        let directory = try TemporaryDirectory()
        let mappings = try directory.copyMappings()
        let text = try LocalFile.text(at: "\(mappings)/policies/\(file)")
        let before = try #require(text.firstRange(of: line)).lowerBound
        let number = text[..<before].count { $0 == "\n" } + 1
        try directory.write(text.replacing(line, with: spoilt), to: "mappings/policies/\(file)")
        let error = #expect(throws: MappingError.self) { try MappingCatalogue.load(from: mappings) }
        let problem = try #require(error?.problems.first)
        #expect(error?.problems.count == 1)
        #expect(problem.file == "\(mappings)/policies/\(file)")
        #expect(problem.message.hasPrefix(expected), "\(problem)")
        // The field is used above, so that the part as a whole is what lacks it.
        let start = text[..<(try #require(text.firstRange(of: "relies-on:")).lowerBound)].count { $0 == "\n" } + 1
        #expect(problem.line == (expected.contains("classification") ? start : number))
    }
}
