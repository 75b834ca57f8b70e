import Testing

@testable import Workbench

@Suite struct DateIntervalTests {
  @Test func readsDatesOfThreePrecisions() throws {
    let year = try #require(DateInterval("2021"))
    let month = try #require(DateInterval("2021-12"))
    let day = try #require(DateInterval("2021-12-16"))
    #expect(day.isWithin(month) && month.isWithin(year) && day.isWithin(year))
    #expect(!year.isWithin(month) && !month.isWithin(day))
    #expect(year.first < month.first && month.last == year.last && day.first == day.last)
  }

  @Test(arguments: [
    "", "21", "20211", "2021-", "2021-1", "2021-13", "2021-00", "2021-12-0", "2021-12-32", "2021-12-16-1", "-2021",
    "2021-+1",
    "+2021", "2021 ", "٢٠٢١", "2021-12-16T10:00", "16.12.2021", "99999999999999999999",
  ])
  func refusesOthers(_ text: String) { #expect(DateInterval(text) == nil) }
}
