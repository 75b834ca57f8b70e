import Testing

@testable import CorpusImport

@Suite("DelimitedFormat")
struct DelimitedFormatTests {
  @Test(
    arguments: [
      ("tsv", "a,b,c", .tsv), ("tab", "", .tsv), ("TSV", "a,b", .tsv), ("csv", "a,b;c,d", .csv),
      ("csv", "a;b", .semicolons),
      ("csv", "a\tb", .tsv), ("csv", "a", .csv), ("csv", "", .csv), ("txt", "a\tb,c", .csv), ("txt", "a\tb\tc,d", .tsv),
      ("txt", "a,b", .csv),
      ("", "a;b;c\n,,,,,", .semicolons), ("csv", "\"a;b;c\",d", .csv), ("csv", "\"a\n;;;\",b", .csv),
    ] as [(String, String, DelimitedFormat)])
  func toldByExtensionOrFirstLine(_ name: String, _ head: String, _ format: DelimitedFormat) {
    #expect(DelimitedFormat.told(byExtension: name, head: Array(head.utf8)) == format)
  }
}
