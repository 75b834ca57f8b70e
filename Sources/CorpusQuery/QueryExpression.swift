/// A query as the user wrote it and as it was understood: a phrase of one or more elements, each a set of patterns.
public struct QueryExpression: Hashable, Sendable {
  /// What the user calls it: `nato` in `nato=NATO*`.
  public let label: String?
  /// The query without its label.
  public let text: String
  /// One element a token; a token matches where one of its element's patterns does.
  public let elements: [[Glob]]
  /// The one word it asks for, when it has neither wildcards nor alternatives.
  public let literal: String?

  /// Whether every match is one token.
  public var isSingleToken: Bool { elements.count == 1 }
}
