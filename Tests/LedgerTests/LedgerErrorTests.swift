import GRDB
import Testing
import Tickets

@testable import Ledger

@Suite("What the ledger's errors say")
struct LedgerErrorTests {
    private static let codes: [LedgerError.Code] = [
        .damaged, .newer(version: 9, supported: 1), .notALedger, .readOnly, .locked, .cannotOpen, .diskFull,
        .alreadyRunning(pid: 4_711), .alreadyRunning(pid: nil), .unknownTicket(Sample.id(7)), .unknownIntent(key: "k"),
        .alreadyFinished(key: "k", .done), .unknownRun(RunID(rawValue: 3)), .database,
        .unknownContingency(ContingencyID(rawValue: 4)), .contingencyEnded(ContingencyID(rawValue: 4)),
        .contingencyEndsBeforeStart(ContingencyID(rawValue: 4)),
    ]

    @Test("Each names the file and the cause and says what to do, and no two say the same")
    func wording() {
        let texts = Self.codes.map { LedgerError($0, path: "/var/lib/x.db", detail: "the cause").description }
        for text in texts {
            #expect(text.hasPrefix("/var/lib/x.db: "))
            #expect(text.contains("(the cause). "))
            #expect(text.split(separator: ". ").count >= 2)
        }
        #expect(Set(texts).count == texts.count)
    }

    @Test("Numbers and names are in the text")
    func details() {
        func text(_ code: LedgerError.Code) -> String { LedgerError(code, path: "p").description }
        #expect(text(.newer(version: 9, supported: 1)).contains("version 9"))
        #expect(text(.alreadyRunning(pid: 4_711)).contains("process 4711"))
        #expect(text(.unknownTicket(Sample.id(7))).contains("acme-7"))
        #expect(text(.alreadyFinished(key: "k", .refused)).contains("“k” is already refused"))
        #expect(!text(.damaged).contains("("))
    }

    @Test(
        "SQLite's codes have the ledger's words",
        arguments: [
            (ResultCode.SQLITE_CORRUPT, LedgerError.Code.damaged), (.SQLITE_NOTADB, .notALedger),
            (.SQLITE_READONLY, .readOnly), (.SQLITE_BUSY, .locked), (.SQLITE_CANTOPEN, .cannotOpen),
            (.SQLITE_FULL, .diskFull), (.SQLITE_IOERR, .database), (.SQLITE_READONLY_DIRECTORY, .readOnly),
        ]
    )
    func sqlite(_ result: ResultCode, _ code: LedgerError.Code) {
        #expect(LedgerError(DatabaseError(resultCode: result), path: "p").code == code)
    }

    @Test("Values of a statement are not in the text")
    func values() {
        let error = DatabaseError(
            resultCode: .SQLITE_CONSTRAINT,
            message: "NOT NULL constraint failed: ticket.scope",
            sql: "INSERT INTO ticket VALUES (?)",
            arguments: ["secreto"]
        )
        #expect(!LedgerError(error, path: "p").description.contains("secreto"))
    }
}
