import Glibc

/// Reads the small files that people edit.
enum LocalFile {
    struct Failure: Error {
        /// What went wrong with the file, without its path.
        var message: String
    }

    /// Configuration and mapping files are a few kilobytes; anything far beyond is the wrong file.
    static let sizeLimit = 4 << 20

    /// The UTF-8 text of a file.
    static func text(at path: String) throws(Failure) -> String {
        guard let text = String(validating: try bytes(at: path), as: UTF8.self) else {
            throw Failure(message: "the file is not UTF-8 text")
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// The content of a file; `inspect` may look at its status first and throws to refuse it. The status is that of the
    /// very file which is then read.
    static func bytes(
        at path: String,
        inspect: (stat) throws(Failure) -> Void = { _ in }
    ) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot be opened") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("cannot be examined") }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw Failure(message: "this is a directory, not a file") }
        try inspect(status)

        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure("cannot be read") }
            if count == 0 { return content }
            content.append(contentsOf: chunk[..<count])
            guard content.count <= sizeLimit else {
                throw Failure(message: "the file is larger than \(sizeLimit >> 20) MiB")
            }
        }
    }

    /// The names in a directory, sorted; without those that start with a dot.
    static func names(inDirectory path: String) throws(Failure) -> [String] {
        guard let directory = opendir(path) else { throw failure("the directory cannot be opened") }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// `path` as seen from the directory of `file` when it is relative. `~` is not expanded: timers have no home.
    static func resolve(_ path: String, besides file: String) -> String {
        guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
        return "\(file[...slash])\(path)"
    }

    private static func failure(_ what: String) -> Failure {
        Failure(message: "\(what): \(String(cString: strerror(errno)))")
    }
}
