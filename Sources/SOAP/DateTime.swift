/// An `xsd:dateTime` as a server wrote it: the instant, and the offset it was written with, which tells the server's
/// zone (reference §1.5).
package struct DateTime: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package var epochSeconds: Int64
    /// Seconds east of UTC.
    package var offsetSeconds: Int32

    package init(epochSeconds: Int64, offsetSeconds: Int32) {
        self.epochSeconds = epochSeconds
        self.offsetSeconds = offsetSeconds
    }
}
