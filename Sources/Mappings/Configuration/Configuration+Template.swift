extension Configuration {
    /// The commented file that `mantis-bridge init` writes. It is well-formed as it stands; the names in
    /// it are to be replaced.
    package static let template = """
        # mantis-bridge: configuration. Relative paths are relative to this file.

        # The bridge's own database. It is created on the first run; keep it on a local disk and back it up.
        database: mantis-bridge.sqlite

        # Policies, calendars, holidays and note templates.
        mappings: mappings

        # One entry for each Mantis server; the name is yours (lower-case letters, digits, hyphens) and stays for ever:
        # it is part of every ticket's id.
        instances:
          mantis:
            # The SOAP address: the address of Mantis followed by /api/soap/mantisconnect.php
            url: https://mantis.example.test/api/soap/mantisconnect.php

            # An account of the bridge alone, with MANAGER rights in the projects below. An API token of that account is
            # the better password. The password is never written here; keep one of these three lines:
            username: puente
            password:
              file: mantis.password          # a file of yours with mode 0600 that holds only the password
              # environment: MANTIS_PASSWORD # an environment variable
              # credential: mantis-password  # a systemd credential (LoadCredential=)

            # ca-file: our-ca.pem            # certificates to trust instead of the system's
            # allow-plain-http: true         # let the password travel unencrypted; never over a network you do not own
            # connect-timeout: 10            # seconds
            # read-timeout: 60               # seconds
            # server-time-limit: 30          # seconds a request may go on after its answer was lost (max_execution_time)
            # server-time-zone: America/Bogota # of the server's own clock; needed for Mantis before 1.2.9

            # What requesters know the people behind accounts as. Mantis hides real names from other accounts by default,
            # and an acknowledgement names who attends to the case.
            people:
              cuenta-de-la-cola: Equipo de soporte

            # What is pulled. Each scope falls under one policy: a file of mappings/policies, written without .yaml.
            scopes:
              # A queue: the issues assigned to one account.
              - name: queue
                policy: name-of-a-policy
                projects: [Name of a project, Name of another project]
                handler: cuenta-de-la-cola
                # Tickets that entered before this instant are never acknowledged; `never` acknowledges none.
                acknowledge-from: never      # for example 2026-05-11T08:00:00-05:00
                # The same for what the policy's rules do by themselves: ask for what is missing, warn, and resolve or
                # close what nobody answers. Occasions before this instant are never acted on.
                act-from: never

              # Whole projects: everything in them, whoever has it. A sub-project is named like any other. A scope may be
              # narrowed to categories.
              - name: requirements
                policy: name-of-a-policy
                projects: [Name of a third project]
                # category: [Name of a category, Name of another category]
                acknowledge-from: never
                act-from: never

        """
}
