/// The value of an option after the workbench checked its text against the option's kind.
public enum OptionValue: Hashable, Sendable {
  case flag
  case integer(Int)
  case real(Double)
  case word(String)
  case list([String])
  case pattern(Pattern)
  case wordList(WordListReference)
  case queries([Query])
  case resource(ResourceReference)
}

/// A regular expression that forms are held against; the workbench compiles and resolves it.
public struct Pattern: Hashable, Sendable {
  /// The expression as the user wrote it.
  public let source: String

  /// Wraps an expression that the workbench checked.
  public init(source: String) { self.source = source }
}

/// The name of a list of words, which the workbench resolves against the corpus.
public struct WordListReference: Hashable, Sendable {
  /// A language code or a path, as the user wrote it.
  public let name: String
  /// The words.
  public let words: [String]

  /// Wraps a list that the workbench read.
  public init(name: String, words: [String]) {
    self.name = name
    self.words = words
  }
}

/// The name and bytes of a data file, which the workbench read for the analyzer.
public struct ResourceReference: Hashable, Sendable {
  /// The name or path, as the user wrote it.
  public let name: String
  /// What the file holds.
  public let bytes: [UInt8]

  /// Wraps a file that the workbench read.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// A query as an analyzer sees it: its words, not how it is answered.
public struct Query: Hashable, Sendable {
  /// The query as the user wrote it, without its label.
  public let text: String
  /// What the user calls it: `nato` in `nato=NATO*`.
  public let label: String?
  /// Whether every match is one token, so that a set of forms answers it.
  public let isSingleToken: Bool
  /// The form or phrase it asks for, when it has neither wildcards nor alternatives: as typed.
  public let literal: String?

  /// Wraps a query that the workbench parsed.
  public init(text: String, label: String? = nil, isSingleToken: Bool, literal: String? = nil) {
    self.text = text
    self.label = label
    self.isSingleToken = isSingleToken
    self.literal = literal
  }

  /// What a row about the query is called: its label, else its text.
  public var name: String { label ?? text }
}
