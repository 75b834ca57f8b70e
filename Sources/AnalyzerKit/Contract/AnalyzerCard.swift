/// What an analyzer is called, takes and gives: help, completion, checks and the reference come from it.
public struct AnalyzerCard: Sendable {
  /// The verb by which it is run: lower case, one word.
  public let name: String
  /// What it does, in a sentence of at most 150 characters.
  public let summary: String
  /// How it counts and what to know, in a few paragraphs; may be empty.
  public let discussion: String
  /// What stands after the verb, if it takes anything there.
  public let operand: OptionCard?
  /// Its own options; the ones that all analyzers take are not among them.
  public let options: [OptionCard]
  /// The columns that it can give, with what they mean.
  public let columns: [Column]
  /// Commands that show it; each is run as a test.
  public let examples: [Example]
  /// Where its formulas and conventions come from.
  public let references: [String]
  /// What it is called as a condition of `where`, if it can be one.
  public let condition: DocumentCondition?
  /// Changes when its numbers may change: part of a report's provenance and of the cache's key.
  public let version: Int

  /// A command that shows what an analyzer is for.
  public struct Example: Hashable, Sendable {
    /// What is typed, with the sample corpora `news-de` and `news-en` as sources.
    public let command: String
    /// What it answers, in a sentence.
    public let explanation: String

    /// Describes an example.
    public init(_ command: String, _ explanation: String) {
      self.command = command
      self.explanation = explanation
    }
  }

  /// Describes an analyzer.
  public init(
    name: String, summary: String, discussion: String = "", operand: OptionCard? = nil, options: [OptionCard] = [],
    columns: [Column], examples: [Example] = [], references: [String] = [],
    condition: DocumentCondition? = nil, version: Int = 1
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.operand = operand
    self.options = options
    self.columns = columns
    self.examples = examples
    self.references = references
    self.condition = condition
    self.version = version
  }

  /// The operand, if there is one, and the options.
  public var allOptions: [OptionCard] { (operand.map { [$0] } ?? []) + options }
}
