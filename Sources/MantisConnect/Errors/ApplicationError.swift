/// An error that Mantis raises under a number of its own: `Error Type: APPLICATION ERROR #1100,` and what stands for it in
/// the language of the server (reference §1.6).
struct ApplicationError {
    let number: Int

    /// Nil when `text` is not one.
    init?(_ text: String) {
        guard let start = ApplicationError.starts.first(where: { text.hasPrefix($0) }) else { return nil }
        let digits = text.utf8.dropFirst(start.utf8.count).prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        guard let number = Int(Substring(digits)) else { return nil }
        self.number = number
    }

    private static let starts = ["Error Type: APPLICATION ERROR #", "Error Type: APPLICATION WARNING #"]

    /// The numbers mean the same in every version.
    static let classes: [Int: FaultClass] = {
        var classes: [Int: FaultClass] = [
            1100: .issueMissing, 600: .noteMissing, 1103: .readOnly, 27: .rateLimited, 1: .database,
        ]
        for number in 400...409 { classes[number] = .database }
        for number in noRights { classes[number] = .noRights }
        for number in badInput { classes[number] = .badInput }
        return classes
    }()

    /// Access in general, to handle, to monitor, to a custom field's or a relationship's issue.
    private static let noRights = [13, 17, 31, 806, 1801]

    private static let badInput = [
        // Files and fields that are missing, too long or wrong; names of enumerations (300).
        4, 5, 11, 21, 28, 29, 100, 101, 300, 500, 501, 502, 506, 507,
        // Projects and accounts that are not there.
        700, 705, 801, 804, 810, 811, 814, 815,
        // Issues: related to itself, children unresolved.
        1101, 1104,
        // Custom fields, categories, versions.
        1300, 1303, 1305, 1502, 1503, 1600, 1601,
        // Relationships, filters, tags.
        1802, 1803, 2000, 2001, 2200, 2201, 2202, 2203, 2204,
    ]
}
