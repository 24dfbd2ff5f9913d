import ServiceLevels
import Tickets

/// One load of the `mappings` directory.
struct CatalogueLoading {
    let directory: String
    private var problems: [Problem] = []

    init(directory: String) { self.directory = directory }

    mutating func run() throws(MappingError) -> MappingCatalogue {
        let vocabularyReader = YAMLReader(contentsOf: "\(directory)/mantis.yaml")
        let vocabulary = MantisVocabulary(vocabularyReader)
        problems += vocabularyReader.problems
        let calendars = CalendarCatalogue.read(from: directory)
        problems += calendars.problems
        let registers = RegisterDirectory("\(directory)/registers")
        problems += registers.problems
        let files = policyFiles(vocabulary, registers.registers)
        let notes = NoteTemplates.load(from: "\(directory)/notes", problems: &problems)
        for (_, file) in files.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for citation in file.citations { check(citation, calendars.catalogue, notes) }
        }
        let wordsReader = YAMLReader(contentsOf: "\(directory)/words.yaml")
        let words = Words(wordsReader)
        problems += wordsReader.problems
        guard problems.isEmpty, let vocabulary, let notes, let words else { throw MappingError(invalid: problems) }
        return MappingCatalogue(
            vocabulary: vocabulary,
            calendars: calendars.catalogue,
            policies: files.mapValues(\.policy),
            classifications: files.mapValues(\.classification),
            reliances: files.mapValues(\.reliances),
            notes: notes,
            words: words,
            translationDigest: translationDigest(policies: files.keys),
            rulesDigest: digest(of: ["calendars", "holidays", "policies", "registers"].flatMap(filesOfFolder))
        )
    }

    /// Raised whenever this program makes another ticket of the same issue and mappings than the one before it did.
    private static let translationRevision = 2

    /// Over all that decides what an issue is translated to.
    private func translationDigest(policies: some Collection<PolicyName>) -> ContentDigest {
        let files = digest(of: ["mantis.yaml"] + policies.map { "policies/\($0).yaml" }.sorted())
        return ContentDigest("\(Self.translationRevision) \(files.hexadecimal)")
    }

    private func filesOfFolder(_ folder: String) -> [String] {
        ((try? LocalFile.names(inDirectory: "\(directory)/\(folder)")) ?? []).sorted().map { "\(folder)/\($0)" }
    }

    private func digest(of files: [String]) -> ContentDigest {
        let texts = files.map { (try? LocalFile.text(at: "\(directory)/\($0)")) ?? "" }
        return ContentDigest(zip(files, texts).map { "\($0)\n\($1.utf8.count)\n\($1)" }.joined())
    }

    /// A calendar or a template whose own file has a problem is not reported as missing too.
    private mutating func check(_ citation: Citation, _ calendars: CalendarCatalogue, _ notes: NoteTemplates?) {
        let known: [String]
        let path: String
        let what: String
        switch citation.kind {
        case .clause, .dependentClause: return
        case .calendar:
            known = calendars.calendars.keys.map(\.rawValue).sorted()
            path = "\(directory)/calendars/\(citation.name).yaml"
            what = "calendar"
        case .noteTemplate:
            known = notes?.actionTemplates ?? []
            path = "\(directory)/notes/\(citation.name).mustache"
            what = "note template"
        }
        guard !known.contains(citation.name), !problems.contains(where: { $0.file == path }) else { return }
        problems.append(
            Problem(
                "there is no \(what) “\(citation.name)”\(Suggestion.text(for: citation.name, among: known))",
                at: citation.location
            )
        )
    }

    private mutating func policyFiles(
        _ vocabulary: MantisVocabulary?,
        _ registers: [String: Register?]
    ) -> [PolicyName: PolicyFile] {
        let folder = "\(directory)/policies"
        let names: [String]
        do {
            names = try LocalFile.names(inDirectory: folder)
        } catch {
            problems.append(Problem(error.message, at: SourceLocation(file: folder)))
            return [:]
        }
        var files: [PolicyName: PolicyFile] = [:]
        for name in names {
            let path = "\(folder)/\(name)"
            guard name.hasSuffix(".yaml"), InstanceName(rawValue: String(name.dropLast(5))) != nil else {
                problems.append(
                    Problem(
                        "a policy is a file NAME.yaml, with lower-case letters, digits and hyphens in its name",
                        at: SourceLocation(file: path)
                    )
                )
                continue
            }
            let reader = YAMLReader(contentsOf: path)
            let policy = PolicyName(rawValue: String(name.dropLast(5)))
            files[policy] = PolicyFile(
                reader,
                name: policy,
                vocabulary: vocabulary,
                registers: registers
            )
            problems += reader.problems
        }
        if names.isEmpty { problems.append(Problem("there is no policy here", at: SourceLocation(file: folder))) }
        return files
    }
}
