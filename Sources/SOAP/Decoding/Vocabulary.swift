/// The element names a decoder asks for, each known by its place in the list.
package struct Vocabulary: Sendable {
    package let names: [String]

    /// All names in UTF-8, one after the other, and where each ends: every parser takes them into its dictionary.
    private let bytes: [UInt8]
    private let ends: [Int]

    package init(_ names: [String]) {
        self.names = names
        bytes = names.flatMap(\.utf8)
        ends = names.reduce(into: []) { ends, name in ends.append((ends.last ?? 0) + name.utf8.count) }
    }

    /// Calls `body` with each name's place and bytes, which are valid during the call.
    func forEach(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { all in
            var start = 0
            for (place, end) in ends.enumerated() {
                body(place, UnsafeBufferPointer(rebasing: all[start..<end]))
                start = end
            }
        }
    }
}
