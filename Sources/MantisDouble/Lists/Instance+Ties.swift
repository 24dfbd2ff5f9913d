extension Instance {
    /// One page of a query's issues. Those that are equal in every sorted column come in an order of the database's own,
    /// which is another one each time: between two pages some come twice and others not at all (reference §3.1). An
    /// order that names the number has no such issues.
    mutating func page(_ paging: Paging, of query: IssueQuery) -> ArraySlice<Int> {
        let list = select(query)
        let range = paging.range(of: list)
        if query.order.isTotal || range.isEmpty { return list[range] }
        pagesAnswered += 1
        var shuffled = list
        var start = beginningOfTie(at: range.lowerBound, in: list, of: query)
        while start < range.upperBound {
            let end = endOfTie(at: start, in: list, of: query)
            if end - start > 1 { shuffle(&shuffled, start..<end) }
            start = end
        }
        return shuffled[range]
    }

    private func shuffle(_ list: inout [Int], _ tie: Range<Int>) {
        var salt = Hasher64()
        salt.mix(UInt64(pagesAnswered))
        let salted = salt.value
        list[tie].sort { Hasher64.value(of: $0, salt: salted) < Hasher64.value(of: $1, salt: salted) }
    }

    private func beginningOfTie(at index: Int, in list: [Int], of query: IssueQuery) -> Int {
        var start = index
        while start > 0, query.isTie(list[start - 1], list[index], in: self) { start -= 1 }
        return start
    }

    private func endOfTie(at index: Int, in list: [Int], of query: IssueQuery) -> Int {
        var end = index + 1
        while end < list.count, query.isTie(list[end], list[index], in: self) { end += 1 }
        return end
    }
}
