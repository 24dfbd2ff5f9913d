import Foundation
import Testing
import Tickets

@testable import ServiceLevels

@Suite("Time zones")
struct TimeZoneRulesTests {
    @Test(
        "know the offset at an instant",
        arguments: [
            ("America/Bogota", "2026-05-14T14:00:00Z", -18_000), ("America/Bogota", "1992-08-01T00:00:00Z", -14_400),
            ("America/Mexico_City", "2022-10-30T06:59:59Z", -18_000),
            ("America/Mexico_City", "2022-10-30T07:00:00Z", -21_600),
            ("America/Mexico_City", "2026-07-01T00:00:00Z", -21_600),
            ("America/Santiago", "2026-04-05T02:59:59Z", -10_800),
            ("America/Santiago", "2026-04-05T03:00:00Z", -14_400),
            ("America/Santiago", "2026-09-06T03:59:59Z", -14_400),
            ("America/Santiago", "2026-09-06T04:00:00Z", -10_800),
            // Long after the last change that the file lists.
            ("America/Santiago", "2050-04-03T02:59:59Z", -10_800),
            ("America/Santiago", "2050-04-03T03:00:00Z", -14_400),
            ("America/Santiago", "2450-04-03T02:59:59Z", -10_800),
            ("America/Santiago", "2450-04-03T03:00:00Z", -14_400),
            ("America/Santiago", "9250-04-03T02:59:59Z", -10_800),
            ("America/Santiago", "9250-04-03T03:00:00Z", -14_400),
            ("Europe/Dublin", "2060-01-01T12:00:00Z", 0), ("Europe/Dublin", "2060-07-01T12:00:00Z", 3_600),
            ("UTC", "2026-05-14T14:00:00Z", 0),
        ]
    )
    func offset(zone: String, instant: String, offset: Int) throws {
        let instant = try #require(Instant(iso8601: instant))
        #expect(try TimeZoneRules(identifier: zone).offset(at: instant) == offset)
    }

    @Test(
        "read a skipped wall time with the offset before, and a repeated one as the first",
        arguments: [
            ("America/Santiago", "2026-09-05", "23:59:59", "2026-09-06T03:59:59Z"),
            ("America/Santiago", "2026-09-06", "00:00", "2026-09-06T04:00:00Z"),
            ("America/Santiago", "2026-09-06", "00:30", "2026-09-06T04:30:00Z"),
            ("America/Santiago", "2026-09-06", "01:00", "2026-09-06T04:00:00Z"),
            ("America/Santiago", "2026-09-06", "01:30", "2026-09-06T04:30:00Z"),
            ("America/Santiago", "2026-09-05", "24:00", "2026-09-06T04:00:00Z"),
            ("America/Santiago", "2026-04-04", "22:59:59", "2026-04-05T01:59:59Z"),
            ("America/Santiago", "2026-04-04", "23:00", "2026-04-05T02:00:00Z"),
            ("America/Santiago", "2026-04-04", "23:30", "2026-04-05T02:30:00Z"),
            ("America/Santiago", "2026-04-05", "00:00", "2026-04-05T04:00:00Z"),
            ("America/Santiago", "2026-04-04", "24:00", "2026-04-05T04:00:00Z"),
            ("Europe/Dublin", "2026-03-29", "01:30", "2026-03-29T01:30:00Z"),
            ("Europe/Dublin", "2026-10-25", "01:30", "2026-10-25T00:30:00Z"),
        ]
    )
    func wallTime(zone: String, date: String, time: String, instant: String) throws {
        let date = try #require(CivilDate(iso8601: date))
        let time = try #require(LocalTime(time))
        #expect(try TimeZoneRules(identifier: zone).instant(of: date, at: time) == Instant(iso8601: instant))
    }

    @Test("find back each wall time they show", arguments: ["America/Santiago", "America/Bogota", "Africa/Casablanca"])
    func roundTrip(zone: String) throws {
        let zone = try TimeZoneRules(identifier: zone)
        var random = SplitMix64(seed: 2_026)
        for _ in 0..<2_000 {
            let instant = Instant(epochSeconds: Int64.random(in: 946_684_800...4_102_444_800, using: &random))
            let local = zone.localDateTime(at: instant)
            let first = zone.instant(of: local)
            #expect(zone.localDateTime(at: first) == local)
            #expect(first == instant || first == instant - 3_600, "\(instant)")
            #expect(zone.date(at: instant) == local.date)
        }
    }

    @Test(
        "are told apart from what is no zone",
        arguments: [
            "Nowhere/Town", "America", "America/Bogota/", "/etc/passwd", "../zoneinfo/America/Bogota", "",
            "America//Bogota",
            "America/Bogotá", "zone.tab",
        ]
    )
    func unknown(identifier: String) {
        #expect(code { _ = try TimeZoneRules(identifier: identifier) } == .unknownZone)
    }

    @Test("are read from another directory when asked")
    func directory() throws {
        let directory = try TemporaryZones()
        try directory.write(TemporaryZones.santiago(), as: "Test")
        let zone = try TimeZoneRules(identifier: "Test", directory: directory.path)
        let instant = try #require(Instant(iso8601: "2026-07-01T00:00:00Z"))
        #expect(zone.offset(at: instant) == -14_400)
    }

    @Test("are read from TZDIR when it is set")
    func environment() async {
        await #expect(processExitsWith: .success) {
            let directory = try TemporaryZones()
            try directory.write(TemporaryZones.santiago(), as: "OnlyHere")
            setenv("TZDIR", directory.path, 1)
            _ = try TimeZoneRules(identifier: "OnlyHere")
        }
    }

    @Test("can all be read that the system has")
    func everyZone() throws {
        let root = TimeZoneRules.systemDirectory
        let names = try #require(FileManager.default.enumerator(atPath: root)).compactMap { $0 as? String }
        var count = 0
        for name in names where !name.hasPrefix("right/") && !name.hasPrefix("posix/") && !name.contains(".") {
            guard let content = FileManager.default.contents(atPath: "\(root)/\(name)"),
                content.starts(with: Array("TZif".utf8))
            else { continue }
            _ = try TimeZoneRules(identifier: name)
            count += 1
        }
        #expect(count > 300)
    }

    @Test("refuse every truncation of a file")
    func truncations() throws {
        let content = try TemporaryZones.santiago()
        for length in 0..<content.count {
            let code = code { _ = try TZifData(parsing: Array(content[..<length]), name: "Test") }
            #expect(code == .damagedZone, "\(length) bytes")
        }
    }

    @Test("either read or refuse a file with wrong bytes, and answer any question after")
    func mutations() throws {
        let content = try TemporaryZones.santiago()
        var random = SplitMix64(seed: 9)
        var refused = 0
        for _ in 0..<1_000 {
            var mutant = content
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                mutant[Int.random(in: 0..<mutant.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            do {
                let zone = TimeZoneRules(identifier: "Test", data: try TZifData(parsing: mutant, name: "Test"))
                let local = zone.localDateTime(at: Instant(epochSeconds: 1_780_000_000))
                _ = zone.instant(of: local)
            } catch {
                #expect(error.code == .damagedZone)
                refused += 1
            }
        }
        #expect((1..<1_000).contains(refused))
    }

    @Test("refuse a file that counts leap seconds, and one that is something else")
    func otherFiles() throws {
        let directory = try TemporaryZones()
        var content = try TemporaryZones.santiago()
        try directory.write(Array("not a zone".utf8), as: "Text")
        #expect(code { _ = try TimeZoneRules(identifier: "Text", directory: directory.path) } == .damagedZone)
        // The leap second count of the second header, which then also announces more data than there is.
        let header = try #require(
            content.indices.dropFirst(44).first { content[$0...].starts(with: Array("TZif".utf8)) }
        )
        content[header + 31] = 1
        try directory.write(content, as: "Leap")
        #expect(code { _ = try TimeZoneRules(identifier: "Leap", directory: directory.path) } == .damagedZone)
    }
}

/// A directory of zone files that goes away with the value.
private final class TemporaryZones {
    let path = FileManager.default.temporaryDirectory.appending(path: "zones-\(UUID().uuidString)").path()

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ bytes: [UInt8], as name: String) throws {
        try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
    }

    static func santiago() throws -> [UInt8] {
        let path = "\(TimeZoneRules.systemDirectory)/America/Santiago"
        return Array(try #require(FileManager.default.contents(atPath: path)))
    }
}
