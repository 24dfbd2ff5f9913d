/// How long to leave something alone that failed.
enum Backoff {
    /// Seconds to wait after so many failures in a row: one minute, doubling up to six hours.
    static func seconds(afterFailures failures: Int) -> Int64 {
        min(60 << Int64(min(max(failures, 1) - 1, 9)), 6 * 3_600)
    }
}
