package import Tickets

/// What went wrong in the ledger, where, and what to do about it.
package struct LedgerError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// The file is a ledger, or was one, and its content cannot be trusted any more.
        case damaged
        /// A later version of the bridge wrote it.
        case newer(version: Int, supported: Int)
        /// The file belongs to something else: not an SQLite database, or another program's.
        case notALedger
        /// The file, its folder or its file system may not be written.
        case readOnly
        /// Another process kept the database to itself for longer than the busy time-out.
        case locked
        /// The file or its folder does not exist or cannot be opened.
        case cannotOpen
        case diskFull
        /// Another run holds the ``RunLock``; its process id when it left one.
        case alreadyRunning(pid: Int32?)
        /// An intent, a plan or a declaration names a ticket that was never stored.
        case unknownTicket(TicketID)
        /// No intent was recorded under this key.
        case unknownIntent(key: String)
        /// The intent has its outcome already, and an outcome is final.
        case alreadyFinished(key: String, OutboxEntry.State)
        /// No run was begun under this number.
        case unknownRun(RunID)
        /// No contingency was declared under this number.
        case unknownContingency(ContingencyID)
        /// The contingency has an end already, and an end that was declared stays.
        case contingencyEnded(ContingencyID)
        /// The end declared for the contingency lies before its beginning.
        case contingencyEndsBeforeStart(ContingencyID)
        /// SQLite reported something none of the above covers.
        case database
    }

    package var code: Code
    /// The database file, or `memory`.
    package var path: String
    /// What happened, in SQLite's or the operating system's words where they add something.
    package var detail: String?

    package init(_ code: Code, path: String, detail: String? = nil) {
        self.code = code
        self.path = path
        self.detail = detail
    }
}

extension LedgerError: CustomStringConvertible {
    package var description: String {
        let cause = detail.map { " (\($0))" } ?? ""
        return "\(path): \(statement)\(cause). \(advice)"
    }

    private var statement: String {
        switch code {
        case .damaged: "the ledger is damaged"
        case .newer(let version, let supported):
            "the ledger has version \(version), and this bridge reads up to version \(supported)"
        case .notALedger: "this file is not a ledger of mantis-bridge"
        case .readOnly: "the ledger cannot be written"
        case .locked: "another process has locked the ledger"
        case .cannotOpen: "the ledger cannot be opened"
        case .diskFull: "there is no space left to write the ledger"
        case .alreadyRunning(let pid): "another run is under way" + (pid.map { " as process \($0)" } ?? "")
        case .unknownTicket(let ticket): "ticket \(ticket) is not in the ledger"
        case .unknownIntent(let key): "no intent “\(key)” was recorded"
        case .alreadyFinished(let key, let state): "the intent “\(key)” is already \(state.rawValue)"
        case .unknownRun(let run): "run \(run.rawValue) was not begun"
        case .unknownContingency(let id): "contingency \(id) was not declared"
        case .contingencyEnded(let id): "contingency \(id) has its end already"
        case .contingencyEndsBeforeStart(let id): "contingency \(id) would end before it begins"
        case .database: "the database reported an error"
        }
    }

    private var advice: String {
        switch code {
        case .damaged:
            "It was left as it is. Put a good copy in its place, or move it away and run a full sync; "
                + "notes already written in Mantis are recognised by their markers"
        case .newer: "It was left as it is. Use the bridge that wrote it, or a later one"
        case .notALedger: "It was left as it is. Name another file in the configuration, or move this one away"
        case .readOnly: "Make the file and its folder writable for the account that runs the bridge"
        case .locked: "Close whatever has it open, for example an sqlite3 shell, and run again"
        case .cannotOpen: "Check that the folder exists and that the account that runs the bridge may enter it"
        case .diskFull: "Nothing was lost. Free some space and run again"
        case .alreadyRunning: "Wait until it ends; nothing was changed"
        case .unknownTicket: "Pull the ticket first"
        case .unknownIntent: "Record it before it is attempted"
        case .alreadyFinished: "An effect is carried out once; nothing was changed"
        case .unknownRun: "Begin it first"
        case .unknownContingency: "List the contingencies to find its number; nothing was changed"
        case .contingencyEnded: "Nothing was changed. Declare another contingency if it goes on"
        case .contingencyEndsBeforeStart: "Nothing was changed. Name an end at or after its beginning"
        case .database: "Nothing was changed. Run again; if it stays, check the disk"
        }
    }
}
