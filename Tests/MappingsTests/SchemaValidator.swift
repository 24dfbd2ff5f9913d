import Foundation

/// As much of JSON Schema 2020-12 as the schemas under `mappings` use. A keyword that it does not know is a violation, so that
/// the schema cannot say something which no test looks at.
struct SchemaValidator {
    let schema: [String: Any]

    init(_ json: Data) throws {
        guard let schema = try JSONSerialization.jsonObject(with: json) as? [String: Any] else {
            throw CocoaError(.propertyListReadCorrupt)
        }
        self.schema = schema
    }

    /// What in `value` is against the schema, each as `PATH: REASON`.
    func violations(_ value: Any) -> [String] {
        check(value, schema, at: "")
    }

    func definition(_ name: String) -> [String: Any] {
        (schema["$defs"] as? [String: Any])?[name] as? [String: Any] ?? [:]
    }

    private func check(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
        schema.sorted { $0.key < $1.key }.flatMap { keyword, argument -> [String] in
            switch keyword {
            case "$schema", "$id", "$defs", "title", "description": []
            case "$ref": reference(argument).map { check(value, $0, at: path) } ?? ["\(path): no \(argument)"]
            case "const": same(value, argument) ? [] : ["\(path): is not \(argument)"]
            case "enum":
                (argument as? [Any] ?? []).contains { same(value, $0) } ? [] : ["\(path): “\(value)” is none of them"]
            case "type": Self.isOf(Self.type(of: value), argument) ? [] : ["\(path): is not \(argument)"]
            case "minimum": Self.compares(value, >=, argument) ? [] : ["\(path): is below \(argument)"]
            case "maximum": Self.compares(value, <=, argument) ? [] : ["\(path): is above \(argument)"]
            case "minItems", "minProperties":
                Self.compares(Self.count(of: value), >=, argument) ? [] : ["\(path): has less than \(argument)"]
            case "maxProperties":
                Self.compares(Self.count(of: value), <=, argument) ? [] : ["\(path): has more than \(argument)"]
            case "pattern": matches(value, argument) ? [] : ["\(path): “\(value)” is not \(argument)"]
            case "required": missing(value, argument).map { "\(path): “\($0)” is missing" }
            case "properties": checkProperties(value, argument, at: path)
            case "dependentRequired":
                (argument as? [String: Any] ?? [:]).filter { (value as? [String: Any])?[$0.key] != nil }
                    .flatMap { missing(value, $0.value) }.map { "\(path): “\($0)” is missing" }
            case "propertyNames":
                (value as? [String: Any] ?? [:]).keys.sorted()
                    .flatMap { check($0, argument as? [String: Any] ?? [:], at: "\(path)/\($0)") }
            case "additionalProperties": checkOthers(value, schema, argument, at: path)
            case "items": checkItems(value, argument, at: path)
            case "oneOf": checkBranches(value, argument, at: path) { $0 == 1 }
            case "anyOf": checkBranches(value, argument, at: path) { $0 > 0 }
            default: ["\(path): the keyword \(keyword) is not checked by this test"]
            }
        }
    }

    private func reference(_ argument: Any) -> [String: Any]? {
        guard let text = argument as? String, text.hasPrefix("#/$defs/") else { return nil }
        let definition = definition(String(text.dropFirst(8)))
        return definition.isEmpty ? nil : definition
    }

    private func same(_ left: Any, _ right: Any) -> Bool {
        (left as? String).map { $0 == right as? String } ?? false
    }

    private static func type(of value: Any) -> String {
        switch value {
        case is String: "string"
        case is [Any]: "array"
        case is [String: Any]: "object"
        // A number of Foundation's can be taken for a Bool, and the other way round.
        case _ where Swift.type(of: value) == Bool.self: "boolean"
        case let number as NSNumber where number.doubleValue == Double(number.intValue): "integer"
        case is NSNumber: "number"
        default: "other"
        }
    }

    /// Every integer is a number.
    private static func isOf(_ type: String, _ expected: Any) -> Bool {
        type == expected as? String || (type == "integer" && expected as? String == "number")
    }

    private static func compares(_ value: Any, _ isInOrder: (Double, Double) -> Bool, _ bound: Any) -> Bool {
        guard let value = value as? NSNumber, let bound = bound as? NSNumber else { return false }
        return isInOrder(value.doubleValue, bound.doubleValue)
    }

    private static func count(of value: Any) -> Int {
        (value as? [Any])?.count ?? (value as? [String: Any])?.count ?? 0
    }

    private func matches(_ value: Any, _ pattern: Any) -> Bool {
        guard let text = value as? String, let pattern = pattern as? String, let regex = try? Regex(pattern) else {
            return false
        }
        return text.firstMatch(of: regex) != nil
    }

    private func missing(_ value: Any, _ names: Any) -> [String] {
        guard let object = value as? [String: Any] else { return [] }
        return (names as? [String] ?? []).filter { object[$0] == nil }
    }

    /// What `properties` does not name: unknown, or each of one form.
    private func checkOthers(_ value: Any, _ schema: [String: Any], _ form: Any, at path: String) -> [String] {
        guard let object = value as? [String: Any] else { return [] }
        let known = schema["properties"] as? [String: Any] ?? [:]
        return object.filter { known[$0.key] == nil }.sorted { $0.key < $1.key }.flatMap { name, member in
            (form as? [String: Any]).map { check(member, $0, at: "\(path)/\(name)") } ?? [
                "\(path): “\(name)” is unknown"
            ]
        }
    }

    private func checkProperties(_ value: Any, _ argument: Any, at path: String) -> [String] {
        guard let object = value as? [String: Any], let properties = argument as? [String: [String: Any]] else {
            return []
        }
        return object.sorted { $0.key < $1.key }.flatMap { name, member in
            properties[name].map { check(member, $0, at: "\(path)/\(name)") } ?? []
        }
    }

    private func checkItems(_ value: Any, _ argument: Any, at path: String) -> [String] {
        guard let items = value as? [Any], let schema = argument as? [String: Any] else { return [] }
        return items.enumerated().flatMap { check($1, schema, at: "\(path)/\($0)") }
    }

    private func checkBranches(_ value: Any, _ argument: Any, at path: String, isEnough: (Int) -> Bool) -> [String] {
        let branches = (argument as? [[String: Any]] ?? []).map { check(value, $0, at: path) }
        let fitting = branches.count(where: \.isEmpty)
        return isEnough(fitting)
            ? [] : ["\(path): fits \(fitting) of the alternatives: \(branches.flatMap(\.self))"]
    }
}

extension SchemaValidator {
    /// A part of a value, and the part of the schema that describes it.
    struct Place {
        /// Keys, and positions in lists, from the whole value on.
        var path: [String]
        /// Where in the schema it is described; the same for everything that one definition describes.
        var pointer: String
        var schema: [String: Any]
        var value: Any
    }

    /// Every part of a value that fits the schema, the whole first.
    func places(in value: Any) -> [Place] {
        places(in: value, schema, at: [], pointer: "#")
    }

    /// The names of what the schema does not describe, as paths.
    func undescribed() -> [String] { Self.undescribed(schema, "") }

    private func places(in value: Any, _ schema: [String: Any], at path: [String], pointer: String) -> [Place] {
        if let target = schema["$ref"] as? String, let definition = reference(target) {
            return places(in: value, definition, at: path, pointer: target)
        }
        if let branches = schema["oneOf"] as? [[String: Any]],
            let number = branches.firstIndex(where: { check(value, $0, at: "").isEmpty })
        {
            return places(in: value, branches[number], at: path, pointer: "\(pointer)/oneOf/\(number)")
        }
        var places = [Place(path: path, pointer: pointer, schema: schema, value: value)]
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        for (name, member) in (value as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let form = properties[name] ?? schema["additionalProperties"] as? [String: Any] else { continue }
            places += self.places(in: member, form, at: path + [name], pointer: "\(pointer)/\(name)")
        }
        for (number, item) in (value as? [Any] ?? []).enumerated() {
            guard let form = schema["items"] as? [String: Any] else { continue }
            places += self.places(in: item, form, at: path + ["\(number)"], pointer: "\(pointer)/items")
        }
        return places
    }

    private static func undescribed(_ schema: [String: Any], _ path: String) -> [String] {
        schema.flatMap { keyword, argument -> [String] in
            switch (keyword, argument) {
            case ("properties", let members as [String: [String: Any]]),
                ("$defs", let members as [String: [String: Any]]):
                members.flatMap { name, member in
                    (member["description"] is String ? [] : ["\(path)/\(name)"])
                        + undescribed(member, "\(path)/\(name)")
                }
            case ("items", let items as [String: Any]): undescribed(items, path)
            case ("oneOf", let branches as [[String: Any]]): branches.flatMap { undescribed($0, path) }
            default: []
            }
        }
    }
}
