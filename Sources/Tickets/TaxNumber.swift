/// A Colombian tax number (NIT): up to ten digits, then a check digit that people leave out or put behind a hyphen.
package enum TaxNumber {
    /// Whether the two name the same payer, however they are punctuated and whether or not they carry the check digit.
    package static func areSame(_ left: String, _ right: String) -> Bool {
        let left = digits(left)
        let right = digits(right)
        return left == right || withoutCheckDigit(left) == right || left == withoutCheckDigit(right)
    }

    /// The digits without the check digit when the last one is just that, else all of them.
    private static func withoutCheckDigit(_ digits: [Int]) -> [Int] {
        guard let last = digits.last, digits.count > 8, last == checkDigit(of: digits.dropLast()) else { return digits }
        return digits.dropLast()
    }

    /// The check digit of DIAN: weights by position from the right, modulo 11.
    static func checkDigit(of digits: some BidirectionalCollection<Int>) -> Int {
        let weights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71]
        let remainder = zip(digits.reversed(), weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
        return remainder < 2 ? remainder : 11 - remainder
    }

    /// The number at the start of `text`, and where it ends: digits with thousands points, and an optional check digit
    /// behind a hyphen. Nil when it is too short, too long, or runs into a letter.
    package static func prefix(of text: Substring, isLabelled: Bool) -> Substring? {
        var end = text.startIndex
        var body = 0
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            if character.isASCIIDigit {
                body += 1
                index = text.index(after: index)
                end = index
            } else if character == "." && followsDigit(text, index) {
                index = text.index(after: index)
            } else {
                break
            }
        }
        var hasCheckDigit = false
        if end < text.endIndex, text[end] == "-" || text[end] == "–" {
            let afterHyphen = text.index(after: end)
            if afterHyphen < text.endIndex, text[afterHyphen].isASCIIDigit {
                let afterDigit = text.index(after: afterHyphen)
                if afterDigit == text.endIndex || !(text[afterDigit].isLetter || text[afterDigit].isNumber) {
                    end = afterDigit
                    hasCheckDigit = true
                }
            }
        }
        if end < text.endIndex, text[end].isLetter || text[end].isNumber { return nil }
        // A label or a check digit says what the number is; bare, only the usual lengths are believed.
        let lengths = isLabelled || hasCheckDigit ? 6...10 : 9...10
        return lengths.contains(body) ? text[..<end] : nil
    }

    private static func followsDigit(_ text: Substring, _ index: Substring.Index) -> Bool {
        let next = text.index(after: index)
        return index > text.startIndex && next < text.endIndex && text[next].isASCIIDigit
    }

    private static func digits(_ text: String) -> [Int] {
        text.utf8.compactMap { (0x30...0x39).contains($0) ? Int($0) - 0x30 : nil }
    }
}

extension Character {
    package var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
