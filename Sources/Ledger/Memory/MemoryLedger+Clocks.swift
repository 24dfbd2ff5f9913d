package import ServiceLevels
package import Tickets

extension MemoryLedger {
    package func verdicts(of tickets: [TicketID]) -> [TicketID: [ClockVerdict]] {
        tickets.reduce(into: [:]) { found, ticket in
            guard let verdicts = plans[ticket]?.verdicts, !verdicts.isEmpty else { return }
            found[ticket] = verdicts.sorted {
                ($0.kind.rawValue, $0.cycle, $0.firstStart) < ($1.kind.rawValue, $1.cycle, $1.firstStart)
            }
        }
    }

    @discardableResult
    package func declare(_ contingency: Contingency, of policy: PolicyName, by person: String) -> ContingencyRecord {
        let record = ContingencyRecord(
            id: ContingencyID(rawValue: Int64(declaredContingencies.count + 1)),
            policy: policy,
            contingency: contingency,
            declaredBy: person,
            endDeclaredBy: contingency.endDeclared == nil ? nil : person
        )
        declaredContingencies.append(record)
        planOpenAgain { $0.policy == policy }
        return record
    }

    @discardableResult
    package func endContingency(
        _ id: ContingencyID,
        at end: Instant,
        declared: Instant,
        by person: String
    ) throws -> ContingencyRecord {
        guard let index = declaredContingencies.firstIndex(where: { $0.id == id }) else {
            throw failure(.unknownContingency(id))
        }
        let record = try declaredContingencies[index]
            .ended(at: end, declared: declared, by: person, path: Self.path)
        declaredContingencies[index] = record
        planOpenAgain { $0.policy == record.policy }
        return record
    }

    package func contingencies(of policy: PolicyName?) -> [ContingencyRecord] {
        declaredContingencies.filter { policy == nil || $0.policy == policy }
    }

    @discardableResult
    package func declare(_ declaration: Declaration) throws -> Declaration {
        guard readings[declaration.ticket] != nil else { throw failure(.unknownTicket(declaration.ticket)) }
        var stored = declaration
        stored.sequence = declared.count + 1
        declared.append(stored)
        plannedTickets.remove(declaration.ticket)
        return stored
    }

    package func declarations(of tickets: [TicketID]) -> [TicketID: [Declaration]] {
        let wanted = Set(tickets)
        return Dictionary(grouping: declared.filter { wanted.contains($0.ticket) }, by: \.ticket)
    }
}
