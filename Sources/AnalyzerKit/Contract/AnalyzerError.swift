/// What can go wrong in an analyzer, in words for its user.
public enum AnalyzerError: Error, Hashable, Sendable {
  /// An option's value makes no sense: the option, and what is wrong with it.
  case invalidOption(String, String)
  /// The analyzer read an option that its card does not list.
  case undeclaredOption(String)
  /// The executor handed over a kind of batch that the analyzer does not take.
  case undemanded(String)
  /// The corpus lacks what the analysis needs.
  case unsuitableCorpus(String)
  /// A resource (a lexicon, a word list) that is missing or cannot be read.
  case badResource(String, String)
  /// An encoded partial that is damaged or of another version.
  case damagedPartial(String)
  /// The report does not hold together: a mistake in the analyzer.
  case malformedReport(String)
  /// A whole number went beyond what can be counted.
  case overflow(String)
  /// The user stopped the analysis.
  case cancelled
}

extension AnalyzerError: CustomStringConvertible {
  /// The message as the user reads it.
  public var description: String {
    switch self {
    case .invalidOption(let option, let why): "--\(option): \(why)"
    case .undeclaredOption(let option): "the analyzer reads the option --\(option), which its card does not list"
    case .undemanded(let kind): "the analyzer was given \(kind), which it does not take"
    case .unsuitableCorpus(let why): why
    case .badResource(let name, let why): "\(name): \(why)"
    case .damagedPartial(let why): "a partial result cannot be read: \(why)"
    case .malformedReport(let why): "the analyzer made a report that does not hold together: \(why)"
    case .overflow(let what): "\(what) is too large to count"
    case .cancelled: "stopped"
    }
  }
}
