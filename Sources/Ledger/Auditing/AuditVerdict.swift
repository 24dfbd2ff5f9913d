/// Whether the audit trail is as it was written.
package enum AuditVerdict: Hashable, Sendable {
    /// Every row follows from the one before; the head stands for all of them.
    case intact(AuditEntry.Head)
    /// The first row that does not follow from the one before.
    case broken(sequence: Int, Fault)

    package enum Fault: String, Hashable, Sendable {
        /// The row's content is not what its hash was made of.
        case altered
        /// A row between this one and the one before is missing or was put in.
        case unchained
        /// The row cannot be read at all.
        case unreadable
    }
}

/// Follows the chain row by row, in order, holding only the last one.
package struct AuditVerifier {
    private var head = AuditEntry.Head.genesis
    private var broken: AuditVerdict?

    package init() {}

    /// Takes the next row; false when the chain is broken, and the rest need not be read.
    package mutating func accept(_ entry: AuditEntry) -> Bool {
        if entry.sequence != head.sequence + 1 || entry.previousHash != head.hash {
            reject(sequence: entry.sequence, .unchained)
        } else if entry.hash != entry.expectedHash {
            reject(sequence: entry.sequence, .altered)
        }
        head = entry.head
        return broken == nil
    }

    package mutating func reject(sequence: Int, _ fault: AuditVerdict.Fault) {
        broken = broken ?? .broken(sequence: sequence, fault)
    }

    package var verdict: AuditVerdict { broken ?? .intact(head) }
}
