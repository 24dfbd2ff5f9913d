extension Policy {
    /// How the clauses were read that a cycle's deadline hangs on, but for the policy's hours: that of the level that
    /// promised the time, and those of the clock itself.
    package func readings(of cycle: ClockCycle, under rule: ClockRule) -> [Reading] {
        let level = cycle.level.flatMap(level)
        let ofLevel = level.flatMap { $0.clause == cycle.clause ? $0.reading : nil }
        return [ofLevel].compactMap(\.self) + rule.readings
    }
}
