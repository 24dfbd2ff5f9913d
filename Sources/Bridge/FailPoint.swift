#if DEBUG
    import Glibc
#endif

/// The places between two steps of an effect where a crash would do most harm. A debug build kills itself, as a power cut
/// would, at the point that the environment variable `MANTIS_BRIDGE_FAIL_POINT` names; a release build has none of this.
enum FailPoint: String, CaseIterable {
    case beforeIntentCommit = "before-intent-commit"
    case afterIntentCommit = "after-intent-commit"
    case afterReread = "after-reread"
    case afterAttemptCommit = "after-attempt-commit"
    case afterAnswer = "after-answer"
    case afterReadBack = "after-read-back"
    case afterStatusAnswer = "after-status-answer"
    case afterFinishCommit = "after-finish-commit"

    /// Dies here when told to.
    func pass() {
        #if DEBUG
            guard let name = getenv("MANTIS_BRIDGE_FAIL_POINT"), String(cString: name) == rawValue else { return }
            kill(getpid(), SIGKILL)
            // The signal is delivered before any further instruction of this process that matters.
            while true { pause() }
        #endif
    }
}
