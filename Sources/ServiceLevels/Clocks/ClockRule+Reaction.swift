extension ClockRule {
    /// Whether a fact can begin, end, hold or move a clock of this kind on any ticket.
    package func reacts(to fact: ClockSignal.Fact) -> Bool {
        switch fact {
        case .classified:
            return true
        case .committed:
            return commitment != nil
        default:
            let moments = fact.moments
            return [start.moments, meets, cancels].contains { !$0.isDisjoint(with: moments) }
                || pauses.contains { $0.reason.isBounded(by: moments) }
                || reopening != .ignored && moments.elements.contains(where: Self.reopens)
        }
    }

    private static func reopens(_ moment: ClockMoment) -> Bool { moment == .reopened || moment == .commented }
}

extension PauseReason {
    /// Whether one of the moments begins or ends such a pause.
    fileprivate func isBounded(by moments: ClockMoments) -> Bool {
        switch self {
        case .waitingForRequester: !moments.isDisjoint(with: [.asked, .requesterActed, .waitingEnded])
        case .informationMissing: !moments.isDisjoint(with: [.informationMissing, .informationComplete])
        case .contingency, .resolved: false
        }
    }
}
