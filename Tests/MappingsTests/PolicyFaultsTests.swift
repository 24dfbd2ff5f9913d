import Testing

@testable import Mappings

/// What an operator reads when a policy or a register is wrong: what it is, and where.
@Suite struct PolicyFaultsTests {
    /// A file, a text in it, what is written there instead, and all that is said: LINE:COLUMN and how the message begins.
    @Test(
        arguments: [
            (
                "bitam", "clause: BI-13",
                "clause: BI-31",
                [
                    "24:3: nothing in this file implements the clause BI-13; name it beside the data that does",
                    "182:13: there is no BI-31 under “clauses”; did you mean “BI-01”?",
                ]
            ),
            (
                "bitam", "      - {amount: none, kinds: [requirement], clause: BI-10}\n",
                "",
                ["21:3: nothing in this file implements the clause BI-10; name it beside the data that does"]
            ),
            (
                "amazonas", "  history: [AM-09, AM-10, AM-12]",
                "  history: [AM-09, AM-10, AM-21]",
                ["227:27: there is no AM-21 under “clauses”; did you mean “AM-01”?"]
            ),
            (
                "amazonas", "  AM-11: El cliente",
                "  AM11: El cliente",
                [
                    "22:3: “AM11” is not a clause id; write it as AM-08",
                    "132:44: there is no AM-11 under “clauses”; did you mean “AM-01”?",
                    "234:23: there is no AM-11 under “clauses”; did you mean “AM-01”?",
                ]
            ),
            (
                "bitam", "    met-by: viability-published\n    terms:",
                "    met-by: viability-published\n    term:",
                ["167:5: “terms” is missing here", "172:5: “term” is unknown here; did you mean “terms”?"]
            ),
            (
                "amazonas", "    terms:\n      - {amount: 5cd, clause: AM-10}",
                "    terms: []",
                ["138:12: the list is empty"]
            ),
            (
                "amazonas", "met-by: requester-acted",
                "met-by: requester-acts",
                ["136:13: “requester-acts” is unknown here; did you mean “requester-acted”?"]
            ),
            (
                "facturatech-ws", "from: entered-queue",
                "from: [entered-queue, queued]",
                ["118:35: “queued” is unknown here; it can be registered, entered-queue, assigned,"]
            ),
            (
                "amazonas", "amount: 5cd",
                "amount: -5cd",
                ["139:18: “-5cd” is not a target; write a whole number and bm (business minutes), cm (clock"]
            ),
            (
                "amazonas", "amount: 5cd",
                "amount: 0cd",
                ["139:18: the target 0cd is not between 1 and 1000000; for no time write “none”"]
            ),
            (
                "bitam", "amount: 15bd",
                "amount: 0bd",
                ["165:18: the target 0bd is not between 1 and 1000000; for no time write “none”"]
            ),
            (
                "bitam", "within: 15bd",
                "within: 0bd",
                ["140:15: the target 0bd is not between 1 and 1000000"]
            ),
            (
                "bitam", "target: 240bm",
                "target: -240bm",
                ["47:13: “-240bm” is not a target; write a whole number and bm (business minutes), cm (clock"]
            ),
            (
                "bitam", "target: 240bm",
                "target: 1000001bm",
                ["47:13: the target 1000001bm is not between 0 and 1000000; for no time write “none”"]
            ),
            (
                "facturatech-ws", "while: information-missing",
                "while: waiting-for-requester",
                ["117:3: the clock “first-response” gives one reason to pause twice"]
            ),
            (
                "facturatech-ws", "while: information-missing",
                "while: resolved",
                ["117:3: the clock “first-response” pauses when resolved; that is what its reopening says"]
            ),
            (
                "facturatech-ws", "while: information-missing, effect: restart",
                "while: information-missing, effect: stop",
                ["125:46: “stop” is unknown here; it can be pause or restart"]
            ),
            (
                "facturatech-ws", "effect: pause\n",
                "effect: restart\n",
                ["117:3: the clock “first-response” restarts after a contingency, which can only pause it"]
            ),
            (
                "bitam", "cancelled-by: [commented, reopened]",
                "cancelled-by: [commented, closed]",
                ["160:3: the clock “closing” is both met and cancelled by the same moment"]
            ),
            (
                "coacher", "times: 4, of: first-response",
                "times: 4, of: viability",
                ["135:33: the policy defines no clock “viability”; it can be first-response or resolution"]
            ),
            (
                "coacher", "times: 4, of: first-response",
                "times: 4, of: resolution",
                ["131:3: the clock “resolution” multiplies the clock “resolution”, which is a multiple itself"]
            ),
            (
                "coacher", "times: 4, of: first-response",
                "times: 0, of: first-response",
                ["135:26: 0 is out of range; from 1 to 1000 is allowed"]
            ),
            (
                "coacher", "times: 4, of: first-response",
                "times: 999, of: first-response",
                ["131:3: the clock “resolution” has 999 times 1080bm, which is no target"]
            ),
            (
                "amazonas", "amount: level, kinds: [incident]",
                "amount: level, levels: [p1, p9]",
                ["126:38: the policy defines no level “p9”; did you mean “p1”?"]
            ),
            (
                "amazonas", "amount: level, kinds: [incident]",
                "amount: level, kinds: [incidents]",
                ["126:33: “incidents” is unknown here; did you mean “incident”?"]
            ),
            (
                "amazonas", "amount: level, kinds: [incident]",
                "amount: level, calendar: 24x8",
                ["126:35: there is no calendar “24x8”; did you mean “24x7”?"]
            ),
            (
                "amazonas", "amount: level, kinds: [incident]",
                "amount: level, kinds: [setup]",
                ["126:33: the policy defines no kind “setup”; it can be incident, requirement or advice"]
            ),
            (
                "coacher", "calendar: coacher-12x5",
                "calendar: coacher-12x6",
                ["149:15: there is no calendar “coacher-12x6”; did you mean “coacher-12x5”?"]
            ),
            (
                "coacher", "  - name: 24x7",
                "  - name: 12x5",
                ["151:11: the plan “12x5” is defined twice"]
            ),
            (
                "coacher", "    when: {field: {Servicio: 12x5}}\n",
                "",
                ["146:5: “when” is missing here"]
            ),
            (
                "amazonas", "template: booking",
                "template: boking",
                ["190:22: there is no note template “boking”; did you mean “booking”?"]
            ),
            (
                "amazonas", "template: booking",
                "template: acknowledgement",
                ["190:22: there is no note template “acknowledgement”; it can be abandoned, booking, closed,"]
            ),
            (
                "coacher", "outside: usuarios-coacher",
                "outside: usuarios",
                ["162:21: there is no registers/usuarios.yaml; it can be clientes-bitam, desarrolladores or"]
            ),
            (
                "amazonas", "  - name: reserva",
                "  - name: datos-faltantes",
                ["186:11: the action “datos-faltantes” is defined twice"]
            ),
            (
                "amazonas", "  - name: reserva",
                "  - name: Reserva 1",
                ["186:11: “Reserva 1” is not a name; use lower-case letters, digits and hyphens, a letter"]
            ),
            (
                "amazonas", "link: none ",
                "link: http://reservas.example ",
                ["191:11: “http://reservas.example” is neither a link that begins with https:// nor none"]
            ),
            (
                "amazonas", "link: none ",
                "link: https://reservas .example ",
                ["191:11: “https://reservas .example” is neither a link that begins with https:// nor none"]
            ),
            (
                "amazonas", "    status: resolved\n",
                "",
                ["201:17: a resolution comes with a status, such as resolved"]
            ),
            (
                "amazonas", "resolution: suspended",
                "resolution: suspendido",
                ["202:17: mantis.yaml has no resolution “suspendido”; did you mean “suspended”?"]
            ),
            (
                "bitam", "older-than: 0",
                "older-than: la última",
                ["198:24: “la última” is not a version such as 9.2"]
            ),
            (
                "amazonas", "warnings: [80]",
                "warnings: [0]",
                ["133:16: 0 is out of range; from 1 to 99 is allowed"]
            ),
            (
                "amazonas", "warnings: [80]",
                "warnings: [80, 100]",
                ["133:20: 100 is out of range; from 1 to 99 is allowed"]
            ),
            (
                "bitam", "      within: 15bd                # BI-06\n",
                "",
                ["139:7: “within” is missing here"]
            ),
            (
                "amazonas", "reopening: {effect: new-cycle,",
                "reopening: {effect: new-cycle, within: 5bd,",
                ["132:44: only “resume” has a window; a new cycle always begins"]
            ),
            (
                "amazonas", "on: {unanswered-questions: 4}",
                "on: {unanswered-questions: 0}",
                ["194:32: 0 is out of range; from 1 to 100 is allowed"]
            ),
            (
                "amazonas", "on: {unanswered-questions: 4}",
                "on: {unanswered-questions: 4, breach-of: closing}",
                ["194:9: give one of breach-of and unanswered-questions"]
            ),
            (
                "amazonas", "on: {unanswered-questions: 4}",
                "on: {}",
                ["194:9: give one of breach-of and unanswered-questions"]
            ),
            (
                "amazonas", "breach-of: requester-answer",
                "breach-of: requester-answers",
                ["198:21: “requester-answers” is unknown here; did you mean “requester-answer”?"]
            ),
            (
                "amazonas", "breach-of: requester-answer",
                "breach-of: closing",
                ["198:21: the policy defines no clock “closing”; it can be acknowledgement, resolution or"]
            ),
            (
                "amazonas", "on: information-missing",
                "on: information-lacking",
                ["183:9: “information-lacking” is unknown here; did you mean “information-missing”?"]
            ),
            (
                "amazonas", "when: {kind: advice}",
                "when: {kind: setup}",
                ["189:18: the policy defines no kind “setup”; it can be incident, requirement or advice"]
            ),
            (
                "facturatech-ws", "level: n4}\n    note",
                "level: n5}\n    note",
                ["164:35: the policy defines no level “n5”; did you mean “n1”?"]
            ),
            (
                "amazonas", "found-in: [attachment]",
                "found-in: [attachments]",
                ["157:18: “attachments” is unknown here; did you mean “attachment”?"]
            ),
            (
                "amazonas", "found-in: [attachment]",
                "found-in: [{}]",
                ["157:18: name where it is found: requester, field or label"]
            ),
            (
                "amazonas", "requester: nit,",
                "requester: NIT,",
                ["146:30: “NIT” is unknown here; did you mean “nit”?"]
            ),
            (
                "amazonas",
                "cancelled-by: [waiting-ended, resolved, closed]\n    terms:\n      - {amount: 5cd, clause: AM-10}",
                "cancelled-by: [waiting-ended, resolved, closed]\n    terms:\n      - {amount: 5cd}",
                ["139:9: “clause” is missing here: who promises this?"]
            ),
            (
                "bitam", "    met-by: requester-acted\n    cancelled-by: [resolved, closed]\n",
                "",
                ["146:3: the clock “abandonment” never ends; name a moment that it waits for"]
            ),
            (
                "bitam", "  closing:\n",
                "  clausura:\n",
                [
                    "160:3: “clausura” is unknown here; it can be acknowledgement, first-response, resolution,",
                    "219:21: the policy defines no clock “closing”; it can be resolution, abandonment or",
                ]
            ),
            (
                "bitam", "      - {amount: 15bd, clause: BI-06}",
                "      - {amount: 15 días, clause: BI-06}",
                ["165:18: “15 días” is not a target; write a whole number and bm (business minutes), cm"]
            ),
            (
                "registers/usuarios-coacher", "everybody: true",
                "everybody: false",
                ["9:12: write “everybody: true” while no list is kept, or leave it out and give the lists"]
            ),
            (
                "registers/usuarios-coacher", "everybody: true",
                "everybody: true\naccounts: [dev001]",
                ["9:12: write “everybody: true” while no list is kept, or leave it out and give the lists"]
            ),
            (
                "registers/usuarios-coacher", "everybody: true",
                "{}",
                ["9:1: the register lists nobody; write “everybody: true” to keep none"]
            ),
            (
                "registers/usuarios-coacher", "everybody: true",
                "cuentas: [dev001]",
                ["9:1: “cuentas” is unknown here; it can be everybody, accounts, emails, domains, tax-numbers"]
            ),
            (
                "registers/usuarios-coacher", "everybody: true",
                "emails: persona@cliente.example",
                ["9:9: a list is expected here, not a single value"]
            ),
            (
                "registers/usuarios-coacher", "everybody: true",
                "emails: [[]]",
                ["9:10: a text is expected here, not a list"]
            ),
            (
                "facturatech-ws", "intake:\n",
                "intakes:\n",
                [
                    "134:1: “intakes” is unknown here; did you mean “intake”?",
                    "157:9: the policy has no “intake” that could miss something",
                ]
            ),
        ] as [(String, String, String, [String])]
    )
    func `Each fault is told where it stands, and nothing else is blamed`(
        name: String,
        text: String,
        spoilt: String,
        expected: [String]
    ) throws {
        let file = name.hasPrefix("registers/") ? "\(name).yaml" : "policies/\(name).yaml"
        let problems = try Repository.problems(spoiling: file, text, with: spoilt)
        #expect(problems.count == expected.count, "\(problems)")
        for (problem, beginning) in zip(problems, expected) {
            #expect(problem.hasPrefix("\(file):\(beginning)"), "\(problem)")
        }
    }
}
