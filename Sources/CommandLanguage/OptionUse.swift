/// One option as it was written in a stage.
public struct OptionUse: Sendable, Hashable {
  /// The value of an option.
  public enum Value: Sendable, Hashable {
    /// One word.
    case word(Word)
    /// Raw text: a query or an expression, exactly as written.
    case raw(Located<String>)
  }

  /// The option's full name without dashes; the span covers the dashes and the name as written.
  public let name: Located<String>
  /// The value, or nil for a flag.
  public let value: Value?

  /// Makes the use of an option.
  public init(name: Located<String>, value: Value? = nil) {
    self.name = name
    self.value = value
  }

  /// The value's text: a word after its quotes were resolved, a query or an expression exactly as written.
  public var text: String? {
    switch value {
    case .word(let word): word.text
    case .raw(let raw): raw.value
    case nil: nil
    }
  }

  /// Where the value was written; for a flag, where the name was.
  public var valueSpan: Span {
    switch value {
    case .word(let word): word.span
    case .raw(let raw): raw.span
    case nil: name.span
    }
  }
}
