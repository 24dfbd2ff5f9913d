/// Why a call did not bring back a complete answer.
package struct TransportError: Error, Sendable {
    package enum Code: Hashable, Sendable {
        /// Not a URL this transport can call.
        case invalidURL
        /// The password would travel unencrypted to another machine.
        case plainHTTPRefused
        /// The host's name, or the proxy's, has no address.
        case couldNotResolve
        /// Nobody accepts connections there, or a proxy refuses the way.
        case couldNotConnect
        case timedOut(Waiting)
        case tlsFailed(TLSProblem)
        /// A 3xx answer and the host it points at, when it names one. It is never followed.
        case redirected(toHost: String?)
        /// The answer is longer than ``TransportPolicy/byteCap``.
        case tooLarge
        /// The connection broke, or what came over it was not HTTP, before the answer was complete.
        case interrupted
        /// The task was cancelled.
        case cancelled
        /// The sink threw; see ``TransportError/cause``.
        case refusedBySink
        /// libcurl could not do its part: no memory, no thread, no file descriptor.
        case engineFailed
    }

    /// What a time-out was waiting for.
    package enum Waiting: Hashable, Sendable {
        /// No connection came about.
        case connection
        /// The request went out and the server fell silent, or took longer than the whole call may.
        case answer
    }

    package enum TLSProblem: Hashable, Sendable {
        case expired, notYetValid, untrusted, wrongHost
        /// The file of certificate authorities is missing or unreadable.
        case caFileUnusable
        /// The handshake itself failed.
        case handshake
    }

    package let code: Code

    /// What went wrong, at which URL (without user-info), and what to do about it.
    package let message: String

    /// True when the server may have acted: part of the request left this machine and no complete answer came. A call
    /// that creates something must look for it before it is sent again.
    package let outcomeIsUnknown: Bool

    /// What the sink threw.
    package let cause: (any Error)?

    package init(_ code: Code, _ message: String, outcomeIsUnknown: Bool = false, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.outcomeIsUnknown = outcomeIsUnknown
        self.cause = cause
    }
}

extension TransportError: CustomStringConvertible {
    package var description: String { message }
}
