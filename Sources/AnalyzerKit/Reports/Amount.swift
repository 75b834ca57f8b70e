/// A number of things in words: "1 document", "2 documents".
public struct Amount: Hashable, Sendable {
  /// How many there are.
  public let count: Int
  private let noun: String

  /// Counts things; without `many`, their plural is `one` with an s.
  public init(_ count: Int, _ one: String, _ many: String? = nil) {
    self.count = count
    noun = count == 1 ? one : many ?? one + "s"
  }

  /// "is" or "are", as it follows the number.
  public var verb: String { count == 1 ? "is" : "are" }
}

extension Amount: CustomStringConvertible {
  /// The number and the noun.
  public var description: String { "\(count) \(noun)" }
}
