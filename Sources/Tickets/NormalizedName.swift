/// A name as people mean it: without regard to case, accents, punctuation and spacing, so that «Revisión de insumos:
/// conceptos básicos» and `revision de insumos - conceptos basicos` are one.
package struct NormalizedName: Hashable, Sendable {
    /// Lower-case words of letters and digits without accents, separated by one space; empty when there is none.
    package let words: String

    package init(_ name: String) {
        var words: [UInt8] = []
        words.reserveCapacity(name.utf8.count)
        var pendingSpace = false
        for scalar in name.unicodeScalars {
            guard let folded = Self.fold(scalar) else { continue }
            guard folded != " " else {
                pendingSpace = !words.isEmpty
                continue
            }
            if pendingSpace {
                words.append(0x20)
                pendingSpace = false
            }
            if folded.isASCII {
                words.append(UInt8(ascii: folded))
            } else {
                words.append(contentsOf: UTF8.encode(folded) ?? UTF8.encodedReplacementCharacter)
            }
        }
        self.words = String(decoding: words, as: UTF8.self)
    }

    package var isEmpty: Bool { words.isEmpty }

    /// The letter or digit without case and accent; a space for anything that separates words; nil for what is part of
    /// the letter before it.
    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x61...0x7A, 0x30...0x39: return scalar
        case 0x41...0x5A: return Unicode.Scalar(scalar.value + 0x20)
        case ..<0xC0: return " "
        default: break
        }
        if let base = accentedLetters[scalar] { return base }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .nonspacingMark: return nil
        case .uppercaseLetter, .titlecaseLetter: return properties.lowercaseMapping.unicodeScalars.first ?? scalar
        case .lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber: return scalar
        default: return " "
        }
    }

    /// The precomposed letters of western European languages; composed of two scalars they lose their mark anyway.
    private static let accentedLetters: [Unicode.Scalar: Unicode.Scalar] = {
        let families: [(Unicode.Scalar, String)] = [
            ("a", "ÀÁÂÃÄÅàáâãäåĀāĂăĄą"), ("c", "ÇçĆćČč"), ("e", "ÈÉÊËèéêëĒēĖėĘęĚě"), ("i", "ÌÍÎÏìíîïĪīĮįİı"),
            ("n", "ÑñŃńŇň"), ("o", "ÒÓÔÕÖØòóôõöøŌōŐő"), ("s", "ŚśŠš"), ("u", "ÙÚÛÜùúûüŪūŮůŰű"), ("y", "ÝýÿŸ"),
            ("z", "ŹźŻżŽž"),
        ]
        var letters: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (base, accented) in families {
            for scalar in accented.unicodeScalars { letters[scalar] = base }
        }
        return letters
    }()
}

extension NormalizedName: CustomStringConvertible {
    package var description: String { words }
}
