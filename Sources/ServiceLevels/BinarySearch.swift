extension RandomAccessCollection where Index == Int {
    /// The first index whose element satisfies `isInSecondPart`, or `endIndex`. The collection must be ordered so that
    /// every element that does not satisfy it comes before every one that does.
    @inline(__always)
    func partitionPoint(where isInSecondPart: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if isInSecondPart(self[middle]) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}
