internal import CPCRE2

/// A regular expression over the forms of a vocabulary: PCRE2 in UTF-8, compiled to machine code where possible.
///
/// Matching is bounded: an expression that needs more than the limits below on one form does not match it, and
/// `matchesWhole` and `contains` report so by `exceededLimits` rather than run on. Match once a distinct form,
/// never once a token. Safe to use from several threads.
public struct TextPattern: Sendable {
  /// How an expression is read.
  public struct Options: OptionSet, Sendable {
    /// The bits.
    public let rawValue: Int
    /// Options with these bits.
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// Upper and lower case are the same (`%c`), by Unicode's simple case folding.
    public static let ignoreCase = Options(rawValue: 1)
    /// The expression is a plain string: no character has a special meaning.
    public static let literal = Options(rawValue: 2)
  }

  /// What came of one match.
  public enum Outcome: Sendable, Equatable {
    /// The form matches.
    case match
    /// It does not.
    case noMatch
    /// The expression needs more steps or memory on this form than the limits allow.
    case exceededLimits
  }

  /// At most so many internal match steps a form.
  public static let matchLimit: UInt32 = 1_000_000
  /// At most so deep backtracking a form.
  public static let depthLimit: UInt32 = 10_000
  /// At most so much heap a form, in KiB.
  public static let heapLimit: UInt32 = 8_192
  /// The longest expression accepted, in bytes.
  public static let longestPattern = 65_536

  /// The expression as given.
  public let pattern: String
  private let code: CompiledPattern

  /// Compiles an expression; throws where and why it is wrong.
  public init(_ regex: String, options: Options = []) throws(PatternError) {
    pattern = regex
    code = try CompiledPattern(regex, options: options)
  }

  /// Whether the expression matches the form from its first byte to its last; false if limits are exceeded.
  public func matchesWhole(_ form: UnsafeBufferPointer<UInt8>) -> Bool { outcome(whole: form) == .match }

  /// Whether the expression matches somewhere in the form; false if limits are exceeded.
  public func contains(_ form: UnsafeBufferPointer<UInt8>) -> Bool { outcome(within: form) == .match }

  /// Whether the expression matches the whole form.
  public func matchesWhole(_ form: String) -> Bool {
    var copy = form
    return copy.withUTF8(matchesWhole)
  }

  /// Whether the expression matches somewhere in the form.
  public func contains(_ form: String) -> Bool {
    var copy = form
    return copy.withUTF8(contains)
  }

  /// Matches the whole form and tells a miss from exceeded limits.
  public func outcome(whole form: UnsafeBufferPointer<UInt8>) -> Outcome { code.match(form, whole: true) }

  /// Searches the form and tells a miss from exceeded limits.
  public func outcome(within form: UnsafeBufferPointer<UInt8>) -> Outcome { code.match(form, whole: false) }
}
