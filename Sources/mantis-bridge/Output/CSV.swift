/// RFC 4180, with cells that a spreadsheet would run as a formula made harmless by a leading apostrophe.
enum CSV {
    /// One record with its line end.
    static func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// By scalar, because a combining mark makes another character of the sign and not of the formula.
    private static let formulaStarts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n"]

    private static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map(formulaStarts.contains) == true && !isNegativeNumber(text)
        return quoted(isFormula ? "'" + text : text)
    }

    /// A whole number runs nothing, and is one only without an apostrophe.
    private static func isNegativeNumber(_ text: String) -> Bool { text.first == "-" && Int64(text) != nil }

    /// A cell that reads back as it was, formula or not: for other programs.
    static func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
