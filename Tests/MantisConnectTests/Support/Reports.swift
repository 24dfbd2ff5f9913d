import MantisConnect
import SOAP

/// The call reports of a test.
final class Reports: Sendable {
    private let log = Locked<[CallReport]>([])

    var all: [CallReport] { log.withLock { $0 } }

    func add(_ report: CallReport) {
        log.withLock { $0.append(report) }
    }
}
