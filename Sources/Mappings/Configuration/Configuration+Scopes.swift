import Tickets

extension Configuration {
    /// Pairs of scopes that could claim the same issue, each told at the later one with the place of the earlier.
    func ambiguousScopes() -> [Problem] {
        instances.flatMap { instance in
            instance.scopes.enumerated().flatMap { index, scope in
                instance.scopes[..<index].flatMap { scope.conflicts(with: $0) }
            }
        }
    }
}

extension Configuration.Scope {
    fileprivate func conflicts(with earlier: Configuration.Scope) -> [Problem] {
        var problems: [Problem] = []
        if name == earlier.name {
            problems.append(
                Problem(
                    "the scope “\(name)” is already defined at \(earlier.location); name one of them otherwise",
                    at: location
                )
            )
        }
        guard handler == nil || earlier.handler == nil || handler == earlier.handler else { return problems }
        let shared = Set(categories.map(NormalizedName.init)).intersection(earlier.categories.map(NormalizedName.init))
        guard categories.isEmpty || earlier.categories.isEmpty || !shared.isEmpty else { return problems }
        let claimed = Set(earlier.projects.map(NormalizedName.init))
        for project in projects where claimed.contains(NormalizedName(project)) {
            let reason =
                handler == earlier.handler && categories.isEmpty == earlier.categories.isEmpty
                ? "both take the same issues"
                : handler == earlier.handler
                    ? "one of them has no `category` and so takes every category"
                    : "one of them has no `handler` and so takes the issues of everybody"
            problems.append(
                Problem(
                    "issues of project “\(project)” fall under scope “\(name)” and also under scope “\(earlier.name)” "
                        + "(\(earlier.location)): \(reason); leave the project to one of them",
                    at: location
                )
            )
        }
        return problems
    }
}
