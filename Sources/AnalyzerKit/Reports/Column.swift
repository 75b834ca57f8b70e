/// What a column of a table holds.
public struct Column: Hashable, Sendable {
  /// The kind of a column's values; missing is allowed in each.
  public enum Kind: String, Sendable { case text, integer, real, date }

  /// What the column's values stand for, so that later stages can use them.
  public enum Role: String, Sendable {
    /// A form of the analysed layer: `lines` looks for it in the corpus.
    case term
    /// A document's name.
    case document
    /// The number of a token in its document, from 1.
    case position
    /// The left part of a concordance line: aligned to the right.
    case leftContext
    /// The match of a concordance line.
    case match
    /// The right part of a concordance line.
    case rightContext
    /// A value of the field that `--by` names.
    case group
  }

  /// The name, as scripts use it.
  public let name: String
  /// The kind of the values.
  public let kind: Kind
  /// What the values stand for, if a later stage can use it.
  public let role: Role?
  /// What the column gives, in a sentence: shown by `help`.
  public let summary: String

  /// Describes a column.
  public init(_ name: String, _ kind: Kind, role: Role? = nil, _ summary: String = "") {
    self.name = name
    self.kind = kind
    self.role = role
    self.summary = summary
  }
}
