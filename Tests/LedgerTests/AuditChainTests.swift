import GRDB
import Testing
import Tickets

@testable import Ledger

@Suite("The audit chain")
struct AuditChainTests {
    private static let rows: [AuditEntry] = (1...5).reduce(into: []) { rows, issue in
        rows.append(
            AuditEntry(
                following: rows.last?.head ?? .genesis,
                intent: Sample.intent(issue),
                completion: Sample.completion(note: issue.isMultiple(of: 2) ? nil : issue)
            )
        )
    }

    /// A ledger whose trail has the five rows.
    private func withTrail(_ body: (SQLiteLedger) async throws -> Void) async throws {
        try await withTemporaryFolder { folder async throws in
            let ledger = try await SQLiteLedger.open(at: folder + "/ledger.db")
            try await ledger.store(Sample.batch((1...5).map { Sample.ticket($0) }))
            try await ledger.record((1...5).map { Sample.intent($0) }, planned: [], at: Sample.start)
            for issue in 1...5 {
                let completion = Sample.completion(note: issue.isMultiple(of: 2) ? nil : issue)
                try await ledger.finish(Sample.intent(issue).key, completion)
            }
            try await body(ledger)
            try ledger.close()
        }
    }

    @Test("The stored rows are the computed ones, and the last hash is known")
    func intact() async throws {
        try await withTrail { ledger async throws in
            #expect(try await ledger.auditTrail(of: nil, after: 0, limit: 9) == Self.rows)
            #expect(try await ledger.verifyAuditChain() == .intact(Self.rows[4].head))
        }
    }

    @Test("The canonical text of a row is fixed for ever")
    func canonical() {
        let expected = """
            mantis-bridge/audit@1
            64:\(AuditEntry.genesis)
            1:1
            20:2026-05-11T11:46:40Z
            6:acme-1
            22:acknowledgement/acme-1
            8:add_note
            4:done
            1:1
            6:bridge

            """
        #expect(Self.rows[0].canonicalText == expected)
        #expect(Self.rows[1].canonicalText.contains("\n4:done\n-\n6:bridge\n"))
        #expect(Self.rows[0].hash == ContentDigest(expected).hexadecimal)
    }

    private static let other = String(repeating: "f", count: 64)

    @Test(
        "Whatever is altered in row 3 is found at row 3",
        arguments: [
            "at = at + 1", "instance = 'other'", "issue = 4", "intent_key = 'x'", "action = 'set_status'",
            "outcome = 'failed'", "remote_id = NULL", "remote_id = 4", "actor = 'someone'", "hash = '\(other)'",
        ]
    )
    func altered(_ change: String) async throws {
        try await withTrail { ledger async throws in
            try await tamper(ledger, "UPDATE audit SET \(change) WHERE sequence = 3")
            #expect(try await ledger.verifyAuditChain() == .broken(sequence: 3, .altered))
        }
    }

    @Test(
        "Rows that were removed, put in, renumbered or rewritten are found where the chain breaks",
        arguments: [
            ("DELETE FROM audit WHERE sequence = 2", 3, AuditVerdict.Fault.unchained),
            ("DELETE FROM audit WHERE sequence = 1", 2, .unchained),
            ("UPDATE audit SET sequence = 9 WHERE sequence = 4", 5, .unchained),
            ("UPDATE audit SET previous_hash = '\(other)' WHERE sequence = 3", 3, .unchained),
            ("UPDATE audit SET outcome = 'maybe' WHERE sequence = 3", 3, .unreadable),
            ("UPDATE audit SET instance = 'NOT A NAME' WHERE sequence = 5", 5, .unreadable),
            (
                "INSERT INTO audit SELECT 6, at, instance, issue, intent_key, action, outcome, remote_id, actor, "
                    + "previous_hash, hash FROM audit WHERE sequence = 5", 6, .unchained
            ),
        ]
    )
    func broken(_ change: String, _ row: Int, _ fault: AuditVerdict.Fault) async throws {
        try await withTrail { ledger async throws in
            try await tamper(ledger, change)
            #expect(try await ledger.verifyAuditChain() == .broken(sequence: row, fault))
        }
    }

    @Test("A row with a fresh hash of its own is found at the next one")
    func rehashed() async throws {
        try await withTrail { ledger async throws in
            var forged = Self.rows[2]
            forged.actor = "someone"
            forged.hash = forged.expectedHash
            try await tamper(ledger, "UPDATE audit SET actor = 'someone', hash = '\(forged.hash)' WHERE sequence = 3")
            #expect(try await ledger.verifyAuditChain() == .broken(sequence: 4, .unchained))
        }
    }

    @Test(
        "The database itself refuses to alter or remove a row",
        arguments: ["UPDATE audit SET at = 1", "DELETE FROM audit"]
    )
    func appendOnly(_ statement: String) async throws {
        try await withTrail { ledger async throws in
            await #expect(throws: LedgerError.self) {
                try await ledger.write { database in try database.execute(sql: statement) }
            }
            #expect(try await ledger.verifyAuditChain() == .intact(Self.rows[4].head))
        }
    }

    private func tamper(_ ledger: SQLiteLedger, _ statement: String) async throws {
        try await ledger.write { database in
            try database.execute(
                sql: "DROP TRIGGER audit_is_not_altered; DROP TRIGGER audit_is_not_shortened; \(statement)"
            )
        }
    }
}
