/// One kind of question, which is asked about many things in turn.
struct Question {
    let name: String
    let count: Int
    /// The answer about the thing at a position as a number, so that no compiler can leave the question out.
    let ask: (Int) throws -> Int64

    /// Asks about everything once; the sum of the answers.
    func askAll() throws -> Int64 {
        var sum: Int64 = 0
        for position in 0..<count { sum &+= try ask(position) }
        return sum
    }
}
