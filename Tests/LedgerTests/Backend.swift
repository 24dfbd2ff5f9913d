import Foundation
import Ledger
import Testing
import Tickets

/// The stores that one contract holds for.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
    case memory, sqlite

    var testDescription: String { rawValue }

    /// Runs `body` with an empty store.
    func run(_ body: (any TicketStore) async throws -> Void) async throws {
        switch self {
        case .memory:
            try await body(MemoryLedger())
        case .sqlite:
            try await withTemporaryFolder { folder in
                let ledger = try await SQLiteLedger.open(at: folder + "/ledger.db")
                try await body(ledger)
                try ledger.close()
            }
        }
    }
}

/// Runs `body` with the path of a folder of its own, and removes it afterwards.
func withTemporaryFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}

/// The ``LedgerError/Code`` that `body` throws; nil when it throws nothing.
func code(_ body: () async throws -> some Any) async throws -> LedgerError.Code? {
    do {
        _ = try await body()
        return nil
    } catch let error as LedgerError {
        return error.code
    }
}

extension TicketStore {
    /// The numbers of the issues that would be planned at an instant.
    func toPlan(of instance: InstanceName = Sample.acme, at now: Instant = Sample.start) async throws -> [Int] {
        try await ticketsToPlan(of: instance, at: now, after: nil, limit: 99).map(\.id.issue)
    }
}
