import Testing

@testable import MantisConnect

@Suite struct MemberTests {
    @Test func `every member of every recorded record is known`() {
        var names: Set<String> = []
        for exchange in WireExchange.all where exchange.body.starts(with: Array("<?xml".utf8)) {
            let text = String(decoding: exchange.body, as: UTF8.self)
            for part in text.split(separator: "<") where !part.hasPrefix("/") && !part.contains("Envelope") {
                names.insert(String(part.prefix { $0 != " " && $0 != ">" && $0 != "/" }))
            }
        }
        let structure = names.filter { $0.contains(":") || $0.hasPrefix("?") || $0.hasPrefix("fault") }
        let unknown = names.subtracting(structure).subtracting(Member.allCases.map(\.wireName))
        #expect(unknown == ["item", "return"])
    }

    @Test func `names on the wire are in snake case`() {
        #expect(Member.downloadUrl.wireName == "download_url")
        #expect(Member.accessLevelRw.wireName == "access_level_rw")
        #expect(Member.userid.wireName == "userid")
        #expect(Set(Member.allCases.map(\.wireName)).count == Member.allCases.count)
        #expect(Member.allCases.enumerated().allSatisfy { $0 == Int($1.rawValue) })
    }
}
