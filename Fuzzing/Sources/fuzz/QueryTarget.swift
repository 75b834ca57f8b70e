import CorpusQuery
import TextProcessing

/// Any query is parsed or refused; any regular expression is compiled or refused, and matches within its limits.
enum QueryTarget {
  static func make() -> (FuzzInput) -> Void {
    { input in
      do {
        for query in try QueryParser.parse(input.text) { _ = query.text }
      } catch { _ = "\(error)" }
    }
  }

  static func makePattern() -> (FuzzInput) -> Void {
    { input in
      var input = input
      let choice = input.choice()
      var options: TextPattern.Options = []
      if choice & 1 != 0 { options.insert(.ignoreCase) }
      if choice & 2 != 0 { options.insert(.literal) }
      let text = input.text
      guard let pattern = try? TextPattern(text, options: options) else { return }
      for subject in ["Häuser", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "", text] {
        _ = pattern.matchesWhole(subject)
        _ = pattern.contains(subject)
      }
    }
  }
}
