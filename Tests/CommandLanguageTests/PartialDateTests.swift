import CommandLanguage
import Testing

@Suite struct PartialDateTests {
  @Test(arguments: ["2021", "2021-12", "2021-12-16", "0001", "9999-12-31", "2000-02-29", "2024-02-29", "0987-04-30"])
  func readsAndWrites(text: String) throws {
    #expect(try #require(PartialDate(text)).description == text)
  }

  @Test(arguments: [
    "", "21", "0000", "2021-", "2021-1", "2021-13", "2021-00", "2021-12-00", "2021-12-32", "2021-04-31", "1900-02-29",
    "2021-02-29", "2021-12-16-01", "-2021", "２０２１", "2021-12 ", "2o21",
  ])
  func refuses(text: String) {
    #expect(PartialDate(text) == nil)
  }

  @Test func needsAMonthForADay() {
    #expect(PartialDate(year: 2021, month: nil, day: 5) == nil)
    #expect(PartialDate(year: 2021, month: 5)?.day == nil)
  }
}
