import SOAP
import Testing

/// Pages that come in place of an answer are told by what they say of themselves.
@Suite struct ForeignPageTests {
    @Test(arguments: [1, 16, 100_000])
    func `a page is told by its title`(pieceSize: Int) {
        let pages = [
            (
                "<!DOCTYPE html><html><head><title>Iniciar sesi&oacute;n</title></head><body>x</body></html>",
                "Iniciar sesión"
            ),
            ("<html><head>\n<TITLE lang='es'>\n  502   Bad\n Gateway</TITLE></head></html>", "502 Bad Gateway"),
            (
                """
                <?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">
                <html xmlns="http://www.w3.org/1999/xhtml"><head><title>Login</title></head></html>
                """, "Login"
            ),
            ("<?xml version=\"1.0\"?>\n<html><head><title>A &amp; B &#039;c&#039;</title></head></html>", "A & B 'c'"),
            ("<?xml version=\"1.0\"?>\n<rss><title>News</title></rss>", "News"),
            ("PHP SOAP extension is not enabled.", "PHP SOAP extension is not enabled."),
            (
                "<br />\n<b>Fatal error</b>:  Allowed memory size\n exhausted",
                "Fatal error : Allowed memory size exhausted"
            ),
            ("<html><style>p {}</style><script>if (a < b) {}</script><p>Hola</p></html>", "Hola"),
            (
                "Fatal error: Uncaught Error: x Stack trace: #0 mc_login('puente', 'hunter2')",
                "Fatal error: Uncaught Error: x"
            ),
            ("a\u{1}b\u{7}c", "a b c"),
        ]
        for (page, title) in pages {
            #expect(Decoded.failure(page, pieceSize: pieceSize) == .notAnEnvelope(title: title))
        }
    }

    @Test func `a page that says nothing has no title`() {
        #expect(Decoded.failure("<html></html>") == .notAnEnvelope(title: nil))
        #expect(Decoded.failure("<html><title> </title></html>") == .notAnEnvelope(title: nil))
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["<", "<script", "<title", "</head", "&", "<script></script>"])
    func `a page of tags only does not take long`(tag: String) {
        let page = "<br>" + String(repeating: tag, count: 20_000) + "x>"
        guard case .notAnEnvelope = Decoded.failure(page) else { return #expect(Bool(false)) }
    }

    @Test func `a title is cut to a line's length`() {
        let page = "<title>" + String(repeating: "largo ", count: 1000) + "</title>"
        guard case .notAnEnvelope(let title?) = Decoded.failure(page) else { return #expect(Bool(false)) }
        #expect(title.count == 120)
    }
}
