import Foundation
import ServiceLevels
import Testing
import Tickets

@testable import Mappings

/// `policy.schema.json`, which editors complete and check policy files with, says what the reader says.
@Suite struct PolicySchemaTests {
    private static let shipped = ["amazonas", "bitam", "btw", "coacher", "facturatech-ws"]
    private static let invented = ["lavanderia", "taller"]
    private static let nonsense = String(repeating: "z", count: 24)

    private static func validator() throws -> SchemaValidator {
        try SchemaValidator(Data(contentsOf: URL(filePath: Repository.mappings).appending(path: "policy.schema.json")))
    }

    private static func document(_ name: String) throws -> Document {
        let text =
            shipped.contains(name)
            ? try LocalFile.text(at: "\(Repository.mappings)/policies/\(name).yaml")
            : try Fixture.text("policies/\(name).yaml")
        return Document(value: try #require(YAMLReader(text: text, file: name).root).plain)
    }

    /// What the reader finds wrong; JSON is YAML too.
    private static func problems(_ document: Any) throws -> [Problem] {
        let data = try JSONSerialization.data(
            withJSONObject: document,
            options: [.sortedKeys, .withoutEscapingSlashes]
        )
        let reader = YAMLReader(text: String(decoding: data, as: UTF8.self), file: "policy")
        let vocabulary = try Repository.catalogue().vocabulary
        let registers = RegisterDirectory("\(Repository.mappings)/registers").registers
        _ = PolicyFile(reader, name: PolicyName(rawValue: "policy"), vocabulary: vocabulary, registers: registers)
        return reader.problems
    }

    // MARK: What fits

    @Test(arguments: shipped + invented)
    func `A policy that the reader takes fits the schema`(name: String) throws {
        let document = try Self.document(name).value
        #expect(try Self.problems(document).map(\.description) == [])
        #expect(try Self.validator().violations(document) == [])
    }

    @Test(arguments: shipped)
    func `A policy file leads editors to the schema`(name: String) throws {
        let text = try LocalFile.text(at: "\(Repository.mappings)/policies/\(name).yaml")
        #expect(text.hasPrefix("# yaml-language-server: $schema=../policy.schema.json\n"))
    }

    @Test func `Every property of the schema is described`() throws {
        #expect(try Self.validator().undescribed() == [])
    }

    // MARK: The same keys

    /// One place for each object of the schema whose keys are all known, with the document it is in.
    private static func objects() throws -> [(document: Document, place: SchemaValidator.Place)] {
        var seen: Set<String> = []
        let validator = try validator()
        return try (shipped + invented).flatMap { name in
            let document = try document(name)
            return validator.places(in: document.value).filter { place in
                place.schema["additionalProperties"] as? Bool == false && seen.insert(place.pointer).inserted
            }.map { (document, $0) }
        }
    }

    @Test func `The schema has every key that the reader takes, and no other`() throws {
        let validator = try Self.validator()
        let objects = try Self.objects()
        #expect(objects.count > 25)
        for (document, place) in objects {
            let spoilt = document.changed(at: place.path) { object in
                (object as? [String: Any])?.merging([Self.nonsense: "x"]) { old, _ in old }
            }
            #expect(validator.violations(spoilt).count == 1, "\(place.pointer)")
            let message = try #require(try Self.problems(spoilt).map(\.message).first { $0.contains(Self.nonsense) })
            let properties = place.schema["properties"] as? [String: Any] ?? [:]
            #expect(Self.choices(in: message).sorted() == properties.keys.sorted(), "\(place.pointer): \(message)")
        }
    }

    @Test func `The invented policies use every key of the schema, so that the reader is seen to take each`() throws {
        let validator = try Self.validator()
        var unused: Set<String> = []
        var used: Set<String> = []
        for name in Self.shipped + Self.invented {
            for place in validator.places(in: try Self.document(name).value) {
                let properties = place.schema["properties"] as? [String: Any] ?? [:]
                unused.formUnion(properties.keys.map { "\(place.pointer)/\($0)" })
                used.formUnion((place.value as? [String: Any] ?? [:]).keys.map { "\(place.pointer)/\($0)" })
            }
        }
        #expect(unused.subtracting(used) == [])
    }

    @Test func `A key that is misspelt is refused by both, wherever it stands`() throws {
        let validator = try Self.validator()
        for (document, place) in try Self.objects() {
            let object = place.value as? [String: Any] ?? [:]
            for (key, value) in object {
                let spoilt = document.changed(at: place.path) { _ in
                    object.filter { $0.key != key }.merging(["\(key)x": value]) { old, _ in old }
                }
                #expect(!validator.violations(spoilt).isEmpty, "\(place.pointer) \(key)")
                let problems = try Self.problems(spoilt)
                #expect(problems.contains { $0.message.hasPrefix("“\(key)x” is unknown here") }, "\(place.pointer)")
            }
        }
    }

    // MARK: The same vocabularies

    /// The values of each enumeration of the schema in the model; nil for one that only the reader has.
    private static let vocabularies: [String: [String]?] = [
        "kind": TicketKind.allCases.map(\.rawValue), "clock-kind": ClockKind.allCases.map(\.rawValue),
        "pause-reason": PauseReason.allCases.map(\.rawValue), "pause-effect": PauseRule.Effect.allCases.map(\.rawValue),
        "repetition": ClockRule.Start.Repetition.allCases.map(\.rawValue),
        "status": TicketStatus.allCases.map(\.rawValue), "visibility": Visibility.allCases.map(\.rawValue),
        "requester-part": Requester.Part.allCases.map(\.rawValue), "weekday": Weekday.allCases.map(\.abbreviation),
        "acknowledgement-moment": AcknowledgementRule.Moment.allCases.map(\.rawValue),
        "holiday-handling": CommitteeSchedule.HolidayHandling.allCases.map(\.rawValue),
        "moment": ClockMoment.allCases.map(\.rawValue), "occasion": nil, "source": nil, "reopening-effect": nil,
        "kind-subject": nil, "level-subject": nil,
    ]

    @Test func `Every enumeration of the schema is the model's or the reader's`() throws {
        let validator = try Self.validator()
        let definitions = try #require(validator.schema["$defs"] as? [String: [String: Any]])
        let enumerations = definitions.filter { $0.value["enum"] != nil }
        #expect(Set(enumerations.keys) == Set(Self.vocabularies.keys))
        for (name, definition) in enumerations {
            guard let values = Self.vocabularies[name] ?? nil else { continue }
            #expect(definition["enum"] as? [String] == values, "\(name)")
        }
        // And there is none outside the definitions.
        let text = try LocalFile.text(at: "\(Repository.mappings)/policy.schema.json")
        #expect(text.components(separatedBy: "\"enum\"").count - 1 == enumerations.count)
    }

    @Test func `A word outside a vocabulary is refused by both, and the reader's list of choices is the schema's`()
        throws
    {
        let validator = try Self.validator()
        var seen: Set<String> = []
        var listed: Set<String> = []
        for name in Self.shipped + Self.invented {
            let document = try Self.document(name)
            for place in validator.places(in: document.value) {
                guard let values = place.schema["enum"] as? [String], seen.insert(place.pointer).inserted else {
                    continue
                }
                let spoilt = document.changed(at: place.path) { _ in Self.nonsense }
                #expect(!validator.violations(spoilt).isEmpty)
                let message = try #require(
                    try Self.problems(spoilt).map(\.message).first { $0.contains(Self.nonsense) }
                )
                let choices = Self.choices(in: message)
                guard message.hasPrefix("“\(Self.nonsense)” is unknown here"), !choices.isEmpty else { continue }
                #expect(choices == values, "\(place.pointer)")
                listed.insert(place.pointer)
            }
        }
        for (name, values) in Self.vocabularies where values == nil && !name.hasSuffix("-subject") {
            #expect(listed.contains { $0.hasPrefix("#/$defs/\(name)") }, "\(name) was never compared")
        }
    }

    @Test(arguments: [
        ("kind", ["category", "severity", "priority"]), ("level", ["category", "severity", "priority", "kind"]),
    ])
    func `A look-up goes by what the schema lists`(outcome: String, subjects: [String]) throws {
        let definition = try Self.validator().definition("\(outcome)-subject")
        #expect(definition["enum"] as? [String] == subjects)
        let document = try Self.document("taller")
        let rule = outcome == "kind" ? "1" : "3"
        for subject in ["category", "severity", "priority", "kind", "handler"] {
            let changed = document.changed(at: ["classification", rule, outcome, "by"]) { _ in subject }
            let isRefused = try Self.problems(changed).contains { $0.message.hasPrefix("a look-up goes by") }
            #expect(isRefused == !subjects.contains(subject), "\(subject)")
        }
    }

    /// `a`, `b` and `c` of “…; it can be a, b or c”.
    private static func choices(in message: String) -> [String] {
        guard let range = message.firstRange(of: "; it can be ") else { return [] }
        return message[range.upperBound...].replacing(" or ", with: ", ").split(separator: ", ").map(String.init)
    }

    // MARK: What both refuse

    /// A place in `taller.yaml`, and what is written there instead, as YAML; nil takes it away.
    @Test(
        arguments: [
            ("title", nil), ("title", "' '"), ("title", "[a]"), ("provider", nil), ("clauses", "{}"), ("clauses", nil),
            ("clauses/TA-01", "''"), ("hours/clause", "TA1"), ("hours/clause", "ta-01"), ("hours/calendar", nil),
            ("kinds", "{}"), ("kinds/incident", "[Avería]"), ("levels", "[]"), ("levels", "urgente"),
            ("levels/0/target", nil), ("levels/0/target", "1 día"), ("levels/0/target", "0bd"),
            ("levels/0/target", "-5bm"), ("levels/0/target", "1000001cm"), ("levels/0/promise", nil),
            ("levels/1/warning", "none"), ("classification", "[]"), ("classification/0/clause", nil),
            ("classification/5/level", nil), ("classification/0/when", "Rueda pinchada"),
            ("classification/2/kind/by", "{campo: Estudio}"), ("classification/3/level/table", nil),
            ("clocks/resolution/start", nil), ("clocks/resolution/terms", nil), ("clocks/resolution/terms", "[]"),
            ("clocks/resolution/start/from", "filed"), ("clocks/resolution/start/from", "[registered, filed]"),
            ("clocks/resolution/met-by", "[]"), ("clocks/resolution/terms/0/amount/times", "0"),
            ("clocks/resolution/terms/0/amount/times", "three"), ("clocks/resolution/terms/0/amount/of", "first"),
            ("clocks/resolution/terms/0/clause", nil), ("clocks/closing/terms/0/amount", "15 días"),
            ("clocks/closing/terms/0/indicative", "yes"), ("clocks/resolution/reopening/within", nil),
            ("clocks/resolution/reopening/effect", "restart"), ("clocks/first-response/warnings", "[0]"),
            ("clocks/first-response/warnings", "[100]"), ("clocks/first-response/warnings", "50"),
            ("clocks/first-response/pauses/0/while", "holiday"), ("clocks/first-response/pauses/0/effect", nil),
            ("clocks/first-response/commitment", "TA"), ("plans", "[]"), ("plans/0/when", nil),
            ("plans/0/when/in-subject", "name"), ("intake/items", "[]"), ("intake/items/0/found-in", "{}"),
            ("intake/items/0/found-in", "note"), ("intake/items/1/title", nil), ("actions/0/name", "Qué bicicleta"),
            ("actions/0/on", "filed"), ("actions/3/on", "{unanswered-questions: 0}"), ("actions/3/on", "{}"),
            ("actions/3/on", "{unanswered-questions: 3, breach-of: closing}"), ("actions/2/link", "http://x"),
            ("actions/2/link", "https://"), ("actions/0/note/visibility", "hidden"), ("actions/4/status", nil),
            ("actions/0/status", "feedback"), ("actions/1/when/older-than", "nueve"), ("committee/time", "8:30"),
            ("committee/time", "24:00"), ("committee/cut-off-hours", "169"), ("committee/cut-off-hours", "1.5"),
            ("committee/weekday", "monday"), ("relies-on/notes", "TA-04"), ("relies-on/requester/nit", "[]"),
            ("acknowledgement/when", "closed"), ("acknowledgement/next-steps/incident", "''"),
        ] as [(String, String?)]
    )
    func `What is spoilt is refused by the schema and by the reader`(path: String, value: String?) throws {
        let document = try Self.document("taller")
        let keys = path.split(separator: "/").map(String.init)
        let replacement = value.flatMap { YAMLReader(text: $0, file: "value").root?.plain }
        #expect((replacement == nil) == (value == nil))
        let spoilt = document.changed(at: keys) { _ in replacement }
        #expect(try !Self.validator().violations(spoilt).isEmpty)
        #expect(try !Self.problems(spoilt).isEmpty)
    }
}

// MARK: Documents as plain values

extension YAMLValue {
    /// Texts, numbers, truth values, lists and dictionaries, as YAML 1.2 resolves what is not quoted.
    fileprivate var plain: Any {
        if isMapping { return Dictionary((entries() ?? []).map { ($0.key, $0.value.plain) }) { first, _ in first } }
        if isList { return (list() ?? []).map(\.plain) }
        let text = text ?? ""
        if let number = Int(text) { return number }
        if let number = Double(text) { return number }
        if let isTrue = Bool(text) { return isTrue }
        return text
    }
}

/// A document of plain values.
private struct Document {
    var value: Any

    /// The document with another value at a path; nil takes it out of its object.
    func changed(at path: [String], _ change: (Any?) -> Any?) -> Any {
        Self.changed(value, at: path[...], change) ?? [String: Any]()
    }

    private static func changed(_ value: Any?, at path: ArraySlice<String>, _ change: (Any?) -> Any?) -> Any? {
        guard let first = path.first else { return change(value) }
        if let list = value as? [Any], let number = Int(first) {
            return list.enumerated().compactMap { index, item in
                index == number ? changed(item, at: path.dropFirst(), change) : item
            }
        }
        var object = value as? [String: Any] ?? [:]
        object[first] = changed(object[first], at: path.dropFirst(), change)
        return object
    }
}
