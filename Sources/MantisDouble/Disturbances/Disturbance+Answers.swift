extension Disturbance.Effect {
    /// What is answered instead of carrying the call out; nil when the call is carried out all the same.
    func answerInstead(of operation: String, behaviour: ServerBehaviour) -> ServerAnswer? {
        switch self {
        case .dropAfterCommit, .slow, .truncated, .controlByte, .warningPrefix, .references, .otherPrefixes, .meanwhile:
            nil
        case .dropBeforeCommit:
            ServerAnswer(status: 200, contentType: "text/xml; charset=utf-8", body: [], bytesBeforeDrop: 0)
        case .badGateway:
            .page(
                status: 502,
                """
                <html>
                <head><title>502 Bad Gateway</title></head>
                <body>
                <center><h1>502 Bad Gateway</h1></center>
                <hr><center>nginx</center>
                </body>
                </html>

                """
            )
        case .loginPage:
            .page(
                status: 200,
                """
                <!DOCTYPE html>
                <html lang="es"><head><meta charset="utf-8"><title>Iniciar sesión</title></head>
                <body><form method="post"><input name="usuario"><input name="clave" type="password"></form></body></html>

                """
            )
        case .internalError: .page(status: 500, "")
        case .offline:
            operation == "mc_version" || !behaviour.accounts.isClosedOffline
                ? nil : ServerFault.loginFailed.answer(of: behaviour)
        case .fault(let fault): fault.answer(of: behaviour)
        }
    }

    /// What becomes of the answer to a call that was carried out.
    func disturb(_ answer: ServerAnswer) -> ServerAnswer {
        var answer = answer
        switch self {
        case .dropAfterCommit: answer.bytesBeforeDrop = 0
        case .slow(let delay): answer.delay = delay
        case .truncated(let bytes): answer.bytesBeforeDrop = min(bytes, answer.body.count)
        case .controlByte: answer.body.insert(0x01, afterFirst: "xsd:string\">")
        case .warningPrefix:
            let chatter =
                "<br />\n<b>Deprecated</b>:  Automatically populating $HTTP_RAW_POST_DATA is deprecated<br />\n"
            answer.body.insert(contentsOf: chatter.utf8, at: 0)
        case .references: answer.body = WireDisguise(references: true).disguise(answer.body)
        case .otherPrefixes: answer.body = WireDisguise(otherPrefixes: true).disguise(answer.body)
        case .dropBeforeCommit, .badGateway, .loginPage, .internalError, .offline, .fault, .meanwhile: break
        }
        return answer
    }
}

extension ServerAnswer {
    fileprivate static func page(status: Int, _ html: String) -> ServerAnswer {
        ServerAnswer(status: status, contentType: "text/html; charset=UTF-8", body: Array(html.utf8))
    }
}

extension [UInt8] {
    fileprivate mutating func insert(_ byte: UInt8, afterFirst text: String) {
        let pattern = Array(text.utf8)
        guard count >= pattern.count else { return }
        for start in 0...(count - pattern.count) where self[start..<start + pattern.count].elementsEqual(pattern) {
            insert(byte, at: start + pattern.count)
            return
        }
    }
}
