import SOAP

extension TransportPolicy {
    /// Keeps unused connections for as long as any test takes, however busy the machine is.
    static var keepingConnections: TransportPolicy {
        var policy = TransportPolicy()
        policy.idleLimit = .seconds(600)
        return policy
    }
}
