import Foundation
import SOAP

/// One recorded exchange with a real server, from `Fixtures/wire`.
struct WireExchange: Sendable, CustomStringConvertible {
    /// `056-issue-get-full`
    let name: String
    let operation: String
    let request: [UInt8]
    let status: Int
    let contentType: String
    let body: [UInt8]

    var number: Int { Int(name.prefix(3)) ?? 0 }
    var description: String { name }

    /// All of them, in the order sent.
    static let all: [WireExchange] = {
        lines("wire/INDEX.csv").dropFirst().map { line in
            let fields = line.split(separator: ",").map(String.init)
            return WireExchange(name: fields[0], operation: fields[1])
        }
    }()

    static func number(_ number: Int) -> WireExchange {
        all[number - 1]
    }

    private init(name: String, operation: String) {
        self.name = name
        self.operation = operation
        request = WireExchange.contents("wire/\(name).request.xml")
        let response = WireExchange.contents("wire/\(name).response.http")
        let separator = Array("\r\n\r\n".utf8)
        let head = response.indices.first { response[$0...].starts(with: separator) } ?? 0
        let lines = String(decoding: response[..<head], as: UTF8.self).split(separator: "\r\n")
        status = Int(lines[0].split(separator: " ")[1]) ?? 0
        contentType = lines[1].split(separator: ": ").last.map(String.init) ?? ""
        body = Array(response[(head + separator.count)...])
    }

    /// The lines of a text fixture.
    static func lines(_ file: String) -> [String] {
        String(decoding: contents(file), as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    private static func contents(_ file: String) -> [UInt8] {
        let folder = Bundle.module.resourceURL?.appending(path: "Fixtures")
        guard let url = folder?.appending(path: file), let data = try? Data(contentsOf: url) else {
            preconditionFailure("the fixture \(file) is missing")
        }
        return [UInt8](data)
    }
}
