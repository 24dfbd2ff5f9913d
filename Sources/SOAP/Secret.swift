/// A password or token. It prints as `***` wherever it is interpolated, dumped or logged.
package struct Secret: Sendable {
    /// The text itself, for the request that needs it and nothing else.
    package let exposed: String

    package init(_ text: String) { exposed = text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "***" }
    package var debugDescription: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
