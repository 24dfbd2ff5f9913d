import Foundation
import MantisConnect
import SOAP
import Tickets

@testable import Mappings

/// Swift Testing has an `Issue` of its own.
typealias Issue = MantisConnect.Issue

/// The repository this test is part of.
enum Repository {
    static let mappings = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "mappings").path

    /// Loaded once for all tests.
    static func catalogue() throws -> MappingCatalogue {
        try loaded.get()
    }

    private static let loaded = Result { try MappingCatalogue.load(from: mappings) }

    /// What is wrong with the mappings once the first `text` in one of their files is replaced, with paths as seen from
    /// there.
    static func problems(spoiling file: String, _ text: String, with spoilt: String) throws -> [String] {
        let directory = try TemporaryDirectory()
        let mappings = try directory.copyMappings()
        let original = try LocalFile.text(at: "\(mappings)/\(file)")
        let changed = original.replacing(text, with: spoilt, maxReplacements: 1)
        guard changed != original else { throw CocoaError(.formatting) }
        try directory.write(changed, to: "mappings/\(file)")
        do {
            _ = try MappingCatalogue.load(from: mappings)
            return []
        } catch {
            return error.problems.map { $0.description.replacing("\(mappings)/", with: "") }
        }
    }
}

/// A directory that goes away with its owner.
final class TemporaryDirectory {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "mappings-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, with the directories above it.
    @discardableResult
    func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
        let url = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
        return url.path
    }

    /// Copies the repository's mappings, to spoil one file of them.
    func copyMappings() throws -> String {
        let copy = "\(path)/mappings"
        try FileManager.default.copyItem(
            at: URL(filePath: Repository.mappings).resolvingSymlinksInPath(),
            to: URL(filePath: copy)
        )
        return copy
    }
}

enum Fixture {
    static func url(_ name: String) throws -> URL {
        guard let url = Bundle.module.url(forResource: "Fixtures", withExtension: nil) else {
            throw CocoaError(.fileNoSuchFile)
        }
        return url.appending(path: name)
    }

    static func text(_ name: String) throws -> String {
        try String(contentsOf: url(name), encoding: .utf8)
    }
}

extension DateTime {
    /// `seconds` after 2026-11-21T20:00:00-05:00, written by a server in Bogotá.
    static func bogota(_ seconds: Int64) -> DateTime {
        DateTime(epochSeconds: Instant.base.epochSeconds + seconds, offsetSeconds: -18_000)
    }
}

extension Instant {
    /// 2026-11-21T20:00:00-05:00.
    static let base = Instant(epochSeconds: 1_795_309_200)
}

/// The accounts of the recorded server.
extension Account {
    static let developer = Account(id: AccountID(rawValue: 9), name: "dev000")
    static let queue = Account(id: AccountID(rawValue: 2), name: "alanMantis")
    static let bridge = Account(
        id: AccountID(rawValue: 3),
        name: "puente",
        realName: "Puente de Soporte",
        email: "puente@example.test"
    )
    static let engineer = Account(id: AccountID(rawValue: 5), name: "ing0", realName: "Inés García")
}

extension Issue {
    /// An issue as the recorded server shows it, with as little in it as it can have.
    static func sample(
        category: String? = "Credenciales C2/C3",
        status: Int = 50,
        reporter: Account? = .developer,
        handler: Account? = .queue,
        summary: String = "No llega el token",
        notes: [IssueNote] = [],
        fields: [(String, String)] = []
    ) -> Issue {
        Issue(
            id: IssueID(rawValue: 2_001),
            viewState: Reference(id: 10, name: "public"),
            lastUpdated: .bogota(3_600),
            project: Reference(id: 1, name: "Web Service"),
            category: category,
            priority: Reference(id: 30, name: "normal"),
            severity: Reference(id: 50, name: "minor"),
            status: Reference(id: status, name: "?"),
            reporter: reporter,
            summary: summary,
            dateSubmitted: .bogota(0),
            handler: handler,
            description: "Descripción",
            notes: notes,
            customFields: fields.enumerated().map { index, field in
                CustomFieldValue(field: Reference(id: index + 1, name: field.0), value: field.1)
            }
        )
    }
}

extension IssueNote {
    static func sample(_ id: Int, by author: Account, at seconds: Int64, isPrivate: Bool = false) -> IssueNote {
        IssueNote(
            id: IssueNoteID(rawValue: id),
            reporter: author,
            text: "Nota \(id)",
            viewState: isPrivate ? Reference(id: 50, name: "private") : Reference(id: 10, name: "public"),
            dateSubmitted: .bogota(seconds),
            lastModified: .bogota(seconds)
        )
    }
}

extension HistoryEntry {
    static func row(
        _ seconds: Int64,
        by user: Account = .developer,
        _ kind: Kind = .fieldChange,
        field: String = "",
        _ old: String = "",
        _ new: String = ""
    ) -> HistoryEntry {
        HistoryEntry(
            date: Instant.base.epochSeconds + seconds,
            user: user.id,
            userName: user.realName ?? user.name ?? "",
            field: field,
            kind: kind,
            oldValue: old,
            newValue: new
        )
    }
}
