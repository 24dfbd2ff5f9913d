// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// libFuzzer brings its own main, so this one is only there for scripts/fuzz.
let fuzzing: [Target] =
    Context.environment["MANTIS_BRIDGE_FUZZ"] == nil
    ? []
    : [.executableTarget(name: "FuzzAnswers", dependencies: ["MantisConnect", "SOAP"], swiftSettings: strict)]

let package = Package(
    name: "mantis-bridge",
    products: [
        .executable(name: "mantis-bridge", targets: ["mantis-bridge"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // System libraries
        .systemLibrary(
            name: "CCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]
        ),
        .systemLibrary(
            name: "CXML2",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]
        ),

        // Domain: value types and pure rules
        .target(name: "Tickets", swiftSettings: strict),
        .testTarget(name: "TicketsTests", dependencies: ["Tickets"], swiftSettings: strict),

        .target(name: "ServiceLevels", dependencies: ["Tickets"], swiftSettings: strict),
        .testTarget(
            name: "ServiceLevelsTests",
            dependencies: ["ServiceLevels", "Tickets"],
            resources: [.copy("Fixtures")],
            swiftSettings: strict
        ),

        .target(name: "Committee", dependencies: ["ServiceLevels", "Tickets"], swiftSettings: strict),
        .testTarget(
            name: "CommitteeTests",
            dependencies: ["Committee", "ServiceLevels", "Tickets"],
            swiftSettings: strict
        ),

        // Protocol: SOAP, the typed Mantis client, and a server that speaks it
        .target(name: "SOAP", dependencies: ["CCurl", "CXML2"], swiftSettings: strict),
        .testTarget(name: "SOAPTests", dependencies: ["SOAP"], resources: [.copy("Fixtures")], swiftSettings: strict),

        .target(name: "MantisConnect", dependencies: ["SOAP"], swiftSettings: strict),
        .testTarget(
            name: "MantisConnectTests",
            dependencies: ["MantisConnect", "SOAP"],
            resources: [.copy("Fixtures")],
            swiftSettings: strict
        ),

        .target(
            name: "MantisDouble",
            dependencies: [
                "MantisConnect",
                "SOAP",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [.copy("Scenarios")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "MantisDoubleTests",
            dependencies: ["MantisConnect", "MantisDouble", "SOAP", .product(name: "Yams", package: "Yams")],
            resources: [.copy("Fixtures")],
            swiftSettings: strict
        ),

        // Translation, storage and the sync itself
        .target(
            name: "Mappings",
            dependencies: [
                "MantisConnect",
                "ServiceLevels",
                "SOAP",
                "Tickets",
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "MappingsTests",
            dependencies: ["Mappings", "MantisConnect", "ServiceLevels", "SOAP", "Tickets"],
            resources: [.copy("Fixtures")],
            swiftSettings: strict
        ),

        .target(
            name: "Ledger",
            dependencies: [
                "Committee",
                "ServiceLevels",
                "Tickets",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LedgerTests",
            dependencies: ["Ledger", "ServiceLevels", "Tickets", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict
        ),

        .target(
            name: "Bridge",
            dependencies: [
                "Committee",
                "Ledger",
                "MantisConnect",
                "Mappings",
                "ServiceLevels",
                "SOAP",
                "Tickets",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "BridgeTests",
            dependencies: [
                "Bridge", "Ledger", "MantisConnect", "MantisDouble", "Mappings", "ServiceLevels", "SOAP", "Tickets",
            ],
            resources: [.copy("Fixtures")],
            swiftSettings: strict
        ),

        // The command line
        .executableTarget(
            name: "mantis-bridge",
            dependencies: [
                "Bridge",
                "Ledger",
                "MantisConnect",
                "MantisDouble",
                "Mappings",
                "SOAP",
                "ServiceLevels",
                "Tickets",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "mantis-bridge",
                "Bridge",
                "Ledger",
                "MantisConnect",
                "MantisDouble",
                "Mappings",
                "SOAP",
                "ServiceLevels",
                "Tickets",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),

        // For scripts/bench
        .executableTarget(
            name: "DecodeBench",
            dependencies: ["CXML2", "MantisConnect", "SOAP"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ServiceLevelsBench",
            dependencies: ["Mappings", "ServiceLevels", "Tickets"],
            swiftSettings: strict
        ),
    ] + fuzzing,
    swiftLanguageModes: [.v6]
)
