import GRDB

/// The tables, and how a file comes to have them.
enum LedgerSchema {
    /// `MBrg`, at offset 68 of the file: what tells a ledger from any other SQLite database.
    static let applicationID: Int32 = 0x4D42_7267

    /// The newest version this program knows. Every migration leaves its number in `user_version`.
    static let version = 3

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: pulling)
            try database.execute(sql: writing)
            try database.execute(sql: running)
            try database.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
        }
        migrator.registerMigration("2") { database in
            try database.execute(sql: verifying)
            try database.execute(sql: "PRAGMA user_version = 2")
        }
        migrator.registerMigration("3") { database in
            try database.execute(sql: timing)
            try database.execute(sql: "PRAGMA user_version = 3")
        }
        return migrator
    }

    // Instants are seconds since 1970 in UTC. What queries ask for stands in `ticket`; the ticket itself, in its
    // exchange form, in a table of its own, so that a search does not read through all texts.
    private static let pulling = """
        CREATE TABLE ticket (
            id INTEGER PRIMARY KEY,
            instance TEXT NOT NULL,
            issue INTEGER NOT NULL,
            scope TEXT NOT NULL,
            standing TEXT NOT NULL,
            policy TEXT NOT NULL,
            kind TEXT,
            level TEXT,
            status TEXT,
            settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
            handler TEXT,
            submitted INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            search TEXT NOT NULL,
            scope_digest TEXT NOT NULL,
            last_updated INTEGER NOT NULL,
            first_seen_at INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            notes_count INTEGER NOT NULL,
            attachments_count INTEGER NOT NULL,
            proven INTEGER NOT NULL CHECK (proven IN (0, 1)),
            absences INTEGER NOT NULL,
            planned INTEGER NOT NULL DEFAULT 0 CHECK (planned IN (0, 1)),
            UNIQUE (instance, issue)
        ) STRICT;
        CREATE INDEX ticket_by_scope ON ticket (instance, scope, standing, issue);
        CREATE INDEX ticket_by_status ON ticket (status, instance, scope);
        CREATE INDEX ticket_by_change ON ticket (updated DESC, instance, issue);
        CREATE INDEX ticket_by_submission ON ticket (submitted, instance, issue);
        CREATE INDEX ticket_to_plan ON ticket (instance, issue) WHERE planned = 0;
        CREATE INDEX ticket_open ON ticket (instance, issue) WHERE settled = 0;

        CREATE TABLE ticket_body (
            ticket INTEGER PRIMARY KEY REFERENCES ticket (id) ON DELETE CASCADE,
            body TEXT NOT NULL
        ) STRICT;

        CREATE TABLE cursor (
            instance TEXT NOT NULL,
            scope TEXT NOT NULL,
            watermark INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            last_sweep_at INTEGER,
            scope_digest TEXT NOT NULL,
            origin TEXT NOT NULL,
            PRIMARY KEY (instance, scope)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE retry (
            instance TEXT NOT NULL,
            issue INTEGER NOT NULL,
            scope TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            next_at INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (instance, issue)
        ) STRICT, WITHOUT ROWID;
        """

    // The trail has no reference to the ticket, because it outlives everything; triggers keep mistakes from it, and the
    // chain of hashes shows what the triggers cannot prevent.
    private static let writing = """
        CREATE TABLE outbox (
            sequence INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            instance TEXT NOT NULL,
            issue INTEGER NOT NULL,
            intent TEXT NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN (
                    'pending', 'sending', 'parked', 'done', 'superseded', 'refused', 'conflict', 'failed'
                )),
            attempts INTEGER NOT NULL,
            planned_at INTEGER NOT NULL,
            attempted_at INTEGER,
            next_at INTEGER,
            outcome TEXT,
            remote_note INTEGER,
            FOREIGN KEY (instance, issue) REFERENCES ticket (instance, issue)
        ) STRICT;
        CREATE INDEX outbox_by_state ON outbox (state, sequence);
        CREATE INDEX outbox_by_ticket ON outbox (instance, issue);

        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            instance TEXT NOT NULL,
            issue INTEGER NOT NULL,
            intent_key TEXT NOT NULL,
            action TEXT NOT NULL,
            outcome TEXT NOT NULL,
            remote_id INTEGER,
            actor TEXT NOT NULL,
            previous_hash TEXT NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX audit_by_ticket ON audit (instance, issue, sequence);
        CREATE TRIGGER audit_is_not_altered BEFORE UPDATE ON audit
            BEGIN SELECT RAISE (ABORT, 'the audit trail is only ever added to'); END;
        CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
            BEGIN SELECT RAISE (ABORT, 'the audit trail is only ever added to'); END;
        """

    private static let running = """
        CREATE TABLE run (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            instance TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            finished_at INTEGER,
            pulled INTEGER NOT NULL,
            unchanged INTEGER NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            failed INTEGER NOT NULL,
            notes_written INTEGER NOT NULL,
            outcome TEXT,
            message TEXT
        ) STRICT;
        CREATE INDEX run_by_instance ON run (instance, id);
        """

    // A table of its own: rows of `ticket` are wide, and a sweep reads this for all of a scope. What was stored before
    // has no row here and so counts as never verified. Differences are a JSON object of counts by kind.
    private static let verifying = """
        CREATE TABLE verification (
            instance TEXT NOT NULL,
            issue INTEGER NOT NULL,
            read_at INTEGER NOT NULL,
            project INTEGER NOT NULL,
            category TEXT NOT NULL,
            status INTEGER NOT NULL,
            handler INTEGER NOT NULL,
            view_state INTEGER NOT NULL,
            PRIMARY KEY (instance, issue)
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE cursor DROP COLUMN started_at;
        ALTER TABLE cursor ADD COLUMN sweep_compared INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE cursor ADD COLUMN sweep_verified INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE cursor ADD COLUMN sweep_differences TEXT NOT NULL DEFAULT '{}';

        ALTER TABLE run ADD COLUMN differences INTEGER;
        ALTER TABLE run ADD COLUMN clock_skew INTEGER;
        """

    // Of what was stored before, no clock was computed, so every open ticket is planned once more. A verdict follows from
    // the ticket and goes with it; what was declared follows from nothing, and triggers keep mistakes from it.
    private static let timing = """
        ALTER TABLE ticket ADD COLUMN attention_at INTEGER;
        CREATE INDEX ticket_to_attend ON ticket (instance, attention_at, issue) WHERE attention_at IS NOT NULL;
        UPDATE ticket SET planned = 0 WHERE settled = 0;

        CREATE TABLE verdict (
            ticket INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            cycle INTEGER NOT NULL,
            first_start INTEGER NOT NULL,
            breached_at INTEGER,
            ended_at INTEGER,
            verdict TEXT NOT NULL,
            PRIMARY KEY (ticket, kind, cycle, first_start)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE contingency (
            id INTEGER PRIMARY KEY,
            policy TEXT NOT NULL,
            began_at INTEGER NOT NULL,
            ended_at INTEGER,
            reason TEXT NOT NULL,
            declared_at INTEGER NOT NULL,
            declared_by TEXT NOT NULL,
            end_declared_at INTEGER,
            end_declared_by TEXT,
            CHECK (ended_at IS NOT NULL OR end_declared_at IS NULL),
            CHECK ((end_declared_at IS NULL) = (end_declared_by IS NULL))
        ) STRICT;
        CREATE TRIGGER contingency_is_not_altered BEFORE UPDATE ON contingency
            WHEN old.ended_at IS NOT NULL
                OR (new.id, new.policy, new.began_at, new.reason, new.declared_at, new.declared_by)
                    IS NOT (old.id, old.policy, old.began_at, old.reason, old.declared_at, old.declared_by)
            BEGIN SELECT RAISE (ABORT, 'of a contingency, only the end is added'); END;
        CREATE TRIGGER contingency_is_not_deleted BEFORE DELETE ON contingency
            BEGIN SELECT RAISE (ABORT, 'of a contingency, only the end is added'); END;

        CREATE TABLE declaration (
            sequence INTEGER PRIMARY KEY,
            instance TEXT NOT NULL,
            issue INTEGER NOT NULL,
            fact TEXT NOT NULL
                CHECK (fact IN ('information-complete', 'documented', 'viability-published', 'committed')),
            committed_to INTEGER CHECK (committed_to IS NULL OR fact = 'committed'),
            at INTEGER NOT NULL,
            declared_at INTEGER NOT NULL,
            declared_by TEXT NOT NULL,
            remark TEXT,
            FOREIGN KEY (instance, issue) REFERENCES ticket (instance, issue)
        ) STRICT;
        CREATE INDEX declaration_by_ticket ON declaration (instance, issue, sequence);
        CREATE TRIGGER declaration_is_not_altered BEFORE UPDATE ON declaration
            BEGIN SELECT RAISE (ABORT, 'declarations are only ever added to'); END;
        CREATE TRIGGER declaration_is_not_deleted BEFORE DELETE ON declaration
            BEGIN SELECT RAISE (ABORT, 'declarations are only ever added to'); END;

        CREATE TABLE instance (
            name TEXT PRIMARY KEY NOT NULL,
            account INTEGER,
            rules_digest TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
