/// Memory that only grows, for values that need no clean-up. Its owner frees it; between two appends its address is
/// stable. It spares the parser's callbacks the exclusivity and uniqueness checks of an array.
struct GrowingBuffer<Value: BitwiseCopyable> {
    private(set) var base: UnsafeMutablePointer<Value>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    func deallocate() {
        base.deallocate()
    }

    mutating func append(_ value: Value) {
        if count == capacity { grow(to: count + 1) }
        (base + count).initialize(to: value)
        count += 1
    }

    mutating func append(_ values: UnsafePointer<Value>, count added: Int) {
        if count + added > capacity { grow(to: count + added) }
        (base + count).initialize(from: values, count: added)
        count += added
    }

    /// Forgets everything from `newCount` on.
    mutating func shrink(to newCount: Int) {
        count = newCount
    }

    private mutating func grow(to needed: Int) {
        capacity = max(needed, capacity * 2)
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        base = larger
    }
}
