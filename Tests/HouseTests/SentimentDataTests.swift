import Foundation
import Testing

/// The sentiment lexicons and shifters keep the promises of their README.
struct SentimentDataTests {
  private static let folder = "plugins/sentiment/Data"
  private static let languages = ["de", "en"]

  private func rows(_ name: String) throws -> [[String]] {
    try LanguageDataTests.entries("\(Self.folder)/\(name)").map { $0.components(separatedBy: "\t") }
  }

  /// A term as it is compared: in lower case, ß as ss.
  private func folded(_ term: String) -> String { term.lowercased().replacingOccurrences(of: "ß", with: "ss") }

  @Test(arguments: languages) func `terms are scored from -4 to 4 in tenths, never 0`(language: String) throws {
    let rows = try rows("lexicon-\(language).tsv")
    #expect(rows.count >= 1500)
    for row in rows {
      #expect((2...3).contains(row.count) && !row[0].isEmpty, "\(row)")
      let score = try #require(Double(row[1]), "\(row)")
      #expect(abs(score) <= 4 && score != 0, "\(row)")
      #expect(row[1] == String(format: "%.1f", score), "\(row)")
    }
    #expect(rows.contains { $0[1].hasPrefix("-") } && rows.contains { !$0[1].hasPrefix("-") })
  }

  @Test(arguments: languages) func `no term or form occurs twice, nor as a shifter`(language: String) throws {
    var seen: Set<String> = []
    for row in try rows("lexicon-\(language).tsv") {
      let forms = row.count > 2 ? row[2].components(separatedBy: ",") : []
      for word in [row[0]] + forms {
        #expect(!word.isEmpty && seen.insert(folded(word)).inserted, "`\(word)` of \(row[0])")
      }
      for form in forms { #expect(form == form.lowercased(), "\(form)") }
    }
    for row in try rows("shifters-\(language).tsv") {
      #expect(seen.insert(folded(row[0])).inserted, "the shifter `\(row[0])`")
    }
  }

  @Test(arguments: languages) func `shifters have a kind and a fitting value`(language: String) throws {
    let bounds: [String: ClosedRange<Double>] = [
      "negator": -1 ... -1, "amplifier": 1.05...3, "downtoner": 0.05...0.95, "adversative": 1...1,
    ]
    let rows = try rows("shifters-\(language).tsv")
    #expect(Set(rows.compactMap { $0.dropFirst().first }) == Set(bounds.keys))
    for row in rows {
      try #require(row.count == 3, "\(row)")
      let bound = try #require(bounds[row[1]], "\(row)")
      let value = try #require(Double(row[2]), "\(row)")
      #expect(bound.contains(value) && row[0] == row[0].lowercased(), "\(row)")
    }
  }
}
