import Testing
import Tickets

@Suite struct IdentifiersTests {
    @Test(arguments: ["facturatech-1024", "mx-2-7", "a-1"])
    func `reads the ticket ids it writes`(text: String) throws {
        #expect(try #require(TicketID(rawValue: text)).description == text)
    }

    @Test(arguments: [
        "", "1024", "-1024", "Facturatech-1", "facturatech-", "facturatech-0", "a-01", "a-+1", "2a-1", "a b-1",
    ])
    func `refuses other texts as ticket ids`(text: String) {
        #expect(TicketID(rawValue: text) == nil)
    }

    @Test func `takes the last hyphen as the border between instance and issue`() {
        #expect(TicketID(rawValue: "mx-2-7")?.instance.rawValue == "mx-2")
        #expect(TicketID(rawValue: "mx-2-7")?.issue == 7)
    }

    @Test func `orders tickets by instance and number, not by text`() throws {
        let small = try #require(TicketID(rawValue: "a-9"))
        let large = try #require(TicketID(rawValue: "a-10"))
        #expect(small < large)
    }
}
