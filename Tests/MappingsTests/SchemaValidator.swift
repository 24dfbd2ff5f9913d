import Foundation

/// As much of JSON Schema 2020-12 as `ticket.schema.json` uses. A keyword that it does not know is a violation, so that
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
            case "type": Self.type(of: value) == argument as? String ? [] : ["\(path): is not \(argument)"]
            case "minimum":
                (value as? Int ?? .min) >= (argument as? Int ?? .max) ? [] : ["\(path): is below \(argument)"]
            case "pattern": matches(value, argument) ? [] : ["\(path): “\(value)” is not \(argument)"]
            case "required": missing(value, argument).map { "\(path): “\($0)” is missing" }
            case "properties": checkProperties(value, argument, at: path)
            case "additionalProperties": unknown(value, schema).map { "\(path): “\($0)” is unknown" }
            case "items": checkItems(value, argument, at: path)
            case "oneOf": checkOneOf(value, argument, at: path)
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
        case let number as NSNumber where number.doubleValue == Double(number.intValue): "integer"
        default: "other"
        }
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

    private func unknown(_ value: Any, _ schema: [String: Any]) -> [String] {
        guard let object = value as? [String: Any], schema["additionalProperties"] as? Bool == false else { return [] }
        let known = schema["properties"] as? [String: Any] ?? [:]
        return object.keys.filter { known[$0] == nil }.sorted()
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

    private func checkOneOf(_ value: Any, _ argument: Any, at path: String) -> [String] {
        let branches = (argument as? [[String: Any]] ?? []).map { check(value, $0, at: path) }
        let fitting = branches.count(where: \.isEmpty)
        return fitting == 1 ? [] : ["\(path): fits \(fitting) of the alternatives: \(branches.flatMap(\.self))"]
    }
}
