import Bridge
import Foundation

/// Asks systemd for the timer that starts the bridge.
enum SystemdTimer {
    static let unit = "mantis-bridge.timer"

    /// Asks `systemctl`, found by `PATH`; what cannot be asked counts as no systemd.
    @concurrent
    static func state() async -> TimerState {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["systemctl", "show", unit, "--property=LoadState,UnitFileState,ActiveState"]
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let status: Int32? = await withCheckedContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(returning: nil) }
        }
        guard status == 0, let data = try? output.fileHandleForReading.readToEnd() else { return .noSystemd }
        return state(fromProperties: String(decoding: data, as: UTF8.self))
    }

    /// Reads `NAME=VALUE` lines.
    static func state(fromProperties text: String) -> TimerState {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
        }
        guard let loaded = values["LoadState"], let active = values["ActiveState"] else { return .noSystemd }
        guard loaded != "not-found" else { return .unit(enabled: "not-found", active: active) }
        let enabled = values["UnitFileState"] ?? ""
        return .unit(enabled: enabled.isEmpty ? loaded : enabled, active: active)
    }
}
