package import Ledger
import MantisConnect
package import Mappings
import SOAP
package import Tickets

/// The main job: for every instance in a lane of its own, probe, pull, plan and apply. One instance that fails, hangs or
/// lies does not touch the others.
package struct Sync: Sendable {
    package let configuration: Configuration
    package let catalogue: MappingCatalogue
    package let store: any TicketStore
    package let environment: BridgeEnvironment

    /// What of the job to do.
    package struct Options: Hashable, Sendable {
        /// Only these instances; empty means all.
        package var instances: Set<InstanceName> = []
        /// Reads every issue again.
        package var full = false
        /// Reads what changed in Mantis.
        package var pulls = true
        /// Writes to Mantis what is due.
        package var writes = true

        package init() {}
    }

    package init(
        configuration: Configuration,
        catalogue: MappingCatalogue,
        store: any TicketStore,
        environment: BridgeEnvironment
    ) {
        self.configuration = configuration
        self.catalogue = catalogue
        self.store = store
        self.environment = environment
    }

    /// Runs the lanes side by side and returns what each came to, in the configuration's order.
    ///
    /// - Throws: `LedgerError` when the ledger fails, which ends all lanes; `CancellationError`.
    package func run(_ options: Options) async throws -> [LaneReport] {
        let chosen = configuration.instances.filter {
            options.instances.isEmpty || options.instances.contains($0.name)
        }
        return try await withThrowingTaskGroup(of: (Int, LaneReport).self) { group in
            for (index, instance) in chosen.enumerated() {
                group.addTask { (index, try await run(instance, options)) }
            }
            var reports: [LaneReport?] = Array(repeating: nil, count: chosen.count)
            for try await (index, report) in group { reports[index] = report }
            return reports.compactMap(\.self)
        }
    }

    private func run(_ instance: Configuration.Instance, _ options: Options) async throws -> LaneReport {
        var report = LaneReport(instance: instance.name, startedAt: environment.now())
        let run = try await store.beginRun(of: instance.name, at: report.startedAt)
        do {
            try await work(on: instance, options, &report)
        } catch let error as BridgeError {
            report.stopped = error
        } catch let error as MantisError {
            report.stopped = BridgeError(stopping: instance.name, because: error)
        } catch is CancellationError {
            report.stopped = BridgeError(.cancelled, "instance \(instance.name): the run was interrupted")
        }
        if let stopped = report.stopped { environment.observe(.failed(instance.name, message: stopped.message)) }
        report.waiting = try await waiting(of: instance)
        try await store.finishRun(run, report.record(finishedAt: environment.now()))
        if report.stopped?.code == .cancelled { throw CancellationError() }
        return report
    }

    private func work(
        on instance: Configuration.Instance,
        _ options: Options,
        _ report: inout LaneReport
    ) async throws {
        let skew = Locked(ClockSkew())
        defer { report.clockSkew = skew.withLock(\.seconds) }
        let probe = Probe(
            configuration: instance,
            store: store,
            catalogue: catalogue,
            environment: environment,
            skew: skew
        )
        var lane = try await probe.lane()
        report.readOnly = lane.readOnlyReason
        if let reason = lane.readOnlyReason { environment.observe(.readOnly(instance.name, reason: reason)) }
        // Whoever asks for everything to be read again says that it is the same server.
        if !(options.full && options.pulls) { try await lane.leaveOutForeignScopes() }
        var failures = lane.unresolved
        if options.pulls {
            for scope in lane.scopes {
                if let failure = try await pull(scope, lane, options, &report) { failures.append(failure) }
            }
        }
        if options.writes {
            let planner = Planner(store: store, catalogue: catalogue, instance: instance, now: environment.now())
            let plan = try await planner.commit(account: lane.account.id.rawValue)
            report.planned = plan.recorded
            report.unplanned = plan.unplanned
            environment.observe(.planned(instance.name, intents: plan.recorded))
            if lane.readOnlyReason == nil {
                let applier = Applier(lane: lane, configuration: instance, retriesAtOnce: !options.pulls)
                try await applier.run(counting: &report.applied)
            }
        }
        let measured = skew.withLock { $0 }
        if let seconds = measured.seconds {
            environment.observe(.clockSkew(instance.name, seconds: seconds, spread: measured.spread))
        }
        if let failure = failures.first { throw failure }
    }

    /// Returns what went wrong with this scope alone; throws what stops the instance.
    private func pull(
        _ scope: ScopeResolution,
        _ lane: InstanceLane,
        _ options: Options,
        _ report: inout LaneReport
    ) async throws -> BridgeError? {
        var tally = PullTally()
        defer { report.pulled = report.pulled + tally }
        do {
            while try await !finishesPull(of: scope, lane, full: options.full, counting: &tally) {}
        } catch let error as BridgeError where error.code != .cancelled {
            return error
        } catch let error as MantisError where !error.meetsEveryCall {
            return BridgeError(stopping: lane.name, because: error)
        }
        guard tally.created + tally.updated > 0 else { return nil }
        let gaps = try await store.gaps(in: scope.key).sorted {
            ($0.key.field, $0.key.value) < ($1.key.field, $1.key.value)
        }
        for (gap, count) in gaps { environment.observe(.unmapped(scope.key, gap, tickets: count)) }
        return nil
    }

    /// Pulls a scope; false when that broke off over an operation that the server turned out to lack. Pulled anew, it goes
    /// the way of servers that never had it. Each such round takes one operation away, so that they come to an end.
    private func finishesPull(
        of scope: ScopeResolution,
        _ lane: InstanceLane,
        full: Bool,
        counting tally: inout PullTally
    ) async throws -> Bool {
        let before = lane.client.withdrawnOperations.count
        do {
            try await ScopePull(lane: lane, scope: scope, full: full).run(counting: &tally)
            return true
        } catch let error as MantisError
            where error.faultClass == .unknownOperation && lane.client.withdrawnOperations.count > before
        {
            return false
        }
    }

    /// What an instance still owes: issues to read again, and notes on their way.
    private func waiting(of instance: Configuration.Instance) async throws -> Int {
        var count = try await store.outbox(of: instance.name, states: [.sending, .parked]).count
        for scope in instance.scopes {
            count += try await store.retries(of: ScopeKey(instance: instance.name, scope: scope.name)).count
        }
        return count
    }
}
