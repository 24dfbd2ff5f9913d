import MantisConnect
import Tickets

extension Relationship.Kind {
    /// The type's number in Mantis, as seen from the issue that carries it (reference §2.3).
    init(mantisType: Int) {
        self =
            switch mantisType {
            case 0: .duplicateOf
            case 1: .relatedTo
            case 2: .parentOf
            case 3: .childOf
            case 4: .hasDuplicate
            default: .other
            }
    }
}

extension [Int: Visibility] {
    /// Private where the mapping has no word: what was private must never be shown for want of a word.
    func visibility(of state: Reference?) -> Visibility {
        state.flatMap { self[$0.id] } ?? .private
    }
}
