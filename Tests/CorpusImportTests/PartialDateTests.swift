import Testing

@testable import CorpusImport

@Suite("PartialDate")
struct PartialDateTests {
  @Test(arguments: ["2021", "0001", "9999-12", "2021-12-31", "2000-02-29", "2024-02-29", "2021-04-30"])
  func datesOfTheCalendarReadBackTheSame(_ text: String) {
    #expect(PartialDate(text)?.description == text)
  }

  @Test(
    arguments: [
      "", "21", "0000", "20211", "2021-1", "2021-13", "2021-00", "2021-12-00", "2021-12-32", "2021-04-31", "1900-02-29",
      "2023-02-29", "2021/12", "2021-12-1", "2021-12 24", "+021", "-021", "２０２１", " 2021", "2021-1a",
    ])
  func whatIsNoDate(_ text: String) {
    #expect(PartialDate(text) == nil)
  }
}
