/// Plain text in columns, as wide as their widest cell.
struct Table {
    private let header: [String]
    private var rows: [[String]] = []

    init(_ header: String...) { self.init(header) }

    init(_ header: [String]) {
        self.header = header
    }

    mutating func add(_ cells: String...) { add(cells) }

    mutating func add(_ cells: [String]) {
        rows.append(cells.map(Self.onOneLine))
    }

    var text: String {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            let line = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }

    /// Text from elsewhere must not move the cursor, colour the screen or turn the direction of writing.
    static func onOneLine(_ text: String) -> String {
        String(
            text.unicodeScalars.map {
                [.control, .format].contains($0.properties.generalCategory) ? " " : Character($0)
            }
        )
    }
}
