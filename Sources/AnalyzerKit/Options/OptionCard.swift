/// What an option or operand is called and takes: the part of it that help, completion and checks need.
public struct OptionCard: Hashable, Sendable {
  /// What kind of value an option takes.
  public enum Kind: Hashable, Sendable {
    /// No value: given or not.
    case flag
    /// A whole number within bounds.
    case integer(ClosedRange<Int>)
    /// A real number within bounds.
    case real(ClosedRange<Double>)
    /// Any word.
    case word
    /// One of a few words.
    case choice([String])
    /// Several words with commas between them, each of a list; an empty list allows any word.
    case list([String])
    /// A regular expression over a whole form.
    case pattern
    /// A list of words: a language code, or a file with one word a line.
    case wordList
    /// A query for one thing.
    case query
    /// Several queries with commas between them, each with a label if wanted.
    case queries
    /// A data file: the name of one that the plugin brings or the user added, or a path.
    case resource
  }

  /// The name, without dashes.
  public let name: String
  /// The kind of value.
  public let kind: Kind
  /// What the value is called in the usage line, such as `N` or `FILE`.
  public let valueName: String
  /// What it does, in a sentence.
  public let summary: String
  /// The value that is used when none is given, as one would type it.
  public let defaultText: String?
  /// Whether an operand must be given.
  public let isRequired: Bool

  /// Describes an option.
  public init(
    name: String, kind: Kind, valueName: String = "", summary: String, defaultText: String? = nil,
    isRequired: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.valueName = valueName
    self.summary = summary
    self.defaultText = defaultText
    self.isRequired = isRequired
  }
}
