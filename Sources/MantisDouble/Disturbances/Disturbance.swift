/// Something that goes wrong between a server and its clients, at calls a test chooses.
package struct Disturbance: Hashable, Sendable {
    /// The operation it strikes; nil strikes any.
    package var operation: String?
    /// How many calls of that operation pass unharmed before it strikes.
    package var after: Int
    /// How many calls it strikes.
    package var times: Int
    package var effect: Effect

    package enum Effect: Hashable, Sendable {
        /// The call is carried out and the connection dropped without an answer: the client cannot know.
        case dropAfterCommit
        /// The connection is dropped and nothing carried out.
        case dropBeforeCommit
        /// The answer comes late.
        case slow(Duration)
        /// The connection breaks after so many bytes of the body. The call was carried out.
        case truncated(bytes: Int)
        /// A proxy's error page with status 502; nothing carried out.
        case badGateway
        /// A login page of something in between, status 200; nothing carried out.
        case loginPage
        /// An empty answer with status 500, as after a PHP fatal error; nothing carried out.
        case internalError
        /// `Access denied`, except to `mc_version` (reference §1.8). Versions before 2.26 answer all the same.
        case offline
        /// A raw 0x01 in the first text of the answer (recording 084).
        case controlByte
        /// PHP's chatter in HTML before the envelope (reference §1.7).
        case warningPrefix
        /// What comes twice comes as a reference the second time (reference §1.3).
        case references
        /// Other namespace prefixes than usual.
        case otherPrefixes
        /// The call is answered, and somebody does this before the next one is taken: what moves or goes between two
        /// pages.
        case meanwhile(Deed, by: String)
        /// This fault instead of carrying anything out.
        case fault(ServerFault)
    }

    package init(_ effect: Effect, on operation: String? = nil, after: Int = 0, times: Int = 1) {
        self.operation = operation
        self.after = after
        self.times = times
        self.effect = effect
    }
}
