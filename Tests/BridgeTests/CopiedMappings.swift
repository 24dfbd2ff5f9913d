import Foundation
import Testing

/// A copy of the shipped mappings to change, which goes away with its owner.
final class CopiedMappings {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "mappings-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: URL(filePath: SyncHarness.mappings).resolvingSymlinksInPath(), to: url)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(path)/\(file)"))
    }

    /// The text must be there.
    func replace(_ text: String, with other: String, in file: String) throws {
        let before = try String(contentsOf: URL(filePath: "\(path)/\(file)"), encoding: .utf8)
        let after = before.replacing(text, with: other)
        try #require(after != before, "\(file) has no “\(text)”")
        try write(after, to: file)
    }
}
