import Testing

@testable import SOAP

@Suite struct Base64Tests {
    /// RFC 4648 §10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `bytes are encoded and decoded as the standard says`(plain: String, encoded: String) {
        var output: [UInt8] = []
        Base64.append(Array(plain.utf8), to: &output)
        #expect(String(decoding: output, as: UTF8.self) == encoded)
        #expect(decoded(encoded) == Array(plain.utf8))
    }

    @Test func `every byte survives`() {
        let bytes = (0...255).map { UInt8($0) } + [1, 2]
        var output: [UInt8] = []
        Base64.append(bytes, to: &output)
        #expect(Base64.decode(UnsafeRawBufferPointer(start: nil, count: 0)) == [])
        #expect(output.withUnsafeBytes { Base64.decode($0) } == bytes)
    }

    @Test func `white space is skipped wherever it is`() {
        #expect(decoded(" Zm9v\r\n\tYm Fy \n") == Array("foobar".utf8))
    }

    @Test(arguments: ["Z", "Zg", "Zg=", "Zg===", "Zm9v=", "Zm9", "Z=g=", "Zm8=Zm8=", "Zm9v*", "====", "ñ"])
    func `what is not base 64 is refused`(text: String) {
        #expect(decoded(text) == nil)
    }

    private func decoded(_ text: String) -> [UInt8]? {
        Array(text.utf8).withUnsafeBytes { Base64.decode($0) }
    }
}
