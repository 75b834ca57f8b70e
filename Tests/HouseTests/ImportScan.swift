/// Finds what Swift source imports.
enum ImportScan {
  private static let modifiers: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
  private static let kinds: Set<String> = [
    "struct", "class", "enum", "actor", "protocol", "typealias", "func", "let", "var",
  ]

  /// The modules that a source imports, with the line of each import.
  static func imports(in text: SwiftText) -> [(module: String, line: Int)] {
    text.lines.enumerated().flatMap { index, line in
      line.split(separator: ";").compactMap { module(importedBy: $0) }.map { (module: $0, line: index + 1) }
    }
  }

  /// The module of `[attributes] [access] import [kind] MODULE[.PART…]`; nil for any other statement.
  private static func module(importedBy statement: Substring) -> String? {
    var words = statement.split(whereSeparator: \.isWhitespace)[...]
    while let word = words.first, word.hasPrefix("@") || modifiers.contains(String(word)) { words.removeFirst() }
    guard words.popFirst() == "import" else { return nil }
    if let word = words.first, kinds.contains(String(word)) { words.removeFirst() }
    return words.first?.split(separator: ".").first.map { String($0.filter { $0 != "`" }) }
  }
}
