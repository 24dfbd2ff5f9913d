import MantisConnect
import Testing

@Suite struct ServerVersionTests {
    @Test(arguments: [
        ("2.28.4", ServerVersion(2, 28, 4)), ("1.3.20", ServerVersion(1, 3, 20)),
        ("2.29.0-dev", ServerVersion(2, 29, 0, suffix: "-dev")), ("1.2.0rc1", ServerVersion(1, 2, 0, suffix: "rc1")),
        ("2.28.4 (Acme)", ServerVersion(2, 28, 4, suffix: " (Acme)")),
        ("1.2.3.4", ServerVersion(1, 2, 3, suffix: ".4")),
    ])
    func `a version is three numbers and a suffix`(text: String, version: ServerVersion) throws {
        #expect(try #require(ServerVersion(text)) == version)
        #expect(version.description == text)
    }

    @Test(arguments: ["", "2", "2.28", "2.28.x", "v2.28.4", "2..4", "2.28.", "-1.2.3", "２.1.0"])
    func `anything else is no version`(text: String) {
        #expect(ServerVersion(text) == nil)
    }

    @Test func `versions are ordered by number, a pre-release before its release`() {
        let ordered = [
            "1.2.0a1", "1.2.0rc1", "1.2.0", "1.2.9", "1.2.20", "1.3.0-dev", "1.3.0a1", "1.3.0-beta.1", "1.3.0beta2",
            "1.3.0-beta.10", "1.3.0-rc.2", "1.3.0", "1.3.0-ubuntu1", "2.0.0-rc.1", "2.0.0", "2.9.0",
            "2.28.4", "2.28.4-1+deb", "2.29.0-dev", "2.29.0",
        ]
        let versions = ordered.compactMap { ServerVersion($0) }
        #expect(versions.sorted() == versions)
        #expect(versions.shuffled().sorted().map(\.description) == ordered)
        for (earlier, later) in zip(versions, versions.dropFirst()) { #expect(earlier < later) }
    }
}
