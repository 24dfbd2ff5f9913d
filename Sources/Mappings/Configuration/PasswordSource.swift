import Glibc
package import SOAP

/// Where an instance's password is kept. It is read when it is needed and held only as a ``Secret``.
package enum PasswordSource: Hashable, Sendable {
    /// A file that only its owner can read.
    case file(String)
    /// An environment variable.
    case environment(String)
    /// A systemd credential (`LoadCredential=` in the unit).
    case credential(String)

    init?(_ value: YAMLValue, file: String) {
        guard value.isMapping else {
            value.report(
                "a password is never written here; say where it is kept: “file: PATH”, “environment: NAME” or "
                    + "“credential: NAME”"
            )
            return nil
        }
        guard let fields = value.fields("file", "environment", "credential") else { return nil }
        let sources: [PasswordSource?] = [
            fields["file"].map { $0.string().map { .file(LocalFile.resolve($0, besides: file)) } },
            fields["environment"].map { $0.string().map(PasswordSource.environment) },
            fields["credential"].map { $0.string().map(PasswordSource.credential) },
        ].compactMap(\.self)
        guard sources.count == 1 else {
            fields.report("give exactly one of “file”, “environment” and “credential”")
            return nil
        }
        guard let source = sources[0] else { return nil }
        if case .credential(let name) = source, name.contains("/") {
            fields["credential"]?.report("a credential's name has no “/”")
            return nil
        }
        self = source
    }

    /// Reads the password. One line end after it is dropped. `environment` looks up a variable of the process.
    package func resolve(
        environment: (String) -> String? = PasswordSource.processEnvironment
    ) throws(MappingError) -> Secret {
        switch self {
        case .file(let path):
            return try Self.secret(from: path, mustBePrivate: true)
        case .environment(let name):
            guard let text = environment(name), !text.isEmpty else {
                throw Self.unavailable("the environment variable \(name) is not set; set it to the password")
            }
            return Secret(text)
        case .credential(let name):
            guard let directory = environment("CREDENTIALS_DIRECTORY") else {
                throw Self.unavailable(
                    "there is no credential “\(name)”, because $CREDENTIALS_DIRECTORY is not set; run under systemd with "
                        + "LoadCredential=\(name):PATH"
                )
            }
            // systemd keeps credentials in a directory of the service alone, with modes of its own.
            return try Self.secret(from: "\(directory)/\(name)", mustBePrivate: false)
        }
    }

    package static func processEnvironment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private static func secret(from path: String, mustBePrivate: Bool) throws(MappingError) -> Secret {
        let bytes: [UInt8]
        do {
            bytes = try LocalFile.bytes(at: path) { status throws(LocalFile.Failure) in
                let mode = status.st_mode & 0o7777
                guard !mustBePrivate || mode & 0o077 == 0 else {
                    throw LocalFile.Failure(
                        message:
                            "others than its owner can use it (mode 0\(String(mode, radix: 8))); run: chmod 600 \(path)"
                    )
                }
            }
        } catch {
            throw unavailable("the password file \(path): \(error.message)")
        }
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw unavailable("the password file \(path) is not UTF-8 text")
        }
        // “CR LF” is one character and goes as a whole.
        if text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty else { throw unavailable("the password file \(path) is empty") }
        guard !text.contains(where: \.isNewline) else {
            throw unavailable("the password file \(path) has more than one line; keep only the password in it")
        }
        return Secret(text)
    }

    private static func unavailable(_ message: String) -> MappingError {
        MappingError(.passwordUnavailable, message)
    }
}
