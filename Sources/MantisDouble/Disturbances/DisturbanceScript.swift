/// The disturbances still to come. Each counts the calls of its own operation.
struct DisturbanceScript: Sendable {
    private var pending: [Disturbance]

    init(_ disturbances: [Disturbance] = []) { pending = disturbances }

    var isEmpty: Bool { pending.isEmpty }

    mutating func add(_ disturbances: [Disturbance]) { pending.append(contentsOf: disturbances) }

    /// The effect on this call: that of the first disturbance whose turn it is. Those whose turn has not come count it.
    mutating func effect(on operation: String) -> Disturbance.Effect? {
        var effect: Disturbance.Effect?
        for index in pending.indices where pending[index].operation == nil || pending[index].operation == operation {
            if pending[index].after > 0 {
                pending[index].after -= 1
            } else if effect == nil {
                effect = pending[index].effect
                pending[index].times -= 1
            }
        }
        pending.removeAll { $0.times <= 0 }
        return effect
    }
}
