/// What `mc_version` answers: `2.28.4`, `1.3.20`, `2.29.0-dev`, perhaps with an operator's suffix.
package struct ServerVersion: Hashable, Sendable {
    package var major: Int
    package var minor: Int
    package var patch: Int
    /// Whatever follows the three numbers, as it stands: `-dev`, `rc1`, ` (Acme)`; blank in a plain release.
    package var suffix: String

    package init(_ major: Int, _ minor: Int, _ patch: Int, suffix: String = "") {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.suffix = suffix
    }

    /// Nil when `text` does not start with three numbers between dots.
    package init?(_ text: String) {
        var rest = text[...]
        var numbers: [Int] = []
        for place in 0..<3 {
            if place > 0 {
                guard rest.first == "." else { return nil }
                rest = rest.dropFirst()
            }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits) else { return nil }
            numbers.append(number)
            rest = rest.dropFirst(digits.count)
        }
        self.init(numbers[0], numbers[1], numbers[2], suffix: String(rest))
    }

    /// How far a pre-release got; nil for a release.
    private var prerelease: (stage: Stage, number: Int)? {
        let word = suffix.drop { $0 == "-" || $0 == "." }.lowercased()
        guard let name = Stage.names.first(where: { word.hasPrefix($0.name) }) else { return nil }
        let rest = word.dropFirst(name.name.count).drop { $0 == "." || $0 == "-" }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        // A letter alone is a stage only before a number: `-ubuntu1` is none.
        guard name.name.count > 1 || !digits.isEmpty else { return nil }
        return (name.stage, Int(digits) ?? 0)
    }

    private enum Stage: Int {
        case development, alpha, beta, candidate

        /// Longer names first.
        static let names: [(name: String, stage: Stage)] = [
            ("dev", .development), ("alpha", .alpha), ("beta", .beta), ("rc", .candidate), ("a", .alpha), ("b", .beta),
        ]
    }
}

extension ServerVersion: Comparable {
    /// By number, a pre-release before its release, pre-releases from development to candidates, then by suffix.
    package static func < (left: ServerVersion, right: ServerVersion) -> Bool {
        let leftNumbers = (left.major, left.minor, left.patch)
        let rightNumbers = (right.major, right.minor, right.patch)
        if leftNumbers != rightNumbers { return leftNumbers < rightNumbers }
        switch (left.prerelease, right.prerelease) {
        case (nil, nil): break
        case (nil, _): return false
        case (_, nil): return true
        case (let first?, let second?):
            let (one, other) = ((first.stage.rawValue, first.number), (second.stage.rawValue, second.number))
            if one != other { return one < other }
        }
        return left.suffix < right.suffix
    }
}

extension ServerVersion: CustomStringConvertible {
    package var description: String { "\(major).\(minor).\(patch)\(suffix)" }
}
