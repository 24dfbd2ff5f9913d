/// A version of a product as people number them: `9.2`, `v10.0.1`. Compared number by number; what is not written counts
/// as zero, so that 9 and 9.0 are one.
package struct ProductVersion: Hashable, Comparable, Sendable {
    private let numbers: [Int]

    /// Nil when `text` does not begin with a number, after a word at most, such as in `BITAM 9.2`.
    package init?(_ text: String) {
        let start = text.firstIndex(where: \.isASCIIDigit) ?? text.endIndex
        let written = text[start...].prefix { $0.isASCIIDigit || $0 == "." }
        let parts = written.split(separator: ".").map { Int($0) }
        guard !parts.isEmpty, parts.allSatisfy({ $0 != nil }) else { return nil }
        var numbers = parts.compactMap(\.self)
        while numbers.count > 1, numbers.last == 0 { numbers.removeLast() }
        self.numbers = numbers
    }

    package static func < (older: ProductVersion, newer: ProductVersion) -> Bool {
        older.numbers.lexicographicallyPrecedes(newer.numbers)
    }
}

extension ProductVersion: CustomStringConvertible {
    package var description: String { numbers.map(String.init).joined(separator: ".") }
}
