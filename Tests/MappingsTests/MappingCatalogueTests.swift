import MantisConnect
import ServiceLevels
import Testing
import Tickets

@testable import Mappings

@Suite struct MappingCatalogueTests {
    @Test func `The project's own mappings have no problem`() throws {
        let catalogue = try Repository.catalogue()
        #expect(
            catalogue.policies.keys.map(\.rawValue).sorted() == [
                "amazonas", "bitam", "btw", "coacher", "facturatech-ws",
            ]
        )
        for policy in catalogue.policies.values {
            #expect(catalogue.calendar(of: policy) != nil)
            #expect(policy.acknowledgement != nil)
        }
    }

    /// Policy, level, clause, target, warning.
    @Test(
        arguments: [
            ("facturatech-ws", "n1", "FW-03", "1440cm", nil), ("facturatech-ws", "n2", "FW-04", "2880bm", "1440bm"),
            ("facturatech-ws", "n3", "FW-05", "4320bm", nil), ("facturatech-ws", "n4", "FW-06", nil, nil),
            ("amazonas", "p1", "AM-03", "480cm", nil), ("amazonas", "p2", "AM-04", "1440bm", nil),
            ("amazonas", "p3", "AM-05", "5760bm", nil), ("amazonas", "requerimiento", "AM-06", nil, nil),
            ("amazonas", "asesoria", "AM-07", nil, nil),
            ("btw", "p1", "BT-03", "480cm", nil), ("btw", "p2", "BT-04", "4320bm", nil),
            ("btw", "p3", "BT-05", "7200bm", nil), ("btw", "implementacion", "BT-06", "2880bm", nil),
            ("bitam", "urgente", "BI-04", "240bm", nil), ("bitam", "alta", "BI-04", "960bm", nil),
            ("bitam", "media", "BI-04", "2400bm", nil), ("bitam", "baja", "BI-04", "4800bm", nil),
            ("bitam", "urgente-sin-plazo", "BI-03", nil, nil), ("bitam", "alta-sin-plazo", "BI-03", nil, nil),
            ("bitam", "media-sin-plazo", "BI-03", nil, nil), ("bitam", "baja-sin-plazo", "BI-03", nil, nil),
            ("coacher", "alto-premium", "CO-02", "180bm", nil), ("coacher", "alto-estandar", "CO-02", "360bm", nil),
            ("coacher", "alto-basico", "CO-02", "720bm", nil), ("coacher", "medio-premium", "CO-02", "540bm", nil),
            ("coacher", "medio-estandar", "CO-02", "1080bm", nil), ("coacher", "medio-basico", "CO-02", "2160bm", nil),
            ("coacher", "bajo-premium", "CO-02", "720bm", nil), ("coacher", "bajo-estandar", "CO-02", "1440bm", nil),
            ("coacher", "bajo-basico", "CO-02", "2880bm", nil),
        ] as [(String, String, String, String?, String?)]
    )
    func `Each level promises what its clause says`(
        policy: String,
        level: String,
        clause: String,
        target: String?,
        warning: String?
    ) throws {
        let policy = try #require(try Repository.catalogue().policies[PolicyName(rawValue: policy)])
        let found = try #require(policy.level(LevelName(rawValue: level)))
        #expect(found.clause.rawValue == clause)
        #expect(found.target?.description == target)
        #expect(found.warning?.description == warning)
        // The promise tells the hours that the target counts.
        if let target = found.target {
            #expect(found.promise.contains("\(target.count / 60)"))
        }
    }

    @Test func `No level goes unchecked by the table above`() throws {
        let levels = try Repository.catalogue().policies.values.reduce(0) { $0 + $1.levels.count }
        #expect(levels == 30)
    }

    @Test(arguments: [
        ("amazonas", "AM-08", AcknowledgementRule.Moment.registered), ("btw", "BT-07", .assigned),
        ("facturatech-ws", "FW-01", .registered), ("bitam", "BI-05", .registered), ("coacher", "CO-02", .registered),
    ])
    func `Each policy acknowledges under its clause`(
        policy: String,
        clause: String,
        moment: AcknowledgementRule.Moment
    ) throws {
        let policy = try #require(try Repository.catalogue().policies[PolicyName(rawValue: policy)])
        let rule = try #require(policy.acknowledgement)
        #expect(rule.clause.rawValue == clause)
        #expect(rule.when == moment)
        #expect(Set(rule.nextSteps.keys) == Set(policy.kinds.keys))
    }

    @Test func `The weekly committee of AM-06 is the only one`() throws {
        let committees = try Repository.catalogue().policies.values.compactMap(\.committee)
        #expect(committees.map(\.clause.rawValue) == ["AM-06"])
        #expect(committees.map(\.weekday) == [.tuesday])
        #expect(committees.map(\.time.description) == ["09:00"])
        #expect(committees.map(\.cutOffHours) == [24])
    }

    // MARK: Faults

    @Test(arguments: [
        (
            "amazonas.yaml", "calendar: amazonas", "calendar: amazona",
            "26:13: there is no calendar “amazona”; did you mean “amazonas”?"
        ),
        (
            "amazonas.yaml", "level: p2", "level: p4",
            "89:12: the policy defines no level “p4”; did you mean “p1”?"
        ),
        (
            "amazonas.yaml", "kind: advice", "kind: setup",
            "110:11: the policy defines no kind “setup”; it can be incident, requirement or advice"
        ),
        ("amazonas.yaml", "kind: advice", "kind: advice\n    kind: advice", "110:5: “kind” is written again"),
        (
            "amazonas.yaml", "- Credenciales", "- pagina WEB caida",
            "89:12: “pagina web caida” has its level from the rule at policies/amazonas.yaml:76:12 already; list it once"
        ),
        (
            "amazonas.yaml", "- Credenciales", "- CLIENTE NO puede facturar",
            "83:11: this is listed twice (case, accents and punctuation do not count)"
        ),
        ("amazonas.yaml", "clause: AM-04", "clause: AM4", "47:13: “AM4” is not a clause id; write it as AM-08"),
        (
            "amazonas.yaml", "    promise: Le damos solución entre 1 y 24 horas hábiles.\n", "",
            "43:5: “promise” is missing here"
        ),
        ("amazonas.yaml", "    target: 480cm\n", "", "38:5: “target” is missing here"),
        ("amazonas.yaml", "480cm", "480", "41:13: “480” is not a target"),
        ("facturatech-ws.yaml", "warning: 1440bm", "warning: 2880bm", "40:14: a warning comes before the target"),
        ("facturatech-ws.yaml", "warning: 1440bm", "warning: 24cm", "40:14: a warning comes before the target"),
        ("amazonas.yaml", "    advice: Le env", "    advise: Le env", "209:5: “advice” is missing here"),
        ("amazonas.yaml", "when: registered", "when: register", "207:9: “register” is unknown here; did you mean"),
        ("amazonas.yaml", "weekday: tue", "weekday: tuesday", "218:12: “tuesday” is not a weekday"),
        ("amazonas.yaml", "\"09:00\"", "\"9\"", "219:9: “9” is not a time of day such as 09:00"),
        (
            "amazonas.yaml", "holidays: move", "holidays: ignore",
            "220:13: “ignore” is unknown here; it can be skip or move"
        ),
        ("amazonas.yaml", "provider: Amazonas", "supplier: Amazonas", "3:1: “provider” is missing here"),
        ("bitam.yaml", "urgent: urgente", "urgen: urgente", "110:9: mantis.yaml has no priority “urgen”; did you mean"),
        ("bitam.yaml", "by: priority", "by: prio", "107:11: a look-up goes by category"),
        (
            "bitam.yaml", "kind: [incident, activity]", "kind: [incident, advice]",
            "105:24: the policy defines no kind “advice”"
        ),
        ("bitam.yaml", "        Setup: setup\n", "", "33:1: no rule of “classification” gives the kind “setup”"),
        (
            "coacher.yaml", "        Básico: alto-basico\n", "",
            "27:1: no rule of “classification” gives the level “alto-basico”"
        ),
        ("coacher.yaml", "{field: Plan SLA}", "{campo: Plan SLA}", "87:11: “field” is missing here"),
        (
            "coacher.yaml", "name: alto-estandar", "name: alto-premium",
            "33:11: the level “alto-premium” is defined twice"
        ),
    ])
    func `Each fault of a policy is told with its place`(
        file: String,
        line: String,
        spoilt: String,
        expected: String
    ) throws {
        let problems = try Repository.problems(spoiling: "policies/\(file)", line, with: spoilt)
        let expected = "policies/\(file):\(expected)"
        #expect(problems.contains { $0.hasPrefix(expected) }, "\(problems.joined(separator: "\n"))")
    }

    @Test(arguments: [
        (
            "mantis.yaml", "10: new", "10: nuevo",
            "mantis.yaml:5:7: “nuevo” is unknown here; it can be new, waiting_for_requester"
        ),
        ("mantis.yaml", "10: new", "ten: new", "mantis.yaml:5:3: “ten” is not a whole number"),
        ("mantis.yaml", "Empresa,", "NIT,", "mantis.yaml:41:27: the field “NIT” is already nit"),
        ("words.yaml", "new: nuevo", "neu: nuevo", "words.yaml:4:3: “new” is missing here"),
        ("words.yaml", "paused: en pausa", "pausado: en pausa", "words.yaml:60:3: “paused” is missing here"),
        ("words.yaml", "asked: una", "askd: una", "words.yaml:75:3: “askd” is unknown here; did you mean “asked”?"),
        ("words.yaml", "contingency: dura", "contingencia: dura", "words.yaml:90:3: “contingency” is missing here"),
        ("words.yaml", "  resolution: solución\n", "", "words.yaml:50:3: “resolution” is missing here"),
        ("words.yaml", "new: nuevo", "new: ''", "words.yaml:4:8: a text is expected here, and it is empty"),
        ("notes/acknowledgement.mustache", "{{case}}", "{{caso}}", "notes/acknowledgement.mustache:2:"),
    ])
    func `Each fault of the other files is told with its place`(
        file: String,
        line: String,
        spoilt: String,
        expected: String
    ) throws {
        let problems = try Repository.problems(spoiling: file, line, with: spoilt)
        #expect(problems.contains { $0.hasPrefix(expected) }, "\(problems.joined(separator: "\n"))")
    }

    @Test func `A calendar with a fault is not reported as missing too`() throws {
        let problems = try Repository.problems(spoiling: "calendars/btw.yaml", "America/Bogota", with: "America/Bogotá")
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("calendars/btw.yaml:") == true)
    }

    @Test func `A directory with nothing in it says what belongs there`() throws {
        let directory = try TemporaryDirectory()
        let error = #expect(throws: MappingError.self) { try MappingCatalogue.load(from: directory.path) }
        let files = Set(error?.problems.map { $0.file.replacing("\(directory.path)/", with: "") } ?? [])
        #expect(
            files == [
                "mantis.yaml", "calendars", "holidays", "policies", "notes/acknowledgement.mustache", "words.yaml",
            ]
        )
    }

    @Test func `A file that is no policy is told`() throws {
        let directory = try TemporaryDirectory()
        let mappings = try directory.copyMappings()
        try directory.write("x", to: "mappings/policies/otra.yml")
        let error = #expect(throws: MappingError.self) { try MappingCatalogue.load(from: mappings) }
        #expect(error?.problems.map(\.file) == ["\(mappings)/policies/otra.yml"])
    }

    @Test func `Every name of the model has its Spanish word`() throws {
        let words = try Repository.catalogue().words
        #expect(words.statuses[.waitingForRequester] == "espera al solicitante")
        #expect(Set(words.statuses.keys) == Set(TicketStatus.allCases))
        #expect(Set(words.standings.keys) == Set(Standing.allCases))
        #expect(Set(words.events.keys) == Set(Event.Kind.allCases))
        #expect(Set(words.clocks.keys) == Set(ClockKind.allCases))
        #expect(Set(words.clockStates.keys) == Set(ClockState.allCases))
        #expect(Set(words.moments.keys) == Set(ClockMoment.allCases))
        #expect(Set(words.pauses.keys) == Set(PauseReason.allCases))
        #expect(Set(words.requester.keys) == Set(Requester.Part.allCases))
    }

    @Test(arguments: [
        ("mantis.yaml", true), ("policies/btw.yaml", true), ("words.yaml", false), ("calendars/btw.yaml", false),
        ("notes/acknowledgement.mustache", false),
    ])
    func `The digest changes with the files that decide a translation`(file: String, isDecisive: Bool) throws {
        let directory = try TemporaryDirectory()
        let mappings = try directory.copyMappings()
        let before = try MappingCatalogue.load(from: mappings).translationDigest
        let note = file.hasSuffix(".yaml") ? "# x\n" : "x\n"
        try directory.write(try LocalFile.text(at: "\(mappings)/\(file)") + note, to: "mappings/\(file)")
        #expect((try MappingCatalogue.load(from: mappings).translationDigest != before) == isDecisive)
    }

    // MARK: Another policy

    @Test func `A policy nobody thought of needs only its file`() throws {
        let directory = try TemporaryDirectory()
        let mappings = try directory.copyMappings()
        try directory.write(try Fixture.text("policies/lavanderia.yaml"), to: "mappings/policies/lavanderia.yaml")
        let catalogue = try MappingCatalogue.load(from: mappings)
        let name = PolicyName(rawValue: "lavanderia")
        let classification = try #require(catalogue.classifications[name])
        let expected: [(String?, Int, String, TicketKind, String)] = [
            ("Manchas", 80, "", .incident, "roja"), ("Manchas", 50, "", .incident, "verde"),
            ("Lo que sea", 80, "Hotel|Clínica", .incident, "roja"), (nil, 10, "", .incident, "verde"),
            ("Nueva máquina", 80, "", .requirement, "idea"),
        ]
        for (category, severity, customer, kind, level) in expected {
            var issue = Issue.sample(category: category, fields: [("Tipo de cliente", customer)])
            issue.severity = Reference(id: severity)
            let verdict = classification.verdict(on: issue)
            #expect(verdict.kind == kind)
            #expect(verdict.level?.rawValue == level)
        }
        let instance = try #require(InstanceName(rawValue: "x"))
        let translation = try #require(
            Translation(
                instance: instance,
                scope: "todo",
                policy: name,
                queue: nil,
                bridge: Account.bridge.id,
                catalogue: catalogue
            )
        )
        #expect(translation.ticket(from: .sample(category: "Manchas"), history: nil).policy == name)
        #expect(catalogue.policies[name]?.committee?.weekday == .friday)
    }
}
