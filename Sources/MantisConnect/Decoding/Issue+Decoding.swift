import SOAP

extension Issue {
    /// Reads `IssueData`. Everything in it is optional on the wire; what an issue cannot be without is demanded here.
    init(_ element: Element, _ dates: DateReading) throws(DecodingFailure) {
        self.init(
            id: IssueID(rawValue: try element.required(.id, element.integer(.id))),
            viewState: try element.record(.viewState, Reference.init),
            lastUpdated: try element.required(.lastUpdated, dates.dateTime(element, .lastUpdated)),
            project: try element.required(.project, element.record(.project, Reference.init)),
            category: element.string(.category),
            priority: try element.record(.priority, Reference.init),
            severity: try element.record(.severity, Reference.init),
            status: try element.required(.status, element.record(.status, Reference.init)),
            reporter: try element.record(.reporter, Account.init),
            summary: element.string(.summary) ?? "",
            version: element.string(.version),
            build: element.string(.build),
            platform: element.string(.platform),
            os: element.string(.os),
            osBuild: element.string(.osBuild),
            reproducibility: try element.record(.reproducibility, Reference.init),
            dateSubmitted: try element.required(.dateSubmitted, dates.dateTime(element, .dateSubmitted)),
            sponsorshipTotal: try element.integer(.sponsorshipTotal),
            handler: try element.record(.handler, Account.init).flatMap { $0.id.rawValue == 0 ? nil : $0 },
            projection: try element.record(.projection, Reference.init),
            eta: try element.record(.eta, Reference.init),
            resolution: try element.record(.resolution, Reference.init),
            fixedInVersion: element.string(.fixedInVersion),
            targetVersion: element.string(.targetVersion),
            description: element.string(.description) ?? "",
            stepsToReproduce: element.string(.stepsToReproduce),
            additionalInformation: element.string(.additionalInformation),
            attachments: try element.records(.attachments) { file throws(DecodingFailure) in
                try IssueAttachment(file, dates)
            },
            relationships: try element.records(.relationships, IssueRelationship.init),
            notes: try element.records(.notes) { note throws(DecodingFailure) in try IssueNote(note, dates) },
            customFields: try element.records(.customFields, CustomFieldValue.init),
            dueDate: try dates.field(element, .dueDate),
            monitors: try element.records(.monitors, Account.init),
            sticky: try element.boolean(.sticky),
            tags: try element.records(.tags, Reference.init)
        )
    }
}

extension IssueHeader {
    /// Reads `IssueHeaderData`.
    init(_ element: Element, _ dates: DateReading) throws(DecodingFailure) {
        self.init(
            id: IssueID(rawValue: try element.required(.id, element.integer(.id))),
            viewState: try element.required(.viewState, element.integer(.viewState)),
            lastUpdated: try element.required(.lastUpdated, dates.dateTime(element, .lastUpdated)),
            project: ProjectID(rawValue: try element.required(.project, element.integer(.project))),
            category: element.string(.category) ?? "",
            priority: try element.required(.priority, element.integer(.priority)),
            severity: try element.required(.severity, element.integer(.severity)),
            status: try element.required(.status, element.integer(.status)),
            reporter: AccountID(rawValue: try element.required(.reporter, element.integer(.reporter))),
            summary: element.string(.summary) ?? "",
            handler: try element.integer(.handler).flatMap { $0 == 0 ? nil : AccountID(rawValue: $0) },
            resolution: try element.required(.resolution, element.integer(.resolution)),
            attachmentsCount: try element.integer(.attachmentsCount) ?? 0,
            notesCount: try element.integer(.notesCount) ?? 0
        )
    }
}
