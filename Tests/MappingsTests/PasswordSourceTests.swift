import SOAP
import Testing

@testable import Mappings

@Suite struct PasswordSourceTests {
    private func failure(_ source: PasswordSource, _ environment: [String: String] = [:]) -> String? {
        do {
            _ = try source.resolve { environment[$0] }
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: [("clave\n", "clave"), ("clave", "clave"), ("clave\r\n", "clave"), (" ñ clave ", " ñ clave ")])
    func `A file's content is the password, but for one line end`(content: String, password: String) throws {
        let directory = try TemporaryDirectory()
        for mode in [0o600, 0o400] {
            let path = try directory.write(content, to: "secret-\(mode)", mode: mode)
            #expect(try PasswordSource.file(path).resolve { _ in nil }.exposed == password)
        }
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o620, 0o601])
    func `A file that others can use is refused`(mode: Int) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("clave", to: "secret", mode: mode)
        let message = try #require(failure(.file(path)))
        #expect(message.contains("(mode 0\(String(mode, radix: 8)))") && message.contains("chmod 600 \(path)"))
        #expect(!message.contains("clave"))
    }

    @Test(arguments: [("", "is empty"), ("\n", "is empty"), ("clave\nmás\n", "more than one line")])
    func `A file without one password is refused`(content: String, reason: String) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(content, to: "secret")
        let message = try #require(failure(.file(path)))
        #expect(message.contains(reason) && message.contains(path) && !message.contains("clave"))
    }

    @Test func `A missing file is told by its path`() throws {
        let directory = try TemporaryDirectory()
        #expect(failure(.file("\(directory.path)/none"))?.contains("/none: cannot be opened") == true)
        #expect(failure(.file(directory.path))?.contains("directory") == true)
    }

    @Test func `A password can come from the environment`() throws {
        #expect(try PasswordSource.environment("CLAVE").resolve { $0 == "CLAVE" ? "x\n" : nil }.exposed == "x\n")
        #expect(failure(.environment("CLAVE"))?.contains("CLAVE is not set") == true)
        #expect(failure(.environment("CLAVE"), ["CLAVE": ""])?.contains("CLAVE is not set") == true)
    }

    @Test func `A systemd credential is read from the service's directory, whatever its mode`() throws {
        let directory = try TemporaryDirectory()
        try directory.write("clave\n", to: "mantis", mode: 0o440)
        let source = PasswordSource.credential("mantis")
        #expect(try source.resolve { $0 == "CREDENTIALS_DIRECTORY" ? directory.path : nil }.exposed == "clave")
        #expect(failure(source)?.contains("LoadCredential=mantis:PATH") == true)
        #expect(failure(.credential("none"), ["CREDENTIALS_DIRECTORY": directory.path])?.contains("none") == true)
    }
}
