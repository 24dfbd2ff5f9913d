import Foundation
import Ledger
import Testing

@Suite("Any store: health")
struct HealthContractTests {
    @Test("A store that nothing happened to is whole", arguments: Backend.allCases)
    func whole(_ backend: Backend) async throws {
        try await backend.run { store async throws in
            let health = try await store.health()
            #expect(health.damage.isEmpty)
            #expect(health.version >= 1)
        }
    }

    @Test("A page that was overwritten is told, or the ledger does not open at all")
    func damaged() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/ledger.db"
            try await SQLiteLedger.open(at: path).close()
            var bytes = try Data(contentsOf: URL(filePath: path))
            let pageSize = 4_096
            let pages = bytes.count / pageSize
            #expect(pages > 10)
            // The first page says what the file is; each of the others is spoilt in turn.
            for page in [2, pages / 2, pages - 1] {
                let range = page * pageSize..<(page + 1) * pageSize
                let original = bytes[range]
                bytes.replaceSubrange(range, with: Data(repeating: 0x5A, count: pageSize))
                try bytes.write(to: URL(filePath: path))
                do {
                    let ledger = try await SQLiteLedger.open(at: path)
                    defer { try? ledger.close() }
                    #expect(try await !ledger.health().damage.isEmpty, "page \(page + 1)")
                } catch let error as LedgerError {
                    #expect(error.code == .damaged, "page \(page + 1)")
                }
                bytes.replaceSubrange(range, with: original)
                try bytes.write(to: URL(filePath: path))
            }
        }
    }
}
