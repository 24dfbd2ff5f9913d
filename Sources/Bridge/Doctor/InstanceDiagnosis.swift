import Ledger
import MantisConnect
import Mappings
import SOAP
import Tickets

/// Judges one Mantis server as a whole.
struct InstanceDiagnosis: PlacedDiagnosis {
    let seen: InstanceObservations
    let at: Instant
    let timer: TimerState
    let catalogue: MappingCatalogue
    let clauses: ClauseLookup

    init(seen: InstanceObservations, at: Instant, timer: TimerState, catalogue: MappingCatalogue) {
        self.seen = seen
        self.at = at
        self.timer = timer
        self.catalogue = catalogue
        clauses = ClauseLookup(catalogue: catalogue, policies: seen.configuration.scopes.map(\.policy))
    }

    var findings: [Finding] {
        var findings = [password, connection, tls, login, version, clock, lastRun].compactMap(\.self)
        findings += defects
        // The rest is known only to those whom Mantis lets in.
        guard case .success(let identity)? = seen.login else { return findings }
        findings += [account(identity), zone, language, mail, unansweredOptions, unansweredProjects]
            .compactMap(\.self)
        return findings + statuses + priorities + [acceptance].compactMap(\.self)
    }

    var place: FindingPlace { FindingPlace(instance: seen.configuration.name) }

    var profile: ServerProfile? { (try? seen.version.get()).map(ServerProfile.init) }

    private static let meanwhile =
        "Until then nothing is pulled from this instance or written to it; the next run after that catches up by itself."

    // MARK: Getting there

    private var password: Finding? {
        seen.passwordProblem.map {
            finding(
                .password,
                .failure,
                $0,
                setting: "password",
                remedy: Self.meanwhile,
                clauses: clauses[.regularRuns]
            )
        }
    }

    private var connection: Finding? {
        switch seen.version {
        case .success:
            return finding(.connection, .ok, "\(seen.configuration.endpoint) answers")
        case .failure(let trouble) where trouble.kind == .tls:
            return nil
        case .failure(let trouble):
            return finding(
                .connection,
                .failure,
                trouble.message,
                setting: "url",
                remedy: Self.meanwhile,
                clauses: clauses[.regularRuns]
            )
        }
    }

    private var tls: Finding? {
        let endpoint = seen.configuration.endpoint
        if case .failure(let trouble) = seen.version {
            guard trouble.kind == .tls else { return nil }
            return finding(
                .tls,
                .failure,
                trouble.message,
                setting: "ca-file",
                remedy: Self.meanwhile,
                clauses: clauses[.regularRuns]
            )
        }
        if endpoint.description.lowercased().hasPrefix("https:") {
            return finding(.tls, .ok, "the connection is encrypted and the server's certificate verified")
        }
        if endpoint.isLoopback { return finding(.tls, .ok, "plain http, which does not leave this machine") }
        return finding(
            .tls,
            .warning,
            "the password travels to \(endpoint.host) unencrypted with every call",
            setting: "allow-plain-http",
            remedy: "Give Mantis a certificate, write https in `url`, and remove `allow-plain-http`."
        )
    }

    private var login: Finding? {
        switch seen.login {
        case nil: return nil
        case .success(let identity): return finding(.login, .ok, "Mantis lets “\(identity.name)” in")
        case .failure(let trouble):
            return finding(
                .login,
                .failure,
                trouble.message,
                setting: "username, password",
                remedy: Self.meanwhile,
                clauses: clauses[.regularRuns]
            )
        }
    }

    // MARK: The account and what it may ask

    private func account(_ identity: LoginIdentity) -> Finding? {
        guard let level = identity.globalLevel else { return nil }
        if level >= .administrator {
            return finding(
                .account,
                .warning,
                """
                “\(identity.name)” is ADMINISTRATOR of all of this Mantis: whoever gets hold of its password has \
                everything, and rights that are missing never show
                """,
                setting: "access level of the account",
                remedy: "Under Manage > Manage Users make it UPDATER, and MANAGER in the projects of the scopes only."
            )
        }
        let signUpIsOff = seen.options[.signUp]?.value.map { ["0", ""].contains($0) } ?? false
        if level <= .reporter, !signUpIsOff, profile?.has(.tokens) == true {
            return finding(
                .account,
                .warning,
                """
                the global level of “\(identity.name)” is only \(level), and Mantis takes such accounts for strangers: \
                after 10 changes within an hour it refuses their notes
                """,
                setting: "antispam_max_event_count",
                remedy: """
                    Under Manage > Manage Users make “\(identity.name)” UPDATER, or set $g_antispam_max_event_count = 0 in \
                    config/config_inc.php.
                    """,
                clauses: clauses[.notes]
            )
        }
        return finding(.account, .ok, "its global level is \(level)")
    }

    private var unansweredOptions: Finding? {
        var byReason: [String: [String]] = [:]
        for option in MantisOption.allCases {
            guard case .unknown(let reason)? = seen.options[option], option.isThreshold || option == .mail else {
                continue
            }
            byReason[reason, default: []].append(option.rawValue)
        }
        guard !byReason.isEmpty else { return nil }
        let list = byReason.sorted { $0.key < $1.key }
            .map { "\($0.value.joined(separator: ", ")) (\($0.key))" }
        return finding(
            .options,
            .note,
            "could not be asked, so that what hangs on it was not judged: " + list.joined(separator: "; "),
            remedy: "Look these options up in Mantis's configuration, and compare them with the account's level."
        )
    }

    private var unansweredProjects: Finding? {
        guard case .unknown(let reason) = seen.projects else { return nil }
        return finding(
            .project,
            .failure,
            "the projects could not be listed: \(reason)",
            setting: "webservice_readonly_access_level_threshold",
            remedy: "Look at the server's log; without its projects nothing can be pulled.",
            clauses: clauses.all
        )
    }

    // MARK: Mail

    private var mail: Finding? {
        guard let option = seen.options[.mail]?.value else { return nil }
        let count = seen.waitingNotes
        guard !["0", ""].contains(option) else {
            return finding(
                .mail,
                .warning,
                "Mantis sends no mail, so that requesters learn what is written to them only when they look",
                setting: "enable_email_notification",
                remedy: "Set $g_enable_email_notification = ON in config/config_inc.php.",
                clauses: clauses[.mail]
            )
        }
        guard count > 0 else { return finding(.mail, .ok, "Mantis sends mail, and no note is waiting") }
        let waiting =
            count == 1 ? "1 note is waiting to be written; it mails" : "\(count) notes are waiting; each mails"
        let text = "\(waiting) the issue's reporter, its handler and whoever monitors it"
        guard count >= 10 else { return finding(.mail, .note, text) }
        return finding(
            .mail,
            .warning,
            "a storm of mail is to be expected: " + text,
            setting: "acknowledge-from",
            remedy: """
                See them with `mantis-bridge plan`. If they are for old issues, set a later `acknowledge-from`; if they are \
                due, consider $g_enable_email_notification = OFF in Mantis until the next run is over.
                """
        )
    }
}
