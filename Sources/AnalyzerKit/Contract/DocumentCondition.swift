/// What an analyzer that lists documents is called as a condition of `where`: `where not duplicate`.
///
/// A document meets the condition when the analyzer, with its default options, gives it a row: its name stands in the first
/// column of the role `document`. The analyzer sees the documents that the stages before the condition select.
public struct DocumentCondition: Hashable, Sendable {
  /// The name: lower case, one word.
  public let name: String
  /// The option that a value in parentheses sets, as in `duplicate(0.9)`; nil when it takes none.
  public let option: String?
  /// What the documents are that meet it, in a sentence.
  public let summary: String

  /// Describes a condition.
  public init(name: String, option: String? = nil, summary: String) {
    self.name = name
    self.option = option
    self.summary = summary
  }
}
