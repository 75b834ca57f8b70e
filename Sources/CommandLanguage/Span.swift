/// A half-open range of UTF-8 byte offsets in the text that was parsed.
///
/// Offsets count from 0 at the first byte of the text and always fall between two Unicode scalars. An empty span
/// stands for a place between two characters, such as the end of the text.
public struct Span: Sendable, Hashable {
  /// The offset of the first byte.
  public let lowerBound: Int
  /// The offset after the last byte; never below `lowerBound`.
  public let upperBound: Int

  /// Makes a span; a negative lower bound becomes 0, and an upper bound below it gives an empty span there.
  public init(_ lowerBound: Int, _ upperBound: Int) {
    self.lowerBound = max(lowerBound, 0)
    self.upperBound = max(self.lowerBound, upperBound)
  }

  /// The length in bytes.
  public var count: Int { upperBound - lowerBound }

  /// Whether the span holds no byte.
  public var isEmpty: Bool { count == 0 }

  /// The smallest span that holds this one and another.
  public func union(_ other: Span) -> Span {
    Span(min(lowerBound, other.lowerBound), max(upperBound, other.upperBound))
  }
}
