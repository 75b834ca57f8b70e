/// A path as the user named it: of a file, of a folder, or a glob.
public struct InputPath: Sendable, Equatable {
  /// The path as it was written, without its quotes.
  public var text: String
  /// Whether it was quoted, so that `*`, `?`, `[` and `~` stand for themselves.
  public var isLiteral: Bool

  /// A path; quoted ones are literal.
  public init(_ text: String, isLiteral: Bool = false) {
    self.text = text
    self.isLiteral = isLiteral
  }
}
