/// How one option of a verb is written.
public struct OptionSyntax: Sendable, Hashable {
  /// What follows an option's name.
  public enum ValueKind: Sendable, Hashable {
    /// Nothing: the option is there or not.
    case flag
    /// One word.
    case word
    /// Raw text up to ` --` or a `|` outside quotes, brackets and parentheses: a query.
    case query
    /// Raw text as above: an expression.
    case expression
  }

  /// The name without dashes.
  ///
  /// A name of one letter is written `-o`, a longer one `--output`.
  public let name: String
  /// A second name of one letter, written with one dash.
  public let short: String?
  /// What follows the name.
  public let value: ValueKind

  /// Declares an option.
  public init(_ name: String, short: String? = nil, value: ValueKind = .word) {
    self.name = name
    self.short = short
    self.value = value
  }

  /// The name as it is typed, with its dashes.
  public var spelling: String { Self.spelling(of: name) }

  static func spelling(of name: String) -> String {
    (name.unicodeScalars.count == 1 ? "-" : "--") + name
  }
}
