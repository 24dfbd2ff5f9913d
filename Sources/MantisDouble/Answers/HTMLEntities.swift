/// PHP's `htmlentities` over the characters that occur in names and texts: the five of XML, Latin-1 and common
/// punctuation. Other characters stay as they are.
enum HTMLEntities {
    static func encode(_ text: String) -> String {
        var encoded = ""
        for scalar in text.unicodeScalars {
            if let name = name(of: scalar) {
                encoded += "&\(name);"
            } else {
                encoded.unicodeScalars.append(scalar)
            }
        }
        return encoded
    }

    private static func name(of scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "&": "amp"
        case "<": "lt"
        case ">": "gt"
        case "\"": "quot"
        case "'": "#039"
        case "\u{A0}"..."\u{FF}": latin[Int(scalar.value) - 0xA0]
        default: punctuation[scalar]
        }
    }

    /// U+00A0 to U+00FF, in order.
    private static let latin = [
        "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo", "not",
        "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil", "sup1",
        "ordm", "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc", "Atilde", "Auml",
        "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml",
        "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute",
        "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring",
        "aelig", "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth",
        "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
        "uuml", "yacute", "thorn", "yuml",
    ]

    private static let punctuation: [Unicode.Scalar: String] = [
        "–": "ndash", "—": "mdash", "‘": "lsquo", "’": "rsquo", "“": "ldquo", "”": "rdquo", "•": "bull", "…": "hellip",
        "€": "euro", "™": "trade",
    ]
}
