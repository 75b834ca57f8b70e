import Foundation
import Testing

/// The sample corpora are large, dated and laid out as the documentation and the demonstration say.
struct SampleTests {
  private static let folder = "notebooks/data"

  @Test(arguments: ["news-de", "news-en"]) func `articles are many, short and dated`(corpus: String) throws {
    let files = try Repository.files(below: "\(Self.folder)/\(corpus)", ["txt"])
    #expect(files.count >= 40)
    var months: Set<Int> = []
    for file in files {
      let lines = try Repository.lines(file)
      let heading = lines[0].split(separator: " ", maxSplits: 2)
      try #require(heading.count == 3 && heading[0] == "date", "\(file): the first line is `date YYYY-MM title`")
      let date = heading[1].split(separator: "-").compactMap { Int($0) }
      try #require(date.count == 2 && (1...12).contains(date[1]), "\(file): \(heading[1])")
      #expect(file.contains("/\(heading[1])-"), "\(file) is named by another month than it is dated")
      months.insert(date[0] * 12 + date[1])
      try #require(lines.count > 2 && lines[1].isEmpty, "\(file): an empty line follows the heading")
      let words = lines[2...].joined(separator: " ").split(whereSeparator: \.isWhitespace).count
      #expect((150...400).contains(words), "\(file) has \(words) words")
    }
    let span = (months.max() ?? 0) - (months.min() ?? 0) + 1
    #expect(span >= 18, "\(span) months")
  }

  @Test(arguments: ["story-de.txt", "story-en.txt"]) func `stories are long`(name: String) throws {
    #expect(try Repository.text("\(Self.folder)/\(name)").split(whereSeparator: \.isWhitespace).count >= 3000)
  }

  @Test func `the demonstration asks each sample corpus`() throws {
    let script = try Repository.text("notebooks/demo.lect")
    for name in ["news-de", "news-en"] { #expect(script.contains("\(name) |")) }
  }
}
