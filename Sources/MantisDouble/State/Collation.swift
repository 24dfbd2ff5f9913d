import Foundation

/// The order of the database: neither case nor accents count.
enum Collation {
    /// A text that sorts as the database would sort the original; equal for what it takes for the same.
    static func key(_ text: String) -> String {
        String(String.UnicodeScalarView(text.lowercased().decomposedScalars.filter { !$0.properties.isDiacritic }))
    }
}

extension String {
    /// Letters and their accents apart.
    fileprivate var decomposedScalars: [Unicode.Scalar] { Array(decomposedStringWithCanonicalMapping.unicodeScalars) }
}
