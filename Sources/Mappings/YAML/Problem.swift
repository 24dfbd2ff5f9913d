/// A place in a file that a person edits. Lines and columns start at 1; both are 0 for the file as a whole.
package struct SourceLocation: Hashable, Comparable, Sendable {
    package var file: String
    package var line: Int
    package var column: Int

    package init(file: String, line: Int = 0, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
    }

    package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

/// One thing wrong in a configuration or mapping file, in words that say what to do about it.
package struct Problem: Hashable, Comparable, Sendable {
    package var file: String
    /// Starts at 1; 0 when the problem is the file as a whole, as is ``column``.
    package var line: Int
    package var column: Int
    package var message: String

    package init(file: String, line: Int, column: Int, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    package init(_ message: String, at location: SourceLocation) {
        self.init(file: location.file, line: location.line, column: location.column, message: message)
    }

    package static func < (left: Problem, right: Problem) -> Bool {
        (left.file, left.line, left.column, left.message) < (right.file, right.line, right.column, right.message)
    }
}

extension SourceLocation: CustomStringConvertible {
    /// `FILE:LINE:COLUMN`, or `FILE` for the file as a whole.
    package var description: String { line == 0 ? file : "\(file):\(line):\(column)" }
}

extension Problem: CustomStringConvertible {
    /// `FILE:LINE:COLUMN: MESSAGE`, the form editors jump to.
    package var description: String {
        "\(SourceLocation(file: file, line: line, column: column)): \(message)"
    }
}
