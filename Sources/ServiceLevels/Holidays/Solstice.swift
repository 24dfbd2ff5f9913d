import Glibc
package import Tickets

extension Instant {
    /// The June solstice of a year between 1900 and 2200, right to about a minute: J. Meeus, Astronomical Algorithms,
    /// chapter 27.
    package static func juneSolstice(year: Int) -> Instant {
        let millennia = Double(year - 2_000) / 1_000
        let mean =
            2_451_716.56767 + millennia
            * (365_241.62603 + millennia * (0.00325 + millennia * (0.00888 - millennia * 0.00030)))
        let centuries = (mean - 2_451_545) / 36_525
        let anomaly = radians(35_999.373 * centuries - 2.47)
        let longitude = 1 + 0.0334 * cos(anomaly) + 0.0007 * cos(2 * anomaly)
        let perturbation = perturbations.reduce(0) { sum, term in
            sum + term.amplitude * cos(radians(term.phase + term.rate * centuries))
        }
        let julianDay = mean + 0.00001 * perturbation / longitude
        let terrestrialTimeAhead = 70.0  // Seconds; grows by less than a minute until 2060.
        return Instant(epochSeconds: Int64((julianDay - 2_440_587.5) * 86_400 - terrestrialTimeAhead))
    }
}

private func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

private let perturbations: [(amplitude: Double, phase: Double, rate: Double)] = [
    (485, 324.96, 1_934.136), (203, 337.23, 32_964.467), (199, 342.08, 20.186), (182, 27.85, 445_267.112),
    (156, 73.14, 45_036.886), (136, 171.52, 22_518.443), (77, 222.54, 65_928.934), (74, 296.72, 3_034.906),
    (70, 243.58, 9_037.513), (58, 119.81, 33_718.147), (52, 297.17, 150.678), (50, 21.02, 2_281.226),
    (45, 247.54, 29_929.562), (44, 325.15, 31_555.956), (29, 60.93, 4_443.417), (18, 155.12, 67_555.328),
    (17, 288.79, 4_562.452), (16, 198.04, 62_894.029), (14, 199.76, 31_436.921), (12, 95.39, 14_577.848),
    (12, 287.11, 31_931.756), (12, 320.81, 34_777.259), (9, 227.73, 1_222.114), (8, 15.45, 16_859.074),
]
