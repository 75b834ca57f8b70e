/// What is wrong with a query, and where in its text.
public struct QueryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, and what to do.
  public let message: String
  /// The UTF-8 bytes of the query that are meant.
  public let range: Range<Int>

  /// Describes a mistake.
  public init(_ message: String, at range: Range<Int>) {
    self.message = message
    self.range = range
  }

  /// The message without its place.
  public var description: String { message }
}
