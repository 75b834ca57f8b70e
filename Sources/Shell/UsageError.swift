/// A mistake in the words after the program's name: what is wrong, and what was probably meant.
public struct UsageError: Error, Hashable, Sendable {
  /// What is wrong, without a full stop.
  public let message: String
  /// What to do instead, in a sentence.
  public let advice: String?

  init(_ message: String, advice: String? = nil) {
    self.message = message
    self.advice = advice
  }
}

extension UsageError: CustomStringConvertible {
  /// The message, the advice, and where to look.
  public var description: String {
    [message + ".", advice, "See: lect --help"].compactMap { $0 }.joined(separator: " ")
  }
}
