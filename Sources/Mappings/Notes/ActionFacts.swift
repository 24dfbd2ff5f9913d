/// What the note of a rule that acts can tell. Texts from elsewhere are put on one line and made safe to quote.
package struct ActionFacts: Hashable, Sendable {
    /// The case number people use: the number in Mantis.
    package var caseNumber: Int
    package var ticketTitle: String
    package var policyTitle: String
    package var provider: String
    /// The clause's id and what it says.
    package var clause: String
    package var clauseText: String
    /// What the rule itself has to say.
    package var message: String?
    package var link: String?
    /// What is missing, each as a requester is asked for it.
    package var items: [String]
    /// When what ran out began and ended, as Spanish dates.
    package var since: String?
    package var due: String?
    /// The dates of the questions that went unanswered.
    package var questions: [String]

    package init(
        caseNumber: Int,
        ticketTitle: String,
        policyTitle: String,
        provider: String,
        clause: String,
        clauseText: String,
        message: String? = nil,
        link: String? = nil,
        items: [String] = [],
        since: String? = nil,
        due: String? = nil,
        questions: [String] = []
    ) {
        self.caseNumber = caseNumber
        self.ticketTitle = ticketTitle
        self.policyTitle = policyTitle
        self.provider = provider
        self.clause = clause
        self.clauseText = clauseText
        self.message = message
        self.link = link
        self.items = items
        self.since = since
        self.due = due
        self.questions = questions
    }

    /// The names a template may use. `items` and `questions` are lines that begin with a hyphen.
    static let names = TemplateTags.Names(
        always: ["case", "policy", "provider", "clause", "clause-text"],
        groups: [["title"], ["message"], ["link"], ["items"], ["since"], ["due"], ["questions", "count"]],
        mandatory: []
    )

    var values: [String: String] {
        func lines(_ texts: [String]) -> String? {
            texts.isEmpty ? nil : texts.map { "- \(QuotedText.line($0))" }.joined(separator: "\n")
        }
        var values = [
            "case": String(caseNumber),
            "policy": QuotedText.line(policyTitle),
            "provider": QuotedText.line(provider),
            "clause": clause,
            "clause-text": QuotedText.line(clauseText),
        ]
        let title = QuotedText.line(ticketTitle)
        values["title"] = title.isEmpty ? nil : title
        values["message"] = message.map(QuotedText.line)
        values["link"] = link
        values["items"] = lines(items)
        values["since"] = since
        values["due"] = due
        values["questions"] = lines(questions)
        values["count"] = questions.isEmpty ? nil : String(questions.count)
        return values
    }
}
