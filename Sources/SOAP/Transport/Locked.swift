import Glibc

/// A value behind a lock. (`Synchronization.Mutex` makes the thread sanitizer report false races on Linux.)
///
/// `@unchecked Sendable`: the mutex guards every access to the value.
package final class Locked<Value>: @unchecked Sendable {
    // Allocated once, so that its address never changes; freed in deinit.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private var value: Value

    package init(_ value: sending Value) {
        self.value = value
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Calls `body` with the lock held. It must not wait for anything, nor take the same lock.
    package func withLock<Result: Sendable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
