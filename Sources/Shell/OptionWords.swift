import Workbench

/// Takes the words after the program's name apart, into options with their values and other words.
struct OptionWords {
  enum Word: Equatable {
    /// An option by its long name (`-c` has none).
    case option(String)
    /// Any other word.
    case operand(String)
  }

  /// The long names of options; those of one letter stand for themselves.
  private static let longNames = [
    "store", "format", "threads", "keep-going", "color", "quiet", "version", "help",
  ]
  private static let shortNames: [Character: String] = [
    "s": "store", "f": "format", "t": "threads", "q": "quiet", "h": "help", "c": "-c",
  ]

  private var rest: ArraySlice<String>
  private var optionsHaveEnded = false
  /// The option under way as it was typed, and what is joined to it.
  private var spelling = ""
  private var joined: String?
  /// Further letters of a word like `-qf`.
  private var letters = ""

  init(_ arguments: [String]) { rest = arguments[...] }

  /// The next option or other word; nil at the end.
  mutating func next() -> Word? {
    joined = nil
    if !letters.isEmpty { return shortOption() }
    guard let word = rest.popFirst() else { return nil }
    if optionsHaveEnded || word == "-" || !word.hasPrefix("-") { return .operand(word) }
    if word == "--" {
      optionsHaveEnded = true
      return next()
    }
    guard word.hasPrefix("--") else {
      letters = String(word.dropFirst())
      return shortOption()
    }
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    spelling = "--" + parts[0]
    joined = parts.count > 1 ? parts[1] : nil
    return .option(parts[0])
  }

  /// The value of the option that was read last.
  mutating func value() throws(UsageError) -> String {
    if let text = joined {
      joined = nil
      return text
    }
    if !letters.isEmpty {
      defer { letters = "" }
      return letters
    }
    guard let word = rest.popFirst() else { throw UsageError("\(spelling) needs a value") }
    return word
  }

  /// Makes sure that an option without a value has none.
  func checkFlag() throws(UsageError) {
    if let joined { throw UsageError("\(spelling) takes no value, but has \(joined)") }
  }

  /// The error for an option that does not exist.
  func unknown(_ name: String) -> UsageError {
    let near = NearName.of(name, among: OptionWords.longNames).map { "Did you mean --\($0)?" }
    return UsageError("there is no option \(spelling)", advice: near)
  }

  private mutating func shortOption() -> Word {
    let letter = letters.removeFirst()
    spelling = "-\(letter)"
    return .option(OptionWords.shortNames[letter] ?? String(letter))
  }
}
