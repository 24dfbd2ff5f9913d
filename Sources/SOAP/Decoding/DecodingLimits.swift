/// How much one document may ask of its reader. A server under attack, or an attacker in its place, gets no further.
package struct DecodingLimits: Hashable, Sendable {
    /// Bytes of the body, inflated.
    package var bytes: Int
    /// Elements in the document, with those a reference repeats counted each time.
    package var elements: Int
    /// Nested elements. Mantis nests 8, and 2 more for each level of sub-projects.
    package var depth: Int

    package init(bytes: Int, elements: Int, depth: Int) {
        self.bytes = bytes
        self.elements = elements
        self.depth = depth
    }

    /// 64 MB hold the largest attachment a default Mantis takes (5 MB, 7 MB encoded) nine times over and 10 000 full
    /// issues; a million elements, the numbers of a million issues. A document that must be kept whole until its end,
    /// because of references, then costs 64 MB of text and 24 MB of nodes at most.
    package static let standard = DecodingLimits(bytes: 64 << 20, elements: 1_000_000, depth: 64)
}
