/// What a mistyped word was probably meant to be.
enum Suggestion {
    /// `; did you mean “x”?` for a near miss, else `; it can be a, b or c` for a short choice, else nothing.
    static func text(for word: String, among choices: [String]) -> String {
        let distances = choices.map { ($0, distance(word.lowercased(), $0.lowercased())) }
        if let (closest, distance) = distances.min(by: { $0.1 < $1.1 }), distance <= max(1, (word.count + 1) / 3) {
            return "; did you mean “\(closest)”?"
        }
        guard let last = choices.last, choices.count <= 20 else { return "" }
        let others = choices.dropLast().joined(separator: ", ")
        return others.isEmpty ? "; it can be \(last)" : "; it can be \(others) or \(last)"
    }

    /// The number of single-character insertions, deletions and replacements between two words.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replacement = diagonal + (character == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replacement, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
