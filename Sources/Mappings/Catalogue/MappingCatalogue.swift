package import ServiceLevels
package import Tickets

/// Everything under `mappings/`, loaded and checked as a whole: what the numbers of Mantis mean, the support policies
/// with their calendars, how tickets are classified, and the notes that are written.
package struct MappingCatalogue: Sendable {
    package let vocabulary: MantisVocabulary
    package let calendars: CalendarCatalogue
    package let policies: [PolicyName: Policy]
    package let classifications: [PolicyName: Classification]
    /// What in Mantis each policy's clauses hang on.
    package let reliances: [PolicyName: Reliances]
    package let notes: NoteTemplates
    package let words: Words
    /// Changes when the same issue could be translated to another ticket than before.
    package let translationDigest: ContentDigest
    /// Changes when a ticket's clocks or what is done about it could be others than before.
    package let rulesDigest: ContentDigest

    /// Loads the directory; throws every problem in every file.
    package static func load(from directory: String) throws(MappingError) -> MappingCatalogue {
        var loading = CatalogueLoading(directory: directory)
        return try loading.run()
    }

    /// The calendar a policy counts in. Every policy of the catalogue has one.
    package func calendar(of policy: Policy) -> WorkCalendar? {
        calendars.calendars[policy.calendar]
    }

    /// What in a configuration does not fit this catalogue: scopes under policies that are not there.
    package func problems(with configuration: Configuration) -> [Problem] {
        let names = policies.keys.map(\.rawValue).sorted()
        return configuration.instances.flatMap(\.scopes).filter { policies[$0.policy] == nil }.map { scope in
            Problem(
                "there is no policy “\(scope.policy)” under \(configuration.mappings)/policies"
                    + Suggestion.text(for: scope.policy.rawValue, among: names),
                at: scope.policyLocation
            )
        }
    }
}
