/// Why configuration, mappings, a password or a note could not be had.
package struct MappingError: Error, Sendable {
    package enum Code: Hashable, Sendable {
        /// Files that people edit are wrong; every problem, sorted by file and line.
        case invalidFiles([Problem])
        /// A password's source is missing, empty or open to others.
        case passwordUnavailable
        /// A note cannot be made from its template.
        case unusableTemplate
        /// A note would be longer than Mantis takes.
        case noteTooLong
    }

    package let code: Code
    /// What, where, and what to do; never a secret.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// For files with at least one problem.
    package init(invalid problems: [Problem]) {
        let sorted = problems.sorted()
        self.init(.invalidFiles(sorted), sorted.map(\.description).joined(separator: "\n"))
    }

    /// The problems of ``Code/invalidFiles(_:)``, else none.
    package var problems: [Problem] {
        if case .invalidFiles(let problems) = code { problems } else { [] }
    }
}

extension MappingError: CustomStringConvertible {
    package var description: String { message }
}
