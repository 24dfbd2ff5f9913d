import Ledger
import MantisConnect
import Mappings
import SOAP
import ServiceLevels
import Tickets

@testable import Bridge

extension DoctorDiagnosisTests {
    static let cases = machineCases + wayCases + versionCases + timeCases + vocabularyCases + projectCases + rightCases

    /// Those that need the bridge to run.
    private static let runs = [
        "BI-04", "BI-06", "BI-07", "BI-08", "CO-02", "CO-03", "FW-01", "FW-03", "FW-04", "FW-05",
    ]
    /// Those that need its notes.
    private static let notes = [
        "BI-05", "BI-06", "BI-07", "BI-08", "BI-09", "BI-11", "BI-12", "CO-02", "CO-04", "FW-01", "FW-06", "FW-07",
        "FW-10",
    ]
    private static let times = [
        "BI-04", "BI-06", "BI-07", "BI-08", "CO-02", "CO-03", "FW-03", "FW-04", "FW-05", "FW-07",
    ]

    // MARK: The machine

    private static let machineCases: [Case] = [
        Case("no ledger yet", .ledger, .note, "there is no ledger at ledger.sqlite yet", setting: "database") {
            $0.machine.ledger = .absent
            $0.machine.file = nil
        },
        Case("a ledger of a later bridge", .ledger, .failure, "version 9", setting: "database", clauses: runs) {
            $0.machine.ledger = .unusable(LedgerError(.newer(version: 9, supported: 1), path: "ledger.sqlite"))
        },
        Case("a damaged page", .ledger, .failure, "damaged: row 3 missing", setting: "database", clauses: runs) {
            $0.machine.ledger = .open(LedgerHealth(version: 1, damage: ["row 3 missing"]), .intact(.genesis))
        },
        Case("a ledger open to others", .ledger, .warning, "mode 0644", setting: "database") {
            $0.machine.file?.mode = 0o644
        },
        Case("a row of the trail changed", .auditTrail, .failure, "row 7", setting: "database") {
            $0.machine.ledger = .open(LedgerHealth(version: 1, damage: []), .broken(sequence: 7, .altered))
        },
        Case("a nearly full disk", .disk, .warning, "100 MiB are free", setting: "database", clauses: runs) {
            $0.machine.file?.free = 100 << 20
        },
        Case("a full disk", .disk, .failure, "512 KiB are free", setting: "database", clauses: runs) {
            $0.machine.file?.free = 512 << 10
        },
        Case("a ledger that outgrows its disk", .disk, .warning, "takes 8192 MiB", setting: "database", clauses: runs) {
            $0.machine.file = FileFacts(size: 8 << 30, mode: 0o600, free: 4 << 30)
        },
        Case("no systemd", .timer, .note, "systemd does not answer") { $0.machine.timer = .noSystemd },
        Case("no timer", .timer, .warning, "is not installed", setting: "mantis-bridge.timer", clauses: runs) {
            $0.machine.timer = .unit(enabled: "not-found", active: "inactive")
        },
        Case(
            "a stopped timer",
            .timer,
            .warning,
            "is enabled and inactive",
            setting: "mantis-bridge.timer",
            clauses: runs
        ) {
            $0.machine.timer = .unit(enabled: "enabled", active: "inactive")
        },
    ]

    // MARK: The way to Mantis

    private static let wayCases: [Case] = [
        Case("no password", .password, .failure, "mode 0644", setting: "password", clauses: runs) {
            $0.instance.passwordProblem = "the password file p: others can use it (mode 0644)"
            $0.instance.login = nil
        },
        Case("no server", .connection, .failure, "nobody listens", setting: "url", clauses: runs) {
            $0.instance.version = .failure(Trouble(.unreachable, "nobody listens"))
            $0.instance.login = nil
        },
        Case("an old certificate", .tls, .failure, "expired", setting: "ca-file", clauses: runs) {
            $0.instance.version = .failure(Trouble(.tls, "the certificate expired"))
            $0.instance.login = nil
        },
        Case("plain http", .tls, .warning, "travels to mantis.example.test", setting: "allow-plain-http") {
            guard
                let endpoint = try? Endpoint(
                    "http://mantis.example.test/api/soap/mantisconnect.php",
                    plainHTTPHosts: ["mantis.example.test"]
                )
            else { return }
            $0.instance.configuration.endpoint = endpoint
        },
        Case("a wrong password", .login, .failure, "Access denied", setting: "username, password", clauses: runs) {
            $0.instance.login = .failure(Trouble(.accessDenied, "Mantis answered “Access denied”"))
        },
        Case("an administrator", .account, .warning, "is ADMINISTRATOR", setting: "access level of the account") {
            $0.instance.login = .success(LoginIdentity(name: "puente", id: nil, globalLevel: .administrator))
        },
        Case(
            "a stranger",
            .account,
            .warning,
            "10 changes within an hour",
            setting: "antispam_max_event_count",
            clauses: notes
        ) {
            $0.instance.login = .success(LoginIdentity(name: "puente", id: nil, globalLevel: .reporter))
        },
        Case("an option that is a list", .options, .note, "private_bug_threshold (it holds a list") {
            $0.instance.options[.privateIssueThreshold] = .unknown("it holds a list, which SOAP cannot carry")
        },
        Case(
            "no mail",
            .mail,
            .warning,
            "Mantis sends no mail",
            setting: "enable_email_notification",
            clauses: ["BI-05", "BI-06", "BI-07", "BI-08", "BI-09", "CO-02", "FW-01", "FW-07"]
        ) {
            $0.instance.options[.mail] = .known("0")
        },
        Case("a few notes", .mail, .note, "3 notes are waiting; each mails the issue's reporter") {
            $0.instance.waitingNotes = 3
        },
        Case("a storm of notes", .mail, .warning, "storm of mail", setting: "acknowledge-from") {
            $0.instance.waitingNotes = 250
        },
    ]

    // MARK: The version

    private static let versionCases: [Case] = [
        Case(
            "a version that is only read",
            .version,
            .warning,
            "MantisBT 1.2.5 is only read",
            setting: "version of Mantis",
            clauses: [
                "BI-05", "BI-06", "BI-07", "BI-08", "BI-09", "BI-11", "BI-12", "CO-02", "CO-03", "CO-04", "FW-01",
                "FW-06", "FW-07", "FW-10",
            ]
        ) {
            $0.instance.version = .success(ServerVersion(1, 2, 5))
            $0.instance.configuration.serverTimeZone = try? TimeZoneRules(identifier: "America/Bogota")
        },
        Case(
            "a version without searches",
            .version,
            .warning,
            "leave out closed issues",
            setting: "version of Mantis",
            clauses: ["BI-06", "BI-07", "BI-14", "CO-02", "CO-03", "FW-01", "FW-07"]
        ) {
            $0.instance.version = .success(ServerVersion(1, 2, 20))
        },
        Case("a version from the future", .version, .note, "newer than 2.28.4") {
            $0.instance.version = .success(ServerVersion(2, 31, 0))
        },
        Case("a version with a hole", .defects, .warning, "GHSA-c2xg-qjqw-2v98", setting: "version of Mantis") {
            $0.instance.version = .success(ServerVersion(2, 28, 3))
        },
        Case(
            "a version that loses due dates",
            .defects,
            .warning,
            "erases it",
            setting: "due_date_update_threshold",
            clauses: ["BI-09", "FW-06"],
            companions: [.dueDate]
        ) {
            $0.instance.version = .success(ServerVersion(2, 27, 0))
            $0.instance.options[.dueDateThreshold] = .known("90")
        },
        Case(
            "a version that would lose due dates of others",
            .defects,
            .note,
            "erases it",
            setting: "due_date_update_threshold",
            clauses: ["BI-09", "FW-06"]
        ) {
            $0.instance.version = .success(ServerVersion(2, 27, 0))
        },
        Case(
            "a version that PHP outgrew",
            .defects,
            .note,
            "PHP 8.2",
            setting: "version of Mantis",
            clauses: runs,
            companions: [.defects]
        ) {
            $0.instance.version = .success(ServerVersion(2, 25, 0))
        },
    ]

    // MARK: Time

    private static let timeCases: [Case] = [
        Case(
            "a clock a little off",
            .clock,
            .note,
            "12 s ahead of ours",
            setting: "clock of both machines",
            clauses: times
        ) {
            $0.instance.clock = ClockReading(atLeast: 12, atMost: 15)
        },
        Case("a clock behind", .clock, .warning, "90 s behind ours", setting: "clock of both machines", clauses: times)
        {
            $0.instance.clock = ClockReading(atLeast: -92, atMost: -90)
        },
        Case("a clock hours off", .clock, .failure, "5 h ahead", setting: "clock of both machines", clauses: times) {
            $0.instance.clock = ClockReading(atLeast: 18_000, atMost: 18_002)
        },
        Case("a server that tells no time", .clock, .note, "have no Date") { $0.instance.clock = nil },
        Case("another zone than it says", .zone, .warning, "-05:00 where", setting: "default_timezone", clauses: times)
        {
            $0.instance.options[.zone] = .known("America/Mexico_City")
        },
        Case(
            "a zone nobody knows",
            .zone,
            .warning,
            "“America/Macondo” is unknown",
            setting: "default_timezone",
            clauses: times
        ) {
            $0.instance.options[.zone] = .known("America/Macondo")
        },
        Case("no zone", .zone, .note, "its dates carry -05:00", setting: "default_timezone") {
            $0.instance.options[.zone] = .known("")
        },
        Case("two zones", .zone, .warning, "the configuration says", setting: "server-time-zone", clauses: times) {
            $0.instance.configuration.serverTimeZone = try? TimeZoneRules(identifier: "America/Santiago")
        },
        Case(
            "dates that need a zone",
            .zone,
            .failure,
            "as if it were UTC",
            setting: "server-time-zone",
            clauses: times,
            companions: [.version, .defects]
        ) {
            $0.instance.version = .success(ServerVersion(1, 2, 8))
            $0.instance.projects = .known([])
        },
        Case("never ran", .lastRun, .note, "never ran") { $0.instance.runs = .known([]) },
        Case(
            "a timer that stopped",
            .lastRun,
            .failure,
            "3 h ago (",
            setting: "mantis-bridge.timer",
            clauses: runs
        ) {
            $0.instance.runs = .known([10_920, 11_040, 11_160, 11_280].map { Healthy.run(secondsAgo: $0) })
        },
        Case("half a run", .lastRun, .warning, "tried again: mantis-7", clauses: runs) {
            $0.instance.runs = .known([Healthy.run(secondsAgo: 60, .partial, message: "mantis-7: no text")])
        },
        Case(
            "a refused note",
            .lastRun,
            .failure,
            "refused something",
            clauses: notes
        ) {
            $0.instance.runs = .known([Healthy.run(secondsAgo: 60, .conflict)])
        },
        Case("a run that stopped", .lastRun, .failure, "stopped: no project", clauses: runs) {
            $0.instance.runs = .known([Healthy.run(secondsAgo: 60, .failed, message: "no project")])
        },
        Case("a run under way", .lastRun, .note, "is under way") {
            $0.instance.runs = .known([Healthy.run(secondsAgo: 7_000, nil)])
        },
        Case(
            "a run without an end",
            .lastRun,
            .failure,
            "never ended",
            setting: "mantis-bridge.timer",
            clauses: runs
        ) {
            $0.instance.runs = .known([Healthy.run(secondsAgo: 90_000, nil)])
        },
    ]
}
