import Foundation
import Testing

/// One recorded exchange: the request's body, and the answer's status, content type and body.
struct Recording {
    let label: String
    let request: [UInt8]
    let status: Int
    let contentType: String
    let body: [UInt8]

    /// All of them, in the order in which they were sent.
    static func all() throws -> [Recording] {
        let folder = try #require(Bundle.module.resourceURL).appending(path: "Fixtures/wire")
        let index = try String(contentsOf: folder.appending(path: "INDEX.csv"), encoding: .utf8)
        return try index.split(separator: "\n").dropFirst().map { line in
            try Recording(label: String(line.prefix { $0 != "," }), folder: folder)
        }
    }

    private init(label: String, folder: URL) throws {
        self.label = label
        request = try [UInt8](Data(contentsOf: folder.appending(path: "\(label).request.xml")))
        let response = try [UInt8](Data(contentsOf: folder.appending(path: "\(label).response.http")))
        let blank = try #require(response.firstRange(of: Array("\r\n\r\n".utf8)))
        let head = String(decoding: response[..<blank.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        status = try #require(Int(head[0].split(separator: " ")[1]))
        contentType = try #require(head[1].components(separatedBy: ": ").last)
        body = Array(response[blank.upperBound...])
    }

    /// Three digits.
    var number: Int { Int(label.prefix(3)) ?? 0 }
}
