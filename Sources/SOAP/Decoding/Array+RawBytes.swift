extension [UInt8] {
    /// Like `withUnsafeBytes`, which does not keep the type of what its closure throws.
    func withRawBytes<Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try withUnsafeBufferPointer { buffer throws(Failure) in try body(UnsafeRawBufferPointer(buffer)) }
    }
}
