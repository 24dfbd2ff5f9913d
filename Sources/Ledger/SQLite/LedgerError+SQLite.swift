import GRDB

extension LedgerError {
    /// The ledger's word for whatever an operation on the file threw. Values of statements are never in it.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as LedgerError: self = error
        case let error as DatabaseError: self.init(Self.code(of: error), path: path, detail: error.message)
        // What is stored was encoded by us: when it cannot be decoded, it is no longer what was stored.
        case is DecodingError, is RowDecodingError, is JSONReader.Unreadable, is UnreadableRow:
            self.init(.damaged, path: path, detail: "a row cannot be read")
        default: self.init(.database, path: path, detail: String(describing: type(of: error)))
        }
    }

    private static func code(of error: DatabaseError) -> Code {
        switch error.resultCode {
        case .SQLITE_CORRUPT: .damaged
        case .SQLITE_NOTADB: .notALedger
        case .SQLITE_READONLY: .readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .cannotOpen
        case .SQLITE_FULL: .diskFull
        default: .database
        }
    }
}
