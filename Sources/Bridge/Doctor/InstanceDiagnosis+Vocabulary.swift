import MantisConnect
import Mappings
import Tickets

// What the numbers of this Mantis mean, against what the mapping takes them for.

extension InstanceDiagnosis {
    // MARK: Language

    /// The labels the account is shown against those of the configuration, which are English.
    var language: Finding? {
        let pairs: [(Enumeration, MantisOption)] = [
            (.status, .statuses), (.viewStates, .viewStates), (.priorities, .priorities), (.severities, .severities),
        ]
        for (enumeration, option) in pairs {
            guard let shown = seen.enumerations[enumeration]?.value, let labels = labels(option) else { continue }
            for reference in shown {
                guard let label = labels[reference.id], let name = reference.name, name != label else { continue }
                return finding(
                    .language,
                    .warning,
                    """
                    Mantis answers “\(seen.configuration.username)” in another language than English (\(option.word) \
                    \(reference.id) reads “\(name)”, not “\(label)”), and some of its refusals are then not understood
                    """,
                    setting: "language of the account",
                    remedy: """
                        Log in to the web pages once as “\(seen.configuration.username)” and choose english under \
                        My Account > Preferences > Language.
                        """
                )
            }
        }
        guard seen.enumerations[.status]?.value != nil else { return nil }
        return finding(.language, .ok, "Mantis answers “\(seen.configuration.username)” in English")
    }

    // MARK: Statuses and priorities

    var statuses: [Finding] {
        let vocabulary = catalogue.vocabulary
        let stock = Self.stockStatuses.filter { vocabulary.statuses[$0.key] != nil }
        let found =
            compare(.statuses, with: vocabulary.statuses.mapValues(\.rawValue), stock: stock, section: "statuses")
            + compare(
                .viewStates,
                with: vocabulary.visibilities.mapValues(\.rawValue),
                stock: [10: "public", 50: "private"],
                section: "view-states"
            ) + [resolvedStatus].compactMap(\.self)
        return verdict(.statuses, found, of: [.statuses, .viewStates])
    }

    var priorities: [Finding] {
        let names = [
            MantisOption.priorities: catalogue.vocabulary.priorities, .severities: catalogue.vocabulary.severities,
        ]
        let found = [MantisOption.priorities, .severities].flatMap { option in
            let words = Dictionary((names[option] ?? [:]).map { ($1, $0) }) { first, _ in first }
            return compare(
                option,
                with: words,
                stock: words,
                section: option == .priorities ? "priorities" : "severities"
            )
        }
        return verdict(.priorities, found, of: [.priorities, .severities])
    }

    /// What Mantis itself calls its statuses; an installation that calls one otherwise uses it for something else.
    private static let stockStatuses = [
        10: "new", 20: "feedback", 30: "acknowledged", 40: "confirmed", 50: "assigned", 80: "resolved", 90: "closed",
    ]

    /// - Parameters:
    ///   - words: the mapping's word for each number.
    ///   - stock: Mantis's own name for the numbers whose meaning the mapping relies on.
    ///   - section: the part of `mantis.yaml` they stand in.
    private func compare(
        _ option: MantisOption,
        with words: [Int: String],
        stock: [Int: String],
        section: String
    ) -> [Finding] {
        guard let labels = labels(option) else { return [] }
        let unknown = labels.filter { words[$0.key] == nil }.sorted { $0.key < $1.key }
        let renamed = labels.filter { label in stock[label.key].map { $0 != label.value } ?? false }
            .sorted { $0.key < $1.key }
        let missing = words.filter { labels[$0.key] == nil }.sorted { $0.key < $1.key }
        return [withoutWord(unknown, of: option, section)].compactMap(\.self)
            + renamed.map { number, label in
                calledOtherwise(number, label, stock[number] ?? "", words[number], of: option, section)
            }
            + [notThere(missing, of: option)].compactMap(\.self)
    }

    /// Numbers of this Mantis that the mapping does not know.
    private func withoutWord(
        _ labels: [(key: Int, value: String)],
        of option: MantisOption,
        _ section: String
    ) -> Finding? {
        guard let first = labels.first else { return nil }
        let list = labels.map { "\($0.key) “\($0.value)”" }.joined(separator: ", ")
        return finding(
            option.check,
            .warning,
            "the mapping has no word for \(option.word) \(list), so that tickets with it are incomplete",
            setting: "mantis.yaml: \(section)",
            remedy: """
                Add `\(first.key): …` under `\(section)` of mappings/mantis.yaml, then run `mantis-bridge mappings check`.
                """,
            clauses: endangered(by: option)
        )
    }

    /// A number whose meaning the mapping relies on, and that has another name here.
    private func calledOtherwise(
        _ number: Int,
        _ label: String,
        _ stock: String,
        _ word: String?,
        of option: MantisOption,
        _ section: String
    ) -> Finding {
        finding(
            option.check,
            .warning,
            """
            \(option.word) \(number) is called “\(label)” here and “\(stock)” in Mantis as it comes; the mapping takes it \
            for \(word ?? "nothing")
            """,
            setting: option.rawValue,
            remedy: """
                If it is used for something else here, change `\(number):` under `\(section)` of mappings/mantis.yaml; \
                otherwise give it its name back.
                """,
            clauses: endangered(by: option)
        )
    }

    /// Numbers the mapping knows and this Mantis does not have.
    private func notThere(_ words: [(key: Int, value: String)], of option: MantisOption) -> Finding? {
        guard !words.isEmpty else { return nil }
        let list = words.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
        return finding(
            option.check,
            .note,
            "this Mantis does not have \(option.word) \(list), for which the mapping has a word"
        )
    }

    private func endangered(by option: MantisOption) -> [ClauseID] {
        option.check == .statuses ? clauses[.statuses] : clauses[.priorities]
    }

    /// From which number on Mantis itself takes an issue for resolved.
    private var resolvedStatus: Finding? {
        guard let text = seen.options[.resolvedStatus]?.value, let number = Int(text),
            let word = catalogue.vocabulary.statuses[number], word != .resolved
        else { return nil }
        return finding(
            .statuses,
            .warning,
            "Mantis takes issues for resolved from status \(number) on, which the mapping takes for \(word.rawValue)",
            setting: "bug_resolved_status_threshold",
            remedy: "Make the two agree: here, or under `statuses` of mappings/mantis.yaml.",
            clauses: clauses[.statuses]
        )
    }

    private func verdict(_ check: Finding.Check, _ found: [Finding], of options: [MantisOption]) -> [Finding] {
        let lists = options.compactMap { seen.options[$0]?.value }
        guard found.isEmpty, lists.count == options.count else { return found }
        let fingerprint = ContentDigest(lists.joined(separator: "\n")).shortCode
        let words = options.map(\.plural).joined(separator: " and ")
        return [finding(check, .ok, "\(words) are those of the mapping (fingerprint \(fingerprint))")]
    }

    // MARK: Acceptance

    /// In Mantis's Spanish, status 30 reads «aceptada», which a requester takes for the decision on the request.
    var acceptance: Finding? {
        guard let shown = seen.enumerations[.status]?.value else { return nil }
        let accepted = shown.first { Self.readsAsAcceptance($0.name ?? "") }
        let language = seen.options[.language]?.value ?? ""
        let isSpanish = accepted != nil || language.hasPrefix("spanish") || language == "auto"
        let text =
            accepted.map { "status \($0.id) reads «\($0.name ?? "")» here" }
            ?? (isSpanish
                ? "status 30 reads «aceptada» to everybody who uses Mantis in Spanish"
                : "to an account that chose Spanish, status 30 reads «aceptada»")
        let endangered = clauses[.acceptance]
        return finding(
            .acceptance,
            isSpanish ? .warning(when: endangered) : .note,
            "\(text), and a requester takes that for a decision on the request; the bridge never sets it",
            setting: "$s_status_enum_string",
            remedy: """
                Ask everybody not to use it as an acknowledgement, or give it another name, such as «recibida», in \
                config/custom_strings_inc.php.
                """,
            clauses: endangered
        )
    }

    private static func readsAsAcceptance(_ label: String) -> Bool {
        let words = NormalizedName(label).words
        return words.hasPrefix("acept") || words.hasPrefix("accept")
    }

    // MARK: Labels

    /// The English labels of an enumeration by number; nil when Mantis did not tell them.
    private func labels(_ option: MantisOption) -> [Int: String]? {
        guard let text = seen.options[option]?.value else { return nil }
        let entries = text.split(separator: ",").compactMap { entry -> (Int, String)? in
            let parts = entry.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let number = Int(parts[0].drop { $0 == " " }) else { return nil }
            return (number, String(parts[1]))
        }
        return Dictionary(entries) { first, _ in first }
    }
}

extension MantisOption {
    /// What a difference in the enumeration is told under.
    fileprivate var check: Finding.Check { self == .statuses || self == .viewStates ? .statuses : .priorities }

    /// One value of the enumeration.
    fileprivate var word: String {
        switch self {
        case .viewStates: "view state"
        case .priorities: "priority"
        case .severities: "severity"
        default: "status"
        }
    }

    fileprivate var plural: String {
        switch self {
        case .viewStates: "view states"
        case .priorities: "priorities"
        case .severities: "severities"
        default: "statuses"
        }
    }
}
