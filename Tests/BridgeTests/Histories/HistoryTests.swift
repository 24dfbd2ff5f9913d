import Foundation
import Ledger
import Mappings
import Testing
import Tickets

@testable import Bridge

/// Whatever happens while the bridge reads, nothing is missed. `MANTIS_BRIDGE_SOAK=1` lives through 10 000 histories, and
/// `MANTIS_BRIDGE_SEED=n` (or `n-m`) through those alone.
@Suite struct HistoryTests {
    private static let chosen = ProcessInfo.processInfo.environment
    private static let isSoak = chosen["MANTIS_BRIDGE_SOAK"] == "1"
    /// Histories that a file is written for.
    private static let onDisk: UInt64 = 40

    static let seeds: [UInt64] = {
        let range = chosen["MANTIS_BRIDGE_SEED"]?.split(separator: "-").compactMap { UInt64($0) } ?? []
        if let first = range.first, let last = range.last, first <= last { return Array(first...last) }
        return Array(1...(isSoak ? 10_000 : 200))
    }()

    @Test func `after everything has come to rest the ledger equals the server, and a further pass changes nothing`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "histories-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let password = folder.appending(path: "password").path
        try Data("puente\n".utf8).write(to: URL(filePath: password))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: password)
        let catalogue = try MappingCatalogue.load(from: SyncHarness.mappings)

        var deeds = 0
        for seed in Self.seeds {
            let file =
                seed.isMultiple(of: Self.onDisk)
                ? try await SQLiteLedger.open(at: folder.appending(path: "\(seed).sqlite").path) : nil
            let store: any TicketStore = file ?? MemoryLedger()
            var name = "MANTIS_BRIDGE_SEED=\(seed)"
            do {
                let history = try History(seed: seed, store: store, catalogue: catalogue, password: password)
                name += ", a \(history.kind.rawValue) on \(history.version)"
                let faults = try await history.run()
                for fault in faults { Issue.record("\(name): \(fault)") }
                deeds += history.people.deeds
            } catch {
                Issue.record("\(name): \(error)")
            }
            // The folder can be removed only when nothing writes to it any more.
            try file?.close()
        }
        #expect(deeds > Self.seeds.count * 10, "people did next to nothing")
    }
}
