import MantisConnect
import SOAP
import Testing

@testable import Bridge

@Suite struct PageWalkTests {
    /// A server's list: ids, newest change first, that a script may change between two questions.
    private struct Server {
        /// Id and last change, newest first.
        var list: [(id: Int, changed: Int64)]
        let pageSize: Int

        func page(_ number: Int, size: Int) -> [IssueHeader] {
            guard !list.isEmpty else { return [] }
            // Past the end the last page comes again.
            let last = (list.count - 1) / size + 1
            let start = (min(number, last) - 1) * size
            return list[start..<min(start + size, list.count)].map { Self.header($0.id, changed: $0.changed) }
        }

        private static func header(_ id: Int, changed: Int64) -> IssueHeader {
            IssueHeader(
                id: IssueID(rawValue: id),
                viewState: 10,
                lastUpdated: DateTime(epochSeconds: changed, offsetSeconds: 0),
                project: ProjectID(rawValue: 1),
                category: "",
                priority: 30,
                severity: 50,
                status: 10,
                reporter: AccountID(rawValue: 1),
                summary: "",
                handler: nil,
                resolution: 10,
                attachmentsCount: 0,
                notesCount: 0
            )
        }
    }

    /// Walks to the end; `change` may alter the list before each request.
    private func walk(
        _ server: Server,
        floor: Int64? = nil,
        change: (inout Server, Int) -> Void = { _, _ in }
    ) throws -> (ids: [Int], requests: [PageWalk.Request]) {
        var server = server
        var walk = PageWalk(pageSize: server.pageSize, floor: floor)
        var ids: [Int] = []
        var requests: [PageWalk.Request] = []
        while let request = walk.request {
            change(&server, requests.count)
            requests.append(request)
            try #require(requests.count < 1_000, "the walk does not end")
            try #require(request.size <= max(server.pageSize * 3 / 2, 8))
            let rows = server.page(request.page, size: request.size)
            ids += walk.take(Page(rows, of: request.size)).map(\.id.rawValue)
        }
        return (ids, requests)
    }

    private func server(_ count: Int, pageSize: Int) -> Server {
        Server(list: (0..<count).map { (id: $0 + 1, changed: Int64(10_000 - $0)) }, pageSize: pageSize)
    }

    @Test(arguments: [0, 1, 2, 3, 5, 6, 9, 10, 31, 120], [2, 3, 5, 10, 50])
    func `hands out every issue of a quiet list once, in order`(count: Int, pageSize: Int) throws {
        #expect(try walk(server(count, pageSize: pageSize)).ids == Array(1...max(count, 1)).filter { $0 <= count })
    }

    @Test func `asks one page only when the floor is on it`() throws {
        let result = try walk(server(100, pageSize: 10), floor: 9_998)
        #expect(result.ids == [1, 2, 3])
        #expect(result.requests.count == 1)
    }

    @Test func `hands out issues that changed exactly at the floor, over page edges`() throws {
        let list = (1...25).map { (id: $0, changed: Int64(5_000)) } + [(id: 26, changed: Int64(4_999))]
        #expect(try walk(Server(list: list, pageSize: 10), floor: 5_000).ids == Array(1...25))
    }

    @Test func `a long list takes little more than a request for each page`() throws {
        #expect(try walk(server(5_000, pageSize: 50)).requests.count < 120)
    }

    @Test func `an issue that changes meanwhile is handed out once and hides no other`() throws {
        let result = try walk(server(30, pageSize: 5)) { server, step in
            guard step == 3, let index = server.list.firstIndex(where: { $0.id == 28 }) else { return }
            server.list.remove(at: index)
            server.list.insert((id: 28, changed: 20_000), at: 0)
        }
        // Issue 28 jumped to the front unseen; the next pass finds it above its watermark.
        #expect(result.ids.sorted() == Array(1...30).filter { $0 != 28 })
    }

    @Test(arguments: 0..<24)
    func `issues that leave the list, at whatever step, hide no other`(step leaving: Int) throws {
        let result = try walk(server(30, pageSize: 5)) { server, step in
            if step == leaving || step == leaving + 1 { server.list.removeFirst() }
        }
        let gone = Set(1...2)
        #expect(Set(result.ids).union(gone) == Set(1...30))
        #expect(Set(result.ids).count == result.ids.count)
    }

    @Test(arguments: 0..<200)
    func `whatever leaves, arrives or changes, no issue that stayed is missed`(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let start = server(40, pageSize: 4)
        var disturbed: Set<Int> = []
        var fresh = 1_000
        let result = try walk(start) { server, step in
            guard step < 60, random.next(below: 2) == 0, !server.list.isEmpty else { return }
            let index = random.next(below: server.list.count)
            let id = server.list[index].id
            switch random.next(below: 3) {
            case 0:
                disturbed.insert(id)
                server.list.remove(at: index)
            case 1:
                disturbed.insert(id)
                server.list.remove(at: index)
                server.list.insert((id: id, changed: 20_000 + Int64(step)), at: 0)
            default:
                fresh += 1
                server.list.insert((id: fresh, changed: 20_000 + Int64(step)), at: 0)
            }
        }
        let stayed = Set(1...40).subtracting(disturbed)
        #expect(stayed.isSubset(of: result.ids))
        #expect(Set(result.ids).count == result.ids.count)
    }
}

/// SplitMix64: the same numbers on every machine.
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
