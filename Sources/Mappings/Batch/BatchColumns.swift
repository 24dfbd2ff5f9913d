/// Where the columns of a batch stand, as its first line names them; others are ignored.
struct BatchColumns {
    /// What each row asks for.
    enum Question: Hashable {
        /// When the target of a column is due.
        case due(target: Int)
        /// How much open time there is up to the end of a column.
        case elapsed(end: Int)
    }

    let question: Question
    let count: Int
    let id: Int
    let policy: Int
    let zone: Int
    let start: Int
    let pauses: Int

    struct Failure: Error {
        var message: String
    }

    init(header: [String]) throws(Failure) {
        func position(_ name: String) throws(Failure) -> Int? {
            let positions = header.indices.filter { header[$0] == name }
            guard positions.count < 2 else { throw Failure(message: "there are two columns “\(name)”") }
            return positions.first
        }
        func required(_ name: String) throws(Failure) -> Int {
            if let position = try position(name) { return position }
            let hint = Suggestion.text(for: name, among: header)
            throw Failure(message: "there is no column “\(name)” among those the first line names\(hint)")
        }
        count = header.count
        id = try required("id")
        policy = try required("policy")
        zone = try required("timezone")
        start = try required("start")
        pauses = try required("pauses")
        switch (try position("target"), try position("end")) {
        case (let target?, nil): question = .due(target: target)
        case (nil, let end?): question = .elapsed(end: end)
        case (nil, nil):
            throw Failure(message: "there is neither a column “target”, for deadlines, nor “end”, for elapsed times")
        case (_?, _?):
            throw Failure(
                message: "there are both “target”, for deadlines, and “end”, for elapsed times; leave one out"
            )
        }
    }
}
