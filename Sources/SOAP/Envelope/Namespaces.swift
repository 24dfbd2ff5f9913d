/// The namespaces of SOAP 1.1 with RPC/encoded bodies (reference §1.1).
package enum Namespaces {
    package static let envelope = "http://schemas.xmlsoap.org/soap/envelope/"
    package static let encoding = "http://schemas.xmlsoap.org/soap/encoding/"
    package static let schema = "http://www.w3.org/2001/XMLSchema"
    package static let schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"
}
