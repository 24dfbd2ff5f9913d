/// What an acknowledgement tells the requester (AM-08, BT-07). Every text is put on one line and made safe to quote.
package struct AcknowledgementFacts: Hashable, Sendable {
    /// The case number people use: the number in Mantis.
    package var caseNumber: Int
    package var ticketTitle: String
    package var policyTitle: String
    /// Who attends to it, as the requester knows them, for example a person's name or the area's.
    package var engineer: String
    /// What the level is called and what it promises; nil while the ticket has no level, because its mapping has a gap.
    package var level: LevelWording?
    /// What happens next, one sentence.
    package var nextStep: String
    /// When the committee looks at it, for example «martes 24 de noviembre de 2026, 09:00»; nil when none will.
    package var session: String?

    package struct LevelWording: Hashable, Sendable {
        package var title: String
        package var promise: String

        package init(title: String, promise: String) {
            self.title = title
            self.promise = promise
        }
    }

    package init(
        caseNumber: Int,
        ticketTitle: String,
        policyTitle: String,
        engineer: String,
        level: LevelWording?,
        nextStep: String,
        session: String? = nil
    ) {
        self.caseNumber = caseNumber
        self.ticketTitle = ticketTitle
        self.policyTitle = policyTitle
        self.engineer = engineer
        self.level = level
        self.nextStep = nextStep
        self.session = session
    }

    /// The names a template may use.
    static let names = TemplateTags.Names(
        always: ["case", "policy", "engineer", "next-step"],
        groups: [["title"], ["level", "promise"], ["session"]],
        // AM-08, BT-07: an acknowledgement without these is none.
        mandatory: ["case", "engineer"]
    )

    var values: [String: String] {
        var values = [
            "case": String(caseNumber),
            "policy": QuotedText.line(policyTitle),
            "engineer": QuotedText.line(engineer),
            "next-step": QuotedText.line(nextStep),
        ]
        // A summary can be nothing but characters that draw nothing.
        let title = QuotedText.line(ticketTitle)
        values["title"] = title.isEmpty ? nil : title
        values["level"] = level.map { QuotedText.line($0.title) }
        values["promise"] = level.map { QuotedText.line($0.promise) }
        values["session"] = session.map(QuotedText.line)
        return values
    }
}
