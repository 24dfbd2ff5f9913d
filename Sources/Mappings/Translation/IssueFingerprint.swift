package import MantisConnect
import SOAP
import Tickets

/// Tells whether an issue's content is the same at two readings (reference §3.4). It covers what the issue says, by
/// number where there is one, and leaves out what changes without the issue changing: `last_updated`, the names of
/// enum values (they follow the account's language), mail addresses and real names, and who is watching.
package struct IssueFingerprint: RawRepresentable, Hashable, Codable, Sendable {
    /// 64 hexadecimal digits.
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package init(of issue: Issue) {
        var content = Content()
        content.add(scalarsOf: issue)
        content.add(textsOf: issue)
        content.add(listsOf: issue)
        rawValue = ContentDigest(content.bytes).hexadecimal
    }
}

extension IssueFingerprint: CustomStringConvertible {
    package var description: String { rawValue }
}

/// An unambiguous sequence of values: numbers end in a semicolon, a text is preceded by its length in bytes, nil differs
/// from every value. Changing the order or adding a value changes every fingerprint, and every issue is then stored anew
/// once.
private struct Content {
    var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(4_096) }

    mutating func add(_ number: Int64) {
        bytes.append(contentsOf: String(number).utf8)
        bytes.append(UInt8(ascii: ";"))
    }

    mutating func addNil() {
        bytes.append(UInt8(ascii: "-"))
        bytes.append(UInt8(ascii: ";"))
    }

    mutating func add(_ number: Int?) {
        guard let number else { return addNil() }
        add(Int64(number))
    }

    mutating func add(_ text: String?) {
        guard let text else { return addNil() }
        let normalized = MantisText.normalized(text) as String
        add(Int64(normalized.utf8.count))
        bytes.append(contentsOf: normalized.utf8)
    }

    mutating func add(scalarsOf issue: Issue) {
        add(issue.id.rawValue)
        add(issue.viewState?.id)
        add(issue.project.id)
        add(issue.priority?.id)
        add(issue.severity?.id)
        add(issue.status.id)
        add(issue.reporter?.id.rawValue)
        add(issue.reproducibility?.id)
        add(issue.dateSubmitted.epochSeconds)
        add(issue.sponsorshipTotal)
        add(issue.handler?.id.rawValue)
        add(issue.projection?.id)
        add(issue.eta?.id)
        add(issue.resolution?.id)
        add(issue.sticky.map { $0 ? 1 : 0 })
        switch issue.dueDate {
        case .absent: addNil()
        case .null:
            addNil()
            addNil()
        case .value(let date): add(date.epochSeconds)
        }
    }

    mutating func add(textsOf issue: Issue) {
        let texts = [
            issue.category, issue.summary, issue.version, issue.build, issue.platform, issue.os, issue.osBuild,
            issue.fixedInVersion, issue.targetVersion, issue.description, issue.stepsToReproduce,
            issue.additionalInformation,
        ]
        for text in texts { add(text) }
    }

    mutating func add(listsOf issue: Issue) {
        add(issue.notes.count)
        for note in issue.notes.sorted(by: { $0.id < $1.id }) {
            add(note.id.rawValue)
            add(note.reporter?.id.rawValue)
            add(note.viewState?.id)
            add(note.dateSubmitted.epochSeconds)
            add(note.lastModified.epochSeconds)
            add(note.timeTracking)
            add(note.type)
            add(note.text)
            add(note.attribute)
        }
        add(issue.attachments.count)
        for id in issue.attachments.map(\.id).sorted() { add(id) }
        add(issue.relationships.count)
        for relationship in issue.relationships.sorted(by: { $0.id < $1.id }) {
            add(relationship.id)
            add(relationship.type.id)
            add(relationship.target.rawValue)
        }
        add(issue.tags.count)
        for id in issue.tags.map(\.id).sorted() { add(id) }
        add(issue.customFields.count)
        for field in issue.customFields.sorted(by: { $0.field.id < $1.field.id }) {
            add(field.field.id)
            add(field.value)
        }
    }
}
