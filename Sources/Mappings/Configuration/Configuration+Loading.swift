import SOAP
import ServiceLevels
import Tickets

extension Configuration {
    /// Reads and checks the file at `path`; throws every problem found.
    package static func load(from path: String) throws(MappingError) -> Configuration {
        try read(YAMLReader(contentsOf: path))
    }

    /// Reads and checks `text` as if it were the file at `path`.
    package static func load(text: String, file path: String) throws(MappingError) -> Configuration {
        try read(YAMLReader(text: text, file: path))
    }

    private static func read(_ reader: YAMLReader) throws(MappingError) -> Configuration {
        let configuration = reader.root?.fields("database", "mappings", "instances").flatMap { fields in
            Configuration(fields, file: reader.file)
        }
        let problems = reader.problems + (configuration?.ambiguousScopes() ?? [])
        guard let configuration, problems.isEmpty else { throw MappingError(invalid: problems) }
        return configuration
    }

    private init?(_ fields: YAMLFields, file: String) {
        let database = fields.required("database")?.path(besides: file)
        let mappings = fields.required("mappings")?.path(besides: file)
        let entries = fields.required("instances")?.entries()
        if entries?.isEmpty == true { fields["instances"]?.report("there is no instance") }
        let instances = entries?.compactMap { Instance($0, file: file) }
        guard let database, let mappings, let instances else { return nil }
        self.init(file: file, database: database, mappings: mappings, instances: instances)
    }
}

extension Configuration.Instance {
    fileprivate init?(_ entry: YAMLEntry, file: String) {
        let name = InstanceName(rawValue: entry.key)
        if name == nil {
            entry.keyValue.report(
                "“\(entry.key)” is not an instance name; use lower-case letters, digits and hyphens, a letter first"
            )
        }
        let known = [
            "url", "username", "password", "ca-file", "allow-plain-http", "connect-timeout", "read-timeout",
            "server-time-limit", "server-time-zone", "people", "scopes",
        ]
        guard let fields = entry.value.fields(known) else { return nil }
        let allowsPlainHTTP = fields["allow-plain-http"]?.boolean() ?? false
        let endpoint = fields.required("url")?.endpoint(allowingPlainHTTP: allowsPlainHTTP)
        let username = fields.required("username")?.string()
        let password = fields.required("password").flatMap { PasswordSource($0, file: file) }
        let authorities = fields["ca-file"]?.path(besides: file)
        let connectTimeout = fields["connect-timeout"]?.integer(in: 1...3_600)
        let readTimeout = fields["read-timeout"]?.integer(in: 1...3_600)
        let serverTimeLimit = fields["server-time-limit"]?.integer(in: 0...3_600)
        let serverTimeZone = fields["server-time-zone"]?.timeZone()
        let people = fields["people"]?.entries()?.compactMap { entry in entry.value.string().map { (entry.key, $0) } }
        let scopes = fields.required("scopes")?.list()?.compactMap(Configuration.Scope.init)
        guard let name, let endpoint, let username, let password, let scopes else { return nil }
        self.init(
            name: name,
            endpoint: endpoint,
            username: username,
            password: password,
            certificateAuthorities: authorities,
            connectTimeout: connectTimeout,
            readTimeout: readTimeout,
            // PHP's own max_execution_time.
            serverTimeLimit: serverTimeLimit ?? 30,
            serverTimeZone: serverTimeZone,
            people: Dictionary(people ?? []) { first, _ in first },
            scopes: scopes
        )
    }
}

extension Configuration.Scope {
    fileprivate init?(_ value: YAMLValue) {
        guard
            let fields = value.fields(
                "name",
                "policy",
                "projects",
                "handler",
                "category",
                "acknowledge-from",
                "act-from"
            )
        else { return nil }
        let nameValue = fields.required("name")
        let name = nameValue?.string()
        if let name, InstanceName(rawValue: name) == nil {
            nameValue?.report(
                "“\(name)” is not a scope name; use lower-case letters, digits and hyphens, a letter first"
            )
        }
        let policy = fields.required("policy")?.string()
        let projects = fields.required("projects")?.strings()
        let handler = fields["handler"]?.string()
        let categories = fields["category"].map { $0.stringOrStrings() } ?? []
        let acknowledgement = fields.required("acknowledge-from").flatMap {
            Configuration.Occasions($0, "tickets that entered before it are never acknowledged")
        }
        let actions =
            fields["act-from"].map {
                Configuration.Occasions($0, "what happened before it is never acted on")
            } ?? .never
        guard let name, let policy, let projects, let categories, let acknowledgement, let actions else {
            return nil
        }
        self.init(
            name: name,
            policy: PolicyName(rawValue: policy),
            policyLocation: fields["policy"]?.location ?? fields.location,
            projects: projects,
            handler: handler,
            categories: categories,
            acknowledgement: acknowledgement,
            actions: actions,
            location: value.location
        )
    }
}

extension Configuration.Occasions {
    /// `consequence` tells what an instant means, for whoever wrote something else.
    fileprivate init?(_ value: YAMLValue, _ consequence: String) {
        guard let text = value.string() else { return nil }
        if text == "never" {
            self = .never
        } else if let instant = Instant(iso8601: text) {
            self = .from(instant)
        } else {
            value.report(
                "“\(text)” is neither `never` nor an instant with its offset such as 2026-05-11T08:00:00-05:00; "
                    + consequence
            )
            return nil
        }
    }
}

extension YAMLValue {
    /// A path, seen from the directory of `file` when it is relative.
    fileprivate func path(besides file: String) -> String? {
        string().map { LocalFile.resolve($0, besides: file) }
    }

    /// A zone of the system's tzdata, by its name.
    fileprivate func timeZone() -> TimeZoneRules? {
        guard let identifier = string() else { return nil }
        do {
            return try TimeZoneRules(identifier: identifier)
        } catch {
            report(error.message)
            return nil
        }
    }

    /// A URL that SOAP calls may go to. User-info is refused: it would be a password in the configuration.
    fileprivate func endpoint(allowingPlainHTTP: Bool) -> Endpoint? {
        guard let url = string() else { return nil }
        let authority = url.firstRange(of: "://").map { url[$0.upperBound...].prefix { !"/?#".contains($0) } } ?? ""
        guard !authority.contains("@") else {
            report("the URL holds a user name or password; remove what stands before the “@” and use `username`")
            return nil
        }
        // An IPv6 address keeps its brackets and colons.
        let portColon = authority.lastIndex(of: ":").flatMap { colon in
            authority[colon...].contains("]") ? nil : colon
        }
        let host = portColon.map { authority[..<$0] } ?? authority
        do {
            return try Endpoint(url, plainHTTPHosts: allowingPlainHTTP ? [String(host)] : [])
        } catch {
            report(
                error.code == .plainHTTPRefused
                    ? "http sends the password unencrypted; use https, or set `allow-plain-http: true` to accept that"
                    : error.message
            )
            return nil
        }
    }
}
