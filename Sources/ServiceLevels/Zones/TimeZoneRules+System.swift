import FoundationEssentials

extension TimeZoneRules {
    /// Where zone files lie: `TZDIR` from the environment, or the place the system uses.
    package static var systemDirectory: String {
        ProcessInfo.processInfo.environment["TZDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/usr/share/zoneinfo"
    }

    /// Reads a zone such as `America/Bogota` from the system's tzdata.
    ///
    /// Throws ``ServiceLevelsError/Code/unknownZone`` when there is none of that name, and
    /// ``ServiceLevelsError/Code/damagedZone`` when its file cannot be used.
    package init(identifier: String, directory: String = systemDirectory) throws(ServiceLevelsError) {
        let path = "\(directory)/\(identifier)"
        guard Self.isName(identifier), let content = FileManager.default.contents(atPath: path) else {
            throw ServiceLevelsError(
                .unknownZone,
                "there is no zone “\(identifier)” under \(directory); "
                    + "use a name such as America/Bogota, and check that the package tzdata is installed"
            )
        }
        self.init(identifier: identifier, data: try TZifData(parsing: Array(content), name: identifier))
    }

    /// Letters, digits and `_+-` in parts separated by single slashes: never a path out of the directory.
    private static func isName(_ identifier: String) -> Bool {
        identifier.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
                }
        }
    }
}
