import Rendering
import Testing

@Suite("Output formats")
struct OutputFormatTests {
  @Test(
    "are told by extension",
    arguments: [
      ("tsv", OutputFormat.tsv), (".csv", .csv), ("JSON", .json), ("jsonl", .jsonl), ("ndjson", .jsonl),
      (".md", .markdown),
      ("markdown", .markdown), ("tab", .tsv),
    ])
  func known(name: String, format: OutputFormat) { #expect(OutputFormat(fileExtension: name) == format) }

  @Test("have no extension for the terminal or the unknown", arguments: ["", ".", "table", "xyz", "..csv", "csv.gz"])
  func unknown(name: String) { #expect(OutputFormat(fileExtension: name) == nil) }

  @Test("are named as on the command line") func names() {
    #expect(OutputFormat.allCases.map(\.rawValue) == ["table", "tsv", "csv", "json", "jsonl", "markdown"])
  }
}
