/// Whether what is written as one word for two is kept whole or cut: `don't` or `do` and `n't`.
public enum Contractions: String, Sendable, CaseIterable {
  /// Whole, as they are written.
  case keep
  /// Cut into their words, by the language's `contractions.txt`.
  case split

  /// What a tokenizer with that `Tokenizer.version` does.
  public init(tokenizerVersion version: String) {
    self = version.hasSuffix(Self.suffix) ? .split : .keep
  }

  /// What `split` adds to the tokeniser's version.
  static let suffix = "+contractions"
}
