import Foundation

/// A certificate authority of the tests' own and certificates it issued, in a directory that goes with it.
final class Certificates: Sendable {
    static let openssl = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first(
        where: FileManager.default.isExecutableFile
    )

    /// What is wrong, or not, with a server's certificate.
    enum Kind: String, CaseIterable {
        case good, expired, otherHost, selfSigned
    }

    private let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "soap-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try run("req", "-x509", "-key", newKey("authority"), "-out", path("authority.pem"), "-subj", "/CN=Authority")
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    var authority: String { path("authority.pem") }

    /// A path in the directory.
    func path(_ name: String) -> String {
        directory.appending(path: name).path
    }

    /// Files of a certificate and its key.
    func issue(_ kind: Kind) throws -> (certificate: String, key: String) {
        let host = kind == .otherHost ? "tracker.example" : "localhost"
        let names = "subjectAltName=DNS:\(host)"
        let key = try newKey(kind.rawValue)
        let certificate = path("\(kind).pem")
        if kind == .selfSigned {
            try run("req", "-x509", "-key", key, "-out", certificate, "-subj", "/CN=\(host)", "-addext", names)
            return (certificate, key)
        }
        try run("req", "-new", "-key", key, "-out", path("\(kind).csr"), "-subj", "/CN=\(host)")
        try Data(names.utf8).write(to: URL(filePath: path("\(kind).ext")))
        try run(
            "x509",
            "-req",
            "-in",
            path("\(kind).csr"),
            "-CA",
            authority,
            "-CAkey",
            path("authority.key"),
            "-set_serial",
            "1",
            "-extfile",
            path("\(kind).ext"),
            "-days",
            kind == .expired ? "-1" : "2",
            "-out",
            certificate
        )
        return (certificate, key)
    }

    private func newKey(_ name: String) throws -> String {
        let file = path("\(name).key")
        try run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-out", file)
        return file
    }

    private func run(_ arguments: String...) throws {
        guard try ChildProcess([Self.openssl ?? ""] + arguments).wait() else {
            throw TestServerError("openssl \(arguments) failed")
        }
    }
}
