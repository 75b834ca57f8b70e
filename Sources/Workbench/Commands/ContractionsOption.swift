import AnalyzerKit
import CommandLanguage
import TextProcessing

extension OptionCard {
  /// `--contractions keep|split`, of the commands that cut text.
  static let contractions = OptionCard(
    name: "contractions", kind: .choice(Contractions.allCases.map(\.rawValue)), valueName: "keep|split",
    summary: "Whether `don't` is one word or `do` and `n't`.", defaultText: Contractions.keep.rawValue)
}

extension CommandCall {
  /// What `--contractions` says, `keep` when it is left out.
  func contractions() throws -> Contractions {
    guard let word = word("contractions") else { return .keep }
    guard let value = Contractions(rawValue: word.text) else {
      throw CommandError(
        "--contractions takes keep or split, not \(word.text)", kind: .syntax, at: word.span,
        advice: "See: help \(card.name)")
    }
    return value
  }
}
