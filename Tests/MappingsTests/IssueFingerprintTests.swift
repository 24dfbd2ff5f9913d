import MantisConnect
import SOAP
import Testing
import Tickets

@testable import Mappings

@Suite struct IssueFingerprintTests {
    private static let field = Reference(id: 1, name: "NIT")

    /// An issue with one of everything.
    private static let issue: Issue = {
        var issue = Issue.sample(notes: [.sample(1, by: .engineer, at: 5), .sample(2, by: .developer, at: 6)])
        issue.attachments = [
            IssueAttachment(id: 1, filename: "a", size: 1), IssueAttachment(id: 2, filename: "b", size: 1),
        ]
        issue.relationships = [
            IssueRelationship(id: 1, type: Reference(id: 1), target: IssueID(rawValue: 1)),
            IssueRelationship(id: 2, type: Reference(id: 2), target: IssueID(rawValue: 2)),
        ]
        issue.tags = [Reference(id: 1, name: "x"), Reference(id: 2, name: "y")]
        issue.customFields = [
            CustomFieldValue(field: field, value: "1"), CustomFieldValue(field: Reference(id: 2, name: "B"), value: ""),
        ]
        return issue
    }()

    private struct Change: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var apply: @Sendable (inout Issue) -> Void

        init(_ name: String, _ apply: @escaping @Sendable (inout Issue) -> Void) {
            testDescription = name
            self.apply = apply
        }
    }

    private static let contentChanges: [Change] = [
        Change("view state") { $0.viewState = Reference(id: 50) },
        Change("project") { $0.project.id = 2 },
        Change("category") { $0.category = "x" },
        Change("no category") { $0.category = nil },
        Change("priority") { $0.priority?.id = 40 },
        Change("severity") { $0.severity?.id = 60 },
        Change("status") { $0.status.id = 20 },
        Change("reporter") { $0.reporter = .engineer },
        Change("summary") { $0.summary += "." },
        Change("description") { $0.description += "." },
        Change("steps") { $0.stepsToReproduce = "." },
        Change("additional information") { $0.additionalInformation = "." },
        Change("version") { $0.version = "." },
        Change("fixed in") { $0.fixedInVersion = "." },
        Change("target") { $0.targetVersion = "." },
        Change("build") { $0.build = "." },
        Change("platform") { $0.platform = "." },
        Change("os") { $0.os = "." },
        Change("os build") { $0.osBuild = "." },
        Change("reproducibility") { $0.reproducibility = Reference(id: 70) },
        Change("submission") { $0.dateSubmitted = .bogota(1) },
        Change("sponsorship") { $0.sponsorshipTotal = 1 },
        Change("handler") { $0.handler = nil },
        Change("projection") { $0.projection = Reference(id: 10) },
        Change("eta") { $0.eta = Reference(id: 10) },
        Change("resolution") { $0.resolution = Reference(id: 20) },
        Change("due date set") { $0.dueDate = .value(.bogota(1)) },
        Change("due date visible") { $0.dueDate = .null },
        Change("sticky") { $0.sticky = true },
        Change("note text") { $0.notes[0].text += "." },
        Change("note state") { $0.notes[0].viewState?.id = 50 },
        Change("note modified") { $0.notes[0].lastModified = .bogota(9) },
        Change("note author") { $0.notes[0].reporter = .bridge },
        Change("note time") { $0.notes[0].timeTracking = 5 },
        Change("note type") { $0.notes[0].type = 1 },
        Change("note gone") { $0.notes.removeLast() },
        Change("file gone") { $0.attachments.removeLast() },
        Change("relationship type") { $0.relationships[0].type.id = 0 },
        Change("relationship target") { $0.relationships[0].target = IssueID(rawValue: 9) },
        Change("tag gone") { $0.tags.removeLast() },
        Change("custom field") { $0.customFields[1].value = "1" },
        Change("custom field gone") { $0.customFields.removeLast() },
    ]

    private static let otherChanges: [Change] = [
        Change("last updated") { $0.lastUpdated = .bogota(99_999) },
        Change("names of enum values") {
            $0.status.name = "asignada"
            $0.priority?.name = "normal (es)"
            $0.project.name = "Servicio web"
            $0.tags[0].name = "renombrada"
            $0.customFields[0].field.name = "N.I.T."
        },
        Change("names of people") {
            $0.reporter?.email = "x@example.test"
            $0.handler?.realName = "Alan"
            $0.notes[0].reporter?.email = nil
        },
        Change("monitors") { $0.monitors = [.engineer] },
        Change("order of lists") {
            $0.attachments.reverse()
            $0.relationships.reverse()
            $0.tags.reverse()
            $0.customFields.reverse()
            $0.notes.reverse()
        },
        Change("line ends and white space at the ends") {
            $0.description = " \r\n" + $0.description + "\r\n"
            $0.notes[0].text += "\n"
        },
        Change("offset of dates") { $0.dateSubmitted.offsetSeconds = 0 },
        Change("download address") { $0.attachments[0].downloadURL = "https://x.test/" },
    ]

    @Test(arguments: contentChanges)
    private func `A change of content is another fingerprint`(change: Change) {
        var changed = Self.issue
        change.apply(&changed)
        #expect(changed != Self.issue)
        #expect(IssueFingerprint(of: changed) != IssueFingerprint(of: Self.issue))
    }

    @Test(arguments: otherChanges)
    private func `What is no content changes nothing`(change: Change) {
        var changed = Self.issue
        change.apply(&changed)
        #expect(changed != Self.issue)
        #expect(IssueFingerprint(of: changed) == IssueFingerprint(of: Self.issue))
    }

    @Test func `Every change of content is told from every other`() {
        let fingerprints = Self.contentChanges.map { change in
            var changed = Self.issue
            change.apply(&changed)
            return IssueFingerprint(of: changed)
        }
        #expect(Set(fingerprints).count == fingerprints.count)
    }

    @Test func `A text that moves from one field to the next is a change`() {
        var left = Self.issue
        var right = Self.issue
        (left.version, left.build) = ("ab", "c")
        (right.version, right.build) = ("a", "bc")
        #expect(IssueFingerprint(of: left) != IssueFingerprint(of: right))
    }

    /// Stored fingerprints are compared with new ones, so the form must not drift unnoticed.
    @Test func `The fingerprint of a given issue stays what it is`() {
        let fingerprint = IssueFingerprint(of: Self.issue)
        #expect(fingerprint.rawValue == "9a7933c9b3d00b19bae719609a0f8bdb33e89b76fd49f07fd1fa285f47c5f2f3")
        #expect(IssueFingerprint(rawValue: fingerprint.rawValue) == fingerprint)
    }
}
