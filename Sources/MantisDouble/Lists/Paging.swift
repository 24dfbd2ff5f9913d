/// Cuts a list into pages (reference §3.2).
struct Paging {
    var page: Int
    var perPage: Int
    /// What a page beyond the last one holds.
    var beyondEnd: BeyondEnd

    enum BeyondEnd {
        case nothing
        /// The search operations answer the last page again, for ever.
        case lastPage
    }

    /// - Parameter perPage: −1 puts everything on one page, 0 takes `defaultSize`.
    init(page: Int, perPage: Int, defaultSize: Int, beyondEnd: BeyondEnd) {
        self.page = max(page, 1)
        self.perPage = perPage == 0 ? defaultSize : perPage
        self.beyondEnd = beyondEnd
    }

    func cut(_ list: [Int]) -> ArraySlice<Int> { list[range(of: list)] }

    /// Where the page lies in a list; empty beyond its end.
    func range(of list: [Int]) -> Range<Int> {
        let size = perPage < 0 ? max(list.count, 1) : perPage
        let pages = max((list.count + size - 1) / size, 1)
        var page = page
        if page > pages {
            if beyondEnd == .nothing { return list.count..<list.count }
            page = pages
        }
        let start = (page - 1) * size
        return min(start, list.count)..<min(start + size, list.count)
    }
}
