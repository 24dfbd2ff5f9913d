import Glibc
import Logging
import Tickets

/// One line an entry in logfmt: `time=… level=… msg=… key="value"`. Text from elsewhere cannot break out of its field.
struct LineLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let head = [
            ("time", Instant(epochSeconds: Int64(time(nil))).iso8601), ("level", event.level.rawValue),
            ("msg", "\(event.message)"),
        ]
        let rest = fields.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
        let line = (head + rest).map { "\($0)=\(Self.quoted($1))" }.joined(separator: " ")
        Terminal.show(line + "\n")
    }

    private static func quoted(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 < 0x7F }
        return isPlain ? text : "\"" + Table.onOneLine(text).replacing("\"", with: "'") + "\""
    }
}
