import Glibc

/// What a process took of the machine.
struct ResourceUse {
    /// Of all threads, in user and system mode.
    var cpuMilliseconds: Int
    var peakMemoryKilobytes: Int

    static func ofThisProcess() -> ResourceUse {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let times = [usage.ru_utime, usage.ru_stime]
        return ResourceUse(
            cpuMilliseconds: times.reduce(0) { $0 + $1.tv_sec * 1_000 + Int($1.tv_usec) / 1_000 },
            peakMemoryKilobytes: usage.ru_maxrss
        )
    }
}
