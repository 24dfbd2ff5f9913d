import MantisConnect
import Testing
import Tickets

@testable import Mappings

/// One category of each clause's wording, and what the clause makes of it.
private struct Case: CustomTestStringConvertible {
    var clause: String
    var policy: String
    var categories: [String]
    var kind: TicketKind
    var level: String
    var priority = 30
    var plan: String?

    var testDescription: String { "\(clause) \(policy) \(categories.first ?? "") → \(level)" }
}

@Suite struct ClassificationTests {
    private static let facturatech: [Case] = [
        Case(
            clause: "FW-03",
            policy: "facturatech-ws",
            categories: [
                "Credenciales C2/C3", "Emisión de credenciales C2, C3", "Actualización TEST SETT ID",
                "Actualización de TEST SETT ID", "Cambio de cliente facturador a cliente WS",
                "Cambio de cliente factura a cliente WS", "Cambio a productivo", "Sincronización de prefijos",
                "Información de estructura base", "Estructura base", "Cambio de persona que recibe documentos",
                "Folios para DEMO", "Asignación de folios DEMO",
            ],
            kind: .incident,
            level: "n1"
        ),
        Case(
            clause: "FW-04",
            policy: "facturatech-ws",
            categories: [
                "Revisión de insumos: conceptos básicos", "Uso correcto de credenciales y estructura",
                "Credenciales y estructura", "Problemas con el Integrador", "Uso de Integrador",
            ],
            kind: .incident,
            level: "n2"
        ),
        Case(
            clause: "FW-05",
            policy: "facturatech-ws",
            categories: [
                "Revisión de insumos: cálculo de impuestos", "Cálculo de impuestos",
                "Sincronización plataformas vs ERP",
            ],
            kind: .incident,
            level: "n3"
        ),
        Case(
            clause: "FW-06",
            policy: "facturatech-ws",
            categories: ["Funcionamiento interno del WS", "Funcionamiento interno del Integrador"],
            kind: .incident,
            level: "n4"
        ),
        Case(
            clause: "FW-06",
            policy: "facturatech-ws",
            categories: ["Propuesta de mejora del Integrador", "Mejora del integrador"],
            kind: .requirement,
            level: "n4"
        ),
    ]

    private static let amazonas: [Case] = [
        Case(
            clause: "AM-03",
            policy: "amazonas",
            categories: ["Página web caída", "Emisión masiva de documentos"],
            kind: .incident,
            level: "p1"
        ),
        Case(
            clause: "AM-04",
            policy: "amazonas",
            categories: [
                "Cliente no puede facturar", "Diferencias de información con la DIAN", "Credenciales",
                "PDF de documentos electrónicos", "Guardado de formularios críticos", "Errores de resolución",
            ],
            kind: .incident,
            level: "p2"
        ),
        Case(
            clause: "AM-05",
            policy: "amazonas",
            categories: ["Formularios que no afectan la emisión"],
            kind: .incident,
            level: "p3"
        ),
        Case(
            clause: "AM-06",
            policy: "amazonas",
            categories: ["Requerimiento", "REQUERIMIENTOS"],
            kind: .requirement,
            level: "requerimiento"
        ),
        Case(
            clause: "AM-07",
            policy: "amazonas",
            categories: ["Asesoría personalizada", "asesoria"],
            kind: .advice,
            level: "asesoria"
        ),
    ]

    private static let btw: [Case] = [
        Case(
            clause: "BT-03",
            policy: "btw",
            categories: ["Error 500 DIAN", "Error de firma", "Error de IP", "Error del servicio BTW"],
            kind: .incident,
            level: "p1"
        ),
        Case(
            clause: "BT-04",
            policy: "btw",
            categories: [
                "XML", "Credenciales", "Resolución no registrada", "Módulo BTW", "Parametrización",
                "Software de facturación", "Diferencias de valores con la DIAN", "Representación gráfica",
                "Acuse de recibo", "Logo",
            ],
            kind: .incident,
            level: "p2"
        ),
        Case(
            clause: "BT-05",
            policy: "btw",
            categories: ["Cambio de formato", "Capacitación e instalación"],
            kind: .incident,
            level: "p3"
        ),
        Case(
            clause: "BT-06",
            policy: "btw",
            categories: [
                "Implementación: capacitación de la plataforma", "Implementación: entrega de usuarios",
                "Implementación: habilitación DIAN", "Implementación: URL",
            ],
            kind: .implementation,
            level: "implementacion"
        ),
    ]

    private static let bitam: [Case] = {
        let priorities: [(Int, String)] = [
            (60, "urgente"), (50, "urgente"), (40, "alta"), (30, "media"), (20, "baja"), (10, "baja"),
        ]
        return priorities.flatMap { number, level in
            [
                Case(
                    clause: "BI-04",
                    policy: "bitam",
                    categories: ["Soporte", "Error"],
                    kind: .incident,
                    level: level,
                    priority: number
                ),
                Case(
                    clause: "BI-04",
                    policy: "bitam",
                    categories: ["Actividad"],
                    kind: .activity,
                    level: level,
                    priority: number
                ),
                Case(
                    clause: "BI-02",
                    policy: "bitam",
                    categories: ["Setup"],
                    kind: .setup,
                    level: "\(level)-sin-plazo",
                    priority: number
                ),
                Case(
                    clause: "BI-02",
                    policy: "bitam",
                    categories: ["Consultoría"],
                    kind: .consulting,
                    level: "\(level)-sin-plazo",
                    priority: number
                ),
                Case(
                    clause: "BI-10",
                    policy: "bitam",
                    categories: ["Nuevo requerimiento"],
                    kind: .requirement,
                    level: "\(level)-sin-plazo",
                    priority: number
                ),
            ]
        }
    }()

    private static let coacher: [Case] = {
        let priorities: [(String, [String])] = [
            ("alto", ["Conectividad", "Integridad de datos", "Seguridad", "Caída del servicio"]),
            ("medio", ["Lentitud de páginas", "Catálogo", "Inventario"]),
            ("bajo", ["Incidente manual", "Certificados", "Usuarios", "Contraseñas"]),
        ]
        return priorities.flatMap { priority, categories in
            [("Premium", "premium"), ("Estándar", "estandar"), ("BASICO", "basico")].map { plan, suffix in
                Case(
                    clause: "CO-05",
                    policy: "coacher",
                    categories: categories,
                    kind: .incident,
                    level: "\(priority)-\(suffix)",
                    plan: plan
                )
            }
        }
    }()

    @Test(arguments: facturatech)
    private func `FW-03, FW-04, FW-05, FW-06: each category has the level of its clause`(example: Case) throws {
        try check(example)
    }

    @Test(arguments: amazonas)
    private func `AM-03, AM-04, AM-05, AM-06, AM-07: each category has the level of its clause`(example: Case) throws {
        try check(example)
    }

    @Test(arguments: btw)
    private func `BT-03, BT-04, BT-05, BT-06: each category has the level of its clause`(example: Case) throws {
        try check(example)
    }

    @Test(arguments: bitam)
    private func `BI-02, BI-03, BI-04, BI-10: type and priority decide, and some types have no time`(
        example: Case
    ) throws {
        try check(example)
    }

    @Test(arguments: coacher)
    private func `CO-02, CO-05: the examples decide the priority, and the plan the level`(example: Case) throws {
        try check(example)
    }

    private func check(_ example: Case) throws {
        let classification = try #require(
            try Repository.catalogue().classifications[PolicyName(rawValue: example.policy)]
        )
        for category in example.categories {
            var issue = Issue.sample(category: category, fields: example.plan.map { [("Plan SLA", $0)] } ?? [])
            issue.priority = Reference(id: example.priority, name: "whatever the language")
            let verdict = classification.verdict(on: issue)
            #expect(verdict.kind == example.kind, "\(category)")
            #expect(verdict.level?.rawValue == example.level, "\(category)")
            #expect(verdict.gaps.isEmpty, "\(category)")
        }
    }

    @Test(
        arguments: [
            ("amazonas", "General", 30, nil, ["kind: category “General”", "level: category “General”"]),
            ("amazonas", nil, 30, nil, ["kind: no category", "level: no category"]),
            ("amazonas", "", 30, nil, ["kind: no category", "level: no category"]),
            ("bitam", "General", 30, nil, ["kind: category “General”", "level: category “General”"]),
            ("bitam", "Soporte", 77, nil, ["level: priority 77 “@77@”"]),
            ("coacher", "Seguridad", 30, nil, ["level: no field “Plan SLA”"]),
            ("coacher", "Seguridad", 30, "", ["level: field “Plan SLA” is blank"]),
            ("coacher", "Seguridad", 30, "Oro", ["level: field “Plan SLA” “Oro”"]),
            (
                "coacher", "Otra", 30, "Oro",
                ["kind: category “Otra”", "level: category “Otra”, field “Plan SLA” “Oro”"]
            ),
        ] as [(String, String?, Int, String?, [String])]
    )
    func `A value without a rule is named, and stops only its field`(
        policy: String,
        category: String?,
        priority: Int,
        plan: String?,
        gaps: [String]
    ) throws {
        let classification = try #require(try Repository.catalogue().classifications[PolicyName(rawValue: policy)])
        var issue = Issue.sample(category: category, fields: plan.map { [("Plan SLA", $0)] } ?? [])
        issue.priority = Reference(id: priority, name: "@\(priority)@")
        let verdict = classification.verdict(on: issue)
        #expect(verdict.gaps.map { "\($0.field): \($0.value)" } == gaps)
        #expect((verdict.kind == nil) == gaps.contains { $0.hasPrefix("kind") })
        #expect(verdict.level == nil)
    }
}
