import Ledger
import MantisConnect
package import Mappings
package import Tickets

/// Looks at everything that `doctor` judges: servers, ledger, file system and timer. It changes nothing anywhere, and
/// what is broken is part of what it brings back.
package struct Examination: Sendable {
    let configuration: Configuration
    let catalogue: MappingCatalogue
    let environment: DoctorEnvironment

    package init(configuration: Configuration, catalogue: MappingCatalogue, environment: DoctorEnvironment) {
        self.configuration = configuration
        self.catalogue = catalogue
        self.environment = environment
    }

    /// Examines these instances, side by side; none means all.
    package func observe(_ names: Set<InstanceName> = []) async -> Observations {
        let chosen = configuration.instances.filter { names.isEmpty || names.contains($0.name) }
        async let timer = environment.timer()
        let (store, state) = await openLedger()
        let instances = await withTaskGroup(of: (Int, InstanceObservations).self) { group in
            for (index, instance) in chosen.enumerated() {
                let examination = InstanceExamination(
                    instance: instance,
                    catalogue: catalogue,
                    environment: environment,
                    store: store
                )
                group.addTask { (index, await examination.observe()) }
            }
            var seen: [InstanceObservations?] = Array(repeating: nil, count: chosen.count)
            for await (index, observations) in group { seen[index] = observations }
            return seen.compactMap(\.self)
        }
        return Observations(
            at: environment.now(),
            machine: MachineObservations(
                database: configuration.database,
                ledger: state,
                file: environment.file(configuration.database),
                timer: await timer
            ),
            instances: instances
        )
    }

    /// The ledger, when it can be used, and how it is.
    private func openLedger() async -> ((any TicketStore)?, MachineObservations.LedgerState) {
        do {
            guard let store = try await environment.ledger() else { return (nil, .absent) }
            return (store, .open(try await store.health(), try await store.verifyAuditChain()))
        } catch let error as LedgerError {
            return (nil, .unusable(error))
        } catch {
            return (nil, .unusable(LedgerError(.database, path: configuration.database, detail: "\(error)")))
        }
    }
}
