import SOAP
import ServiceLevels
import Testing
import Tickets

@testable import Mappings

@Suite struct ConfigurationTests {
    /// A configuration with one instance and one scope; `replacing` spoils a line of it.
    static let valid = """
        database: data/bridge.sqlite
        mappings: /srv/mappings
        instances:
          facturatech:
            url: https://mantis.example.test/api/soap/mantisconnect.php
            username: puente
            password: {file: secret}
            ca-file: ca.pem
            connect-timeout: 5
            read-timeout: 90
            server-time-limit: 45
            people: {alanMantis: Equipo de Web Service}
            scopes:
              - name: ws
                policy: facturatech-ws
                projects: [Web Service, Integrador]
                handler: alanMantis
                acknowledge-from: 2026-05-11T08:00:00-05:00
              - name: rest
                policy: amazonas
                projects: [Amazonas ERP]
                acknowledge-from: never
        """

    private func problems(_ text: String) -> [String] {
        do {
            _ = try Configuration.load(text: text, file: "/etc/bridge/c.yaml")
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test func `Every setting arrives`() throws {
        let configuration = try Configuration.load(text: Self.valid, file: "/etc/bridge/c.yaml")
        #expect(configuration.database == "/etc/bridge/data/bridge.sqlite")
        #expect(configuration.mappings == "/srv/mappings")
        let name = try #require(InstanceName(rawValue: "facturatech"))
        let instance = try #require(configuration.instance(name))
        #expect(instance.endpoint.description == "https://mantis.example.test/api/soap/mantisconnect.php")
        #expect(instance.username == "puente")
        #expect(instance.password == .file("/etc/bridge/secret"))
        #expect(instance.certificateAuthorities == "/etc/bridge/ca.pem")
        #expect(instance.connectTimeout == 5)
        #expect(instance.readTimeout == 90)
        #expect(instance.serverTimeLimit == 45)
        #expect(instance.people == ["alanMantis": "Equipo de Web Service"])
        #expect(instance.scopes.map(\.name) == ["ws", "rest"])
        #expect(instance.scopes.map(\.policy.rawValue) == ["facturatech-ws", "amazonas"])
        #expect(instance.scopes.map(\.projects) == [["Web Service", "Integrador"], ["Amazonas ERP"]])
        #expect(instance.scopes.map(\.handler) == ["alanMantis", nil])
        let first = try #require(Instant(iso8601: "2026-05-11T13:00:00Z"))
        #expect(instance.scopes.map(\.acknowledgement) == [.from(first), .never])
    }

    @Test func `The template that init writes is well-formed, and only its policies are still to be named`() throws {
        let configuration = try Configuration.load(text: Configuration.template, file: "mantis-bridge.yaml")
        #expect(configuration.database == "mantis-bridge.sqlite")
        #expect(configuration.instances.flatMap(\.scopes).map(\.acknowledgement) == [.never, .never])
        #expect(configuration.instances.map(\.password) == [.file("mantis.password")])
        let problems = try Repository.catalogue().problems(with: configuration)
        #expect(problems.count == 2)
        #expect(
            problems.allSatisfy {
                $0.message
                    == "there is no policy “name-of-a-policy” under mappings/policies; it can be amazonas, bitam, "
                    + "btw, coacher or facturatech-ws"
            }
        )
        let named = Configuration.template.replacing("name-of-a-policy", with: "amazonas")
        let filledIn = try Configuration.load(text: named, file: "mantis-bridge.yaml")
        #expect(try Repository.catalogue().problems(with: filledIn).isEmpty)
    }

    @Test func `Settings that the template shows as comments are known too`() throws {
        let optional = ["# ca-file", "# allow-plain-http", "# connect-timeout", "# read-timeout"]
        let text = optional.reduce(Configuration.template) { $0.replacing($1, with: String($1.dropFirst(2))) }
        let instance = try #require(try Configuration.load(text: text, file: "c.yaml").instances.first)
        #expect(instance.certificateAuthorities == "our-ca.pem")
        #expect(instance.connectTimeout == 10)
        #expect(instance.readTimeout == 60)
    }

    @Test(arguments: [
        ("username: puente", "user: puente", "5:5: “username” is missing here"),
        ("username: puente", "username: ''", "6:15: a text is expected here, and it is empty"),
        ("acknowledge-from: never", "handler: x", "19:9: “acknowledge-from” is missing here"),
        ("acknowledge-from: never", "acknowledge-from: now", "22:27: “now” is neither `never` nor an instant"),
        ("acknowledge-from: never", "acknowledge-from: 2026-05-11", "22:27: “2026-05-11” is neither"),
        ("facturatech:", "Facturatech:", "4:3: “Facturatech” is not an instance name"),
        ("- name: rest", "- name: El resto", "19:15: “El resto” is not a scope name"),
        ("- name: rest", "- name: ws", "19:9: the scope “ws” is already defined at /etc/bridge/c.yaml:14:9"),
        ("projects: [Amazonas ERP]", "projects: []", "21:19: the list is empty"),
        ("password: {file: secret}", "password: hunter2", "7:15: a password is never written here"),
        ("password: {file: secret}", "password: {file: a, environment: B}", "7:15: give exactly one of"),
        ("password: {file: secret}", "password: {credential: a/b}", "7:28: a credential's name has no “/”"),
        ("connect-timeout: 5", "connect-timeout: 0", "9:22: 0 is out of range"),
        ("https://mantis", "ftp://mantis", "5:10: "),
        ("https://mantis", "https://u:pw@mantis", "5:10: the URL holds a user name or password"),
        ("https://mantis", "http://mantis", "5:10: http sends the password unencrypted"),
        ("server-time-limit: 45", "server-time-limit: -1", "11:24: -1 is out of range"),
        ("{alanMantis: Equipo", "{alanMantis: [], x: Equipo", "12:26: a text is expected here, not a list"),
        ("instances:", "instances: {}\nother:", "3:12: there is no instance"),
    ])
    func `Each fault is told with its place`(line: String, spoilt: String, expected: String) throws {
        let text = Self.valid.replacing(line, with: spoilt, maxReplacements: 1)
        try #require(text != Self.valid)
        let problems = problems(text)
        #expect(problems.contains { $0.hasPrefix("/etc/bridge/c.yaml:\(expected)") }, "\(problems)")
        #expect(!problems.contains { $0.contains("hunter2") || $0.contains("pw@") })
    }

    @Test(arguments: [
        ("http://localhost:8080/soap", "", true),
        ("http://127.0.0.1/soap", "", true),
        ("http://mantis.lan:8080/soap", "", false),
        ("http://mantis.lan:8080/soap", "allow-plain-http: true", true),
        ("http://[fd00::1]:8080/soap", "allow-plain-http: true", true),
        ("http://mantis.lan/soap", "allow-plain-http: false", false),
    ])
    func `Plain http is for this machine, or where it is allowed by name`(url: String, line: String, isValid: Bool) {
        let text = Self.valid
            .replacing("https://mantis.example.test/api/soap/mantisconnect.php", with: "\"\(url)\"")
            .replacing("    username", with: line.isEmpty ? "    username" : "    \(line)\n    username")
        #expect(problems(text).isEmpty == isValid, "\(problems(text))")
    }

    @Test(
        arguments: [
            (nil, "web service", "one of them has no `handler`"),
            ("alanMantis", "Web Service", "both take the same issues"),
            ("otro", "Web Service", nil),
            ("alanMantis", "Otro proyecto", nil),
        ] as [(String?, String, String?)]
    )
    func `Two scopes that could claim one issue are refused`(handler: String?, project: String, reason: String?) {
        var text = Self.valid.replacing("projects: [Amazonas ERP]", with: "projects: [\(project)]")
        if let handler { text += "\n        handler: \(handler)" }
        let problems = problems(text)
        #expect(problems.count == (reason == nil ? 0 : 1))
        if let reason {
            #expect(problems[0].hasPrefix("/etc/bridge/c.yaml:19:9: ") && problems[0].contains("c.yaml:14:9"))
            #expect(problems[0].contains(reason))
        }
    }

    @Test func `A scope under a policy that is not there is told with a suggestion`() throws {
        let text = Self.valid.replacing("policy: amazonas", with: "policy: amazona")
        let configuration = try Configuration.load(text: text, file: "c.yaml")
        #expect(
            try Repository.catalogue().problems(with: configuration).map(\.description) == [
                "c.yaml:20:17: there is no policy “amazona” under /srv/mappings/policies; did you mean “amazonas”?"
            ]
        )
    }

    @Test func `An acknowledgement is for tickets that entered at its instant or later`() {
        let rule = Configuration.Occasions.from(.base)
        #expect(rule.includes(.base))
        #expect(!rule.includes(.base - 1))
        #expect(!Configuration.Occasions.never.includes(.base))
    }

    @Test func `A scope may be narrowed to one category or to several, and a server may have its zone`() throws {
        let text = Self.valid
            .replacing("server-time-limit: 45", with: "server-time-zone: America/Bogota")
            .replacing("handler: alanMantis", with: "category: Consulta")
            .replacing("projects: [Amazonas ERP]", with: "projects: [Amazonas ERP]\n        category: [Uno, Dos]")
        let instance = try #require(try Configuration.load(text: text, file: "c.yaml").instances.first)
        #expect(instance.scopes.map(\.categories) == [["Consulta"], ["Uno", "Dos"]])
        #expect(instance.serverTimeZone?.identifier == "America/Bogota")
        let plain = try #require(try Configuration.load(text: Self.valid, file: "c.yaml").instances.first)
        #expect(plain.serverTimeZone == nil)
        #expect(plain.scopes.map(\.categories) == [[], []])
    }

    @Test func `A zone that the system does not know is told`() {
        let text = Self.valid.replacing("server-time-limit: 45", with: "server-time-zone: America/Macondo")
        #expect(problems(text).count == 1)
        #expect(problems(text).first?.contains("America/Macondo") == true)
    }

    @Test(
        arguments: [
            ("category: A", "category: B", 0), ("category: [A, B]", "category: b", 1), ("category: A", "", 1),
            ("", "", 1),
        ]
    )
    func `Scopes of one project are told apart by their categories`(_ first: String, _ second: String, conflicts: Int) {
        let text = Self.valid
            .replacing("[Web Service, Integrador]", with: "[Amazonas ERP]")
            .replacing("        handler: alanMantis\n", with: first.isEmpty ? "" : "        \(first)\n")
            .replacing("never", with: second.isEmpty ? "never" : "never\n        \(second)")
        #expect(problems(text).count == conflicts, "\(problems(text))")
    }
}
