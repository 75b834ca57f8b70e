/// The words of the expression language; case does not matter.
enum ExpressionKeyword: String, CaseIterable {
  case and, or, not, `in`, `is`

  init?(word: String) {
    guard word.utf8.count <= 3, let keyword = Self(rawValue: word.lowercased()) else { return nil }
    self = keyword
  }

  /// Whether a bare name would be read as a keyword.
  static func isReserved(_ name: String) -> Bool { Self(word: name) != nil }
}
