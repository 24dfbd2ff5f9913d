import SOAP
import Testing

@testable import Bridge
@testable import MantisConnect

@Suite struct RetryScheduleTests {
    private func error(_ code: MantisError.Code) -> MantisError {
        MantisError(code: code, operation: "mc_version", issue: nil, faultText: nil, message: "x")
    }

    private func broken(_ code: TransportError.Code) -> MantisError {
        error(.transport(TransportError(code, "x")))
    }

    @Test func `pauses grow, fall into their second half, and end after three tries`() {
        let schedule = RetrySchedule()
        let error = broken(.interrupted)
        #expect(schedule.pause(afterFailures: 1, because: error, chance: 0) == 1)
        #expect(schedule.pause(afterFailures: 1, because: error, chance: 1) == 2)
        #expect(schedule.pause(afterFailures: 2, because: error, chance: 0) == 3)
        #expect(schedule.pause(afterFailures: 2, because: error, chance: 1) == 6)
        #expect(schedule.pause(afterFailures: 3, because: error, chance: 0) == nil)
        let patient = RetrySchedule(tries: 99)
        #expect(patient.pause(afterFailures: 98, because: error, chance: 1) == 30)
    }

    @Test func `only what may pass by itself is asked again, and never a refusal`() {
        let passing: [MantisError] = [
            broken(.couldNotResolve), broken(.couldNotConnect), broken(.timedOut(.answer)), broken(.interrupted),
            error(.undecodable(DecodingFailure(.truncated))), error(.notMantis), error(.fault(.database)),
        ]
        let lasting: [MantisError] = [
            error(.fault(.accessDenied)), error(.fault(.noRights)), error(.fault(.issueMissing)),
            error(.fault(.damagedData)), error(.fault(.phpIncompatible)), broken(.cancelled),
            broken(.tlsFailed(.expired)), broken(.tooLarge), error(.undecodable(DecodingFailure(.malformed))),
        ]
        for error in passing { #expect(error.mayPassByItself) }
        for error in lasting { #expect(!error.mayPassByItself) }
    }
}
