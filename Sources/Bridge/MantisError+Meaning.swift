import MantisConnect
import SOAP

// What an error means to the bridge.

extension MantisError {
    /// The next call would fail the same way: there is no connection, no Mantis behind it, or no access at all.
    var meetsEveryCall: Bool {
        switch code {
        case .transport(let error): error.code != .tooLarge
        case .notMantis, .fault(.accessDenied), .notSent(.serverZoneUnknown): true
        case .fault, .undecodable, .notSent: false
        }
    }

    /// The server says that the issue does not exist.
    var issueIsGone: Bool { faultClass == .issueMissing }

    /// The server says that the account may not read the issue.
    var issueIsHidden: Bool { faultClass == .noRights }

    /// The server stumbled, perhaps after it had done what was asked.
    var isServerTrouble: Bool {
        switch faultClass {
        case .database, .phpIncompatible, .damagedData, .other: true
        default: false
        }
    }
}
