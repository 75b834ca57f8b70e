import Foundation
import Testing

/// The languages' data files are what their readers and readers' readers expect.
struct LanguageDataTests {
  private static let folder = "Sources/TextProcessing/Languages"

  private func files() throws -> [String] { try Repository.files(below: Self.folder, ["txt"]) }

  /// The entries of a data file: its lines but for comments and empty ones.
  static func entries(_ path: String) throws -> [String] {
    try Repository.lines(path).filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  @Test func `German and English have all they need`() throws {
    for language in ["de", "en"] {
      let names = try Repository.names(in: "\(Self.folder)/\(language)")
      #expect(Set(["stopwords.txt", "abbreviations.txt", "starters.txt"]).isSubset(of: names))
    }
  }

  @Test func `every file says what it is, in composed UTF-8 without stray blanks`() throws {
    for file in try files() {
      let text = try Repository.text(file)
      #expect(text.hasPrefix("#"), "\(file) begins with a comment that says what it holds and where it is from")
      #expect(Array(text.utf8) == Array(text.precomposedStringWithCanonicalMapping.utf8), "\(file) is not in NFC")
      #expect(text.hasSuffix("\n") && !text.contains("\r") && !text.contains("\u{FEFF}"), "\(file)")
      for entry in try Self.entries(file) {
        #expect(entry == entry.trimmingCharacters(in: .whitespaces), "\(file): blanks around `\(entry)`")
      }
    }
  }

  @Test func `no list names an entry twice`() throws {
    for file in try files() {
      let entries = try Self.entries(file)
      let repeated = Dictionary(grouping: entries, by: { $0 }).filter { $0.value.count > 1 }.keys.sorted()
      #expect(!entries.isEmpty && repeated.isEmpty, "\(file): \(repeated)")
    }
  }

  @Test func `stop words are single lower-case words, sorted by code point`() throws {
    let lists = try files().filter { $0.hasSuffix("/stopwords.txt") }
    #expect(lists.count >= 20)
    for file in lists {
      let words = try Self.entries(file)
      #expect(words.count >= 100, "\(file)")
      #expect(
        words == words.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) },
        "\(file) is not sorted")
      for word in words {
        #expect(!word.contains(where: \.isWhitespace) && word.contains(where: \.isLetter), "\(file): `\(word)`")
        // Turkish İ is lower-cased by other rules, and stands in no list.
        #expect(word == word.lowercased(), "\(file): `\(word)` is not in lower case")
      }
    }
  }
}
