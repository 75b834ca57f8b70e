import AnalyzerKit
import CommandLanguage

/// What a command is called, takes and gives: dispatch, help, completion and the reference come from it.
public struct CommandCard: Sendable {
  /// Where `help` lists a command.
  public enum Section: String, Sendable, CaseIterable {
    case corpora = "Corpora"
    case selections = "Selections"
    case analyzers = "Analyzers"
    case tables = "Tables"
    case workbench = "The workbench"
  }

  /// What kind of value stands before a command.
  public enum Input: Sendable { case nothing, corpus, table, either }

  /// The verb.
  public let name: String
  /// Where `help` lists it.
  public let section: Section
  /// What it does, in a sentence of at most 150 characters.
  public let summary: String
  /// What stands after the verb, as in a usage line.
  public let usage: String
  /// More to know, in paragraphs; may be empty.
  public let discussion: String
  /// How its operands are read.
  public let operands: OperandKind
  /// What stands before it.
  public let input: Input
  /// Whether the corpus may also be named behind the verb: `duplicates news` is `news | duplicates`.
  public let takesCorpus: Bool
  /// Its options.
  public let options: [OptionCard]
  /// The columns of its table, if it gives one.
  public let columns: [Column]
  /// Commands that show it; each is run as a test.
  public let examples: [AnalyzerCard.Example]
  /// Where its formulas and conventions come from.
  public let references: [String]

  /// Describes a command.
  public init(
    _ name: String, in section: Section, _ summary: String, usage: String = "", discussion: String = "",
    operands: OperandKind = .none, input: Input = .nothing, takesCorpus: Bool = false, options: [OptionCard] = [],
    columns: [Column] = [],
    examples: [AnalyzerCard.Example] = [], references: [String] = []
  ) {
    self.name = name
    self.section = section
    self.summary = summary
    self.usage = usage
    self.discussion = discussion
    self.operands = operands
    self.input = input
    self.takesCorpus = takesCorpus
    self.options = options
    self.columns = columns
    self.examples = examples
    self.references = references
  }

  /// The part of the card that the parser needs.
  var syntax: VerbSyntax {
    VerbSyntax(
      name, operands: operands,
      options: options.map { option in
        switch option.kind {
        case .flag: OptionSyntax(option.name, value: .flag)
        case .query, .queries: OptionSyntax(option.name, value: .query)
        default: OptionSyntax(option.name)
        }
      })
  }
}
