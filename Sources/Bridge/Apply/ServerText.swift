/// How a text looks after a server has stored it: ends trimmed, line ends LF, and characters beyond the basic plane
/// replaced where the database cannot hold them (reference §1.7, §2.7). Two texts are the same note when these agree.
enum ServerText {
    static func normalized(_ text: String) -> String {
        var scalars: [Unicode.Scalar] = []
        var previousWasReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                scalars.append("\n")
            } else if scalar != "\n" || !previousWasReturn {
                scalars.append(scalar.value > 0xFFFF ? "\u{FFFD}" : scalar)
            }
            previousWasReturn = scalar == "\r"
        }
        let isBlank: (Unicode.Scalar) -> Bool = { $0.value <= 0x20 }
        let trimmed = scalars.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        var view = String.UnicodeScalarView()
        view.append(contentsOf: trimmed)
        return String(view)
    }
}
