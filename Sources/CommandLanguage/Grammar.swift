/// What the parser has to know of the session: its verbs and the names of its corpora, results and selections.
public protocol Grammar {
  /// The syntax of the verb with exactly this name.
  func verb(_ name: String) -> VerbSyntax?
  /// All verbs, for abbreviations, completion and the nearest name.
  var verbNames: [String] { get }
  /// Whether a corpus, a named result or a named selection has this name.
  func isSource(_ name: String) -> Bool
  /// All corpora, named results and selections, for completion and the nearest name.
  var sourceNames: [String] { get }
  /// Whether a verb may be shortened to an unambiguous prefix: true at the prompt, false in scripts.
  var allowsAbbreviations: Bool { get }
}

/// What a word in the place of a verb stands for.
enum VerbResolution {
  case verb(VerbSyntax)
  case ambiguous([String])
  case unknown
}

extension Grammar {
  /// Resolves a verb's full name or, where they are allowed, its abbreviation.
  func resolve(_ name: String) -> VerbResolution {
    if let verb = verb(name) { return .verb(verb) }
    guard allowsAbbreviations, !name.isEmpty else { return .unknown }
    let candidates = Set(verbNames.filter { $0.hasPrefix(name) }).sorted()
    switch candidates.count {
    case 0: return .unknown
    case 1: return verb(candidates[0]).map { .verb($0) } ?? .unknown
    default: return .ambiguous(candidates)
    }
  }
}
