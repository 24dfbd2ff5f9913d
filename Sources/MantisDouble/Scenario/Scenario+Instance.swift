extension Scenario {
    /// Plays the scenario up to `now`: everything happens in the order of time, through the same changes of state that
    /// the operations use, so that histories and dates come out as Mantis would have written them.
    func instance(at now: Int64) -> Instance {
        var instance = Instance(behaviour: ServerBehaviour(version, engine: engine))
        instance.settings = settings
        instance.settings.assumeDefaults(of: instance.behaviour)
        for user in users { instance.add(user) }
        for project in projects { instance.add(project) }
        for category in categories { instance.add(category) }
        for field in customFields { instance.add(field) }
        for filter in filters { instance.filters[filter.id] = filter }
        instance.profiles = profiles
        for version in versions {
            var row = version.row
            row.date = version.date.resolve(at: now)
            instance.add(row)
        }
        instance.issues.startAssembling()
        for occurrence in occurrences(now) { occurrence.play(in: &instance) }
        for issue in issues {
            if let date = issue.lastUpdated { instance.bump(issue.row.id, at: date.resolve(at: now)) }
        }
        instance.issues.finishAssembling()
        return instance
    }

    private func occurrences(_ now: Int64) -> [Occurrence] {
        var all: [Occurrence] = []
        for issue in issues {
            var filed = issue
            filed.row.dueDate = issue.dueDate?.resolve(at: now)
            for (field, value) in issue.customValues { filed.row.customValues[field] = value.resolve(at: now) }
            all.append(Occurrence(at: issue.filed.resolve(at: now), sequence: all.count, kind: .filing(filed)))
            for step in issue.steps {
                let kind = Occurrence.Kind.step(issue.row.id, step, start: now)
                all.append(Occurrence(at: step.at.resolve(at: now), sequence: all.count, kind: kind))
            }
        }
        return all.sorted { ($0.at, $0.sequence) < ($1.at, $1.sequence) }
    }
}

/// One thing that happens, with its instant.
private struct Occurrence {
    var at: Int64
    /// Settles what happens in the same second.
    var sequence: Int
    var kind: Kind

    enum Kind {
        case filing(ScenarioIssue)
        case step(Int, ScenarioIssue.Step, start: Int64)
    }

    func play(in instance: inout Instance) {
        switch kind {
        case .filing(let issue):
            let id = instance.file(issue.row, at: at)
            for tag in issue.tags { attach(tag, to: id, by: issue.row.reporter, in: &instance) }
        case .step(let id, let step, let start): play(step, on: id, start: start, in: &instance)
        }
    }

    private func play(_ step: ScenarioIssue.Step, on id: Int, start: Int64, in instance: inout Instance) {
        for (field, value) in step.customValues {
            instance.setCustomField(field, of: id, to: value.resolve(at: start), by: step.user, at: at)
        }
        let due = step.dueDate?.resolve(at: start)
        if let old = instance.issues[id], !step.fields.isEmpty || due != nil || !step.customValues.isEmpty {
            var new = old
            for change in step.fields { change(&new) }
            if let due { new.dueDate = due }
            instance.revise(new, by: step.user, at: at)
        }
        if let note = step.note { _ = instance.addNote(note, to: id, at: at) }
        if let file = step.file { _ = instance.attach(file, to: id, at: at) }
        if let tag = step.tag { attach(tag, to: id, by: step.user, in: &instance) }
        if step.monitors { instance.setMonitor(step.user, on: id, to: true, by: step.user, at: at) }
    }

    private func attach(_ tag: String, to id: Int, by user: Int, in instance: inout Instance) {
        let number = instance.tag(named: tag)?.id ?? instance.createTag(tag, description: "", by: user, at: at)
        instance.attachTag(number, to: id, by: user, at: at)
    }
}
