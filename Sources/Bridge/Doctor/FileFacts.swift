import Glibc

/// What the file system says of a file.
package struct FileFacts: Hashable, Sendable {
    /// Bytes.
    package var size: Int64
    /// Permission bits.
    package var mode: UInt32
    /// Bytes that an ordinary account may still write beside it.
    package var free: Int64

    package init(size: Int64, mode: UInt32, free: Int64) {
        self.size = size
        self.mode = mode
        self.free = free
    }

    /// Asks the system; nil when there is no such file, or it may not be looked at.
    package init?(path: String) {
        var status = stat()
        var volume = statvfs()
        guard stat(path, &status) == 0, statvfs(path, &volume) == 0 else { return nil }
        size = Int64(status.st_size)
        mode = UInt32(status.st_mode) & 0o7777
        free = Int64(clamping: UInt64(volume.f_bavail) * UInt64(volume.f_frsize))
    }
}
