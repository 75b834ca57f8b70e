import Testing

/// What no source file may be or hold.
struct SourceTests {
  private static let limit = 500

  /// Every file of code, with its lines.
  private func sources() throws -> [String] {
    try ["Sources", "plugins", "Tests"].flatMap { try Repository.files(below: $0, ["swift", "c", "cpp", "h"]) }
  }

  @Test func `no file is too long to read`() throws {
    for file in try sources() {
      let count = try Repository.lines(file).count
      #expect(count <= Self.limit, "\(file) has \(count) lines: what are its two concepts?")
    }
  }

  @Test func `no file is a drawer`() throws {
    let drawers: Set = ["util", "utils", "utilities", "helper", "helpers", "misc", "common", "extensions", "stuff"]
    for file in try sources() {
      for part in file.split(separator: "/") {
        let name = part.split(separator: ".").first.map { $0.lowercased() } ?? ""
        #expect(!drawers.contains(name), "\(file): a name says what it holds")
      }
    }
  }

  /// Force unwrapping is left to the linter (`NeverForceUnwrap`), which knows the grammar.
  @Test func `nothing outside the tests stops the program`() throws {
    let banned = ["try!", "as!", "fatalError(", "preconditionFailure("]
    for file in try sources() where file.hasSuffix(".swift") && !file.contains("Tests/") {
      for (index, line) in SwiftText(try Repository.text(file)).lines.enumerated() {
        for word in banned {
          #expect(!Self.holds(word, line), "\(file):\(index + 1) has \(word): throw an error that says what to do")
        }
      }
    }
  }

  /// Whether a line holds a word that is no part of a longer one.
  private static func holds(_ word: String, _ line: String) -> Bool {
    line.ranges(of: word).contains { range in
      guard let before = line[..<range.lowerBound].last else { return true }
      return !(before.isLetter || before.isNumber || before == "_")
    }
  }
}
