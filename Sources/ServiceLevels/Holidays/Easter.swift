extension CivilDate {
    /// Easter Sunday of a Gregorian year (the anonymous algorithm of 1876).
    static func easter(year: Int) -> CivilDate? {
        let golden = year % 19
        let (century, yearOfCentury) = year.quotientAndRemainder(dividingBy: 100)
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let late = (golden + 11 * epact + 22 * weekday) / 451
        let shifted = epact + weekday - 7 * late + 114
        return CivilDate(year: year, month: shifted / 31, day: shifted % 31 + 1)
    }
}
