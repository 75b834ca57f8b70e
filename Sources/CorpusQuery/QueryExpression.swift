/// A query as the user wrote it and as it was understood: a phrase of one or more elements, each a set of patterns.
public struct QueryExpression: Hashable, Sendable {
  /// Goes up when the same query may match something else: part of the key of what is kept of analyses.
  ///
  /// 2: wildcards stand for words that count.
  public static let version = 2

  /// What the user calls it: `nato` in `nato=NATO*`.
  public let label: String?
  /// The query without its label.
  public let text: String
  /// One element a token; a token matches where one of its element's patterns does.
  public let elements: [[Glob]]
  /// The words it asks for, with a blank between them, when it has neither wildcards nor alternatives.
  public let literal: String?

  /// Whether every match is one token.
  public var isSingleToken: Bool { elements.count == 1 }

  /// The query with literal elements cut as the corpus cuts text: 安全 is two words where ideographs are words.
  ///
  /// An element is cut only where `words` gives several, so that punctuation within an element is left to its author.
  public func cutting(_ words: ([UInt8]) -> [[UInt8]]?) -> QueryExpression {
    let cut = elements.flatMap { element -> [[Glob]] in
      guard element.count == 1, let literal = element[0].literal, let parts = words(literal), parts.count > 1 else {
        return [element]
      }
      return parts.map { part in
        var glob = Glob()
        glob.append(.literal(part))
        return [glob]
      }
    }
    guard cut.count != elements.count else { return self }
    let literals = literal == nil ? [] : cut.compactMap { $0[0].literal.map { String(decoding: $0, as: UTF8.self) } }
    return QueryExpression(
      label: label, text: text, elements: cut, literal: literal == nil ? nil : literals.joined(separator: " "))
  }
}
