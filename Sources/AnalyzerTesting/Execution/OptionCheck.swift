import AnalyzerKit

/// Holds the values of a test against the kinds of a card's options, as the workbench does before an analyzer runs.
struct OptionCheck {
  private let card: AnalyzerCard

  init(_ card: AnalyzerCard) { self.card = card }

  func check(_ values: [String: OptionValue]) throws {
    for (name, value) in values {
      guard let option = card.allOptions.first(where: { $0.name == name }) else {
        throw AnalyzerError.undeclaredOption(name)
      }
      guard OptionCheck.fits(value, option.kind) else {
        throw AnalyzerError.invalidOption(name, "\(value) does not fit \(option.kind)")
      }
    }
    for option in card.allOptions where option.isRequired && values[option.name] == nil {
      throw AnalyzerError.invalidOption(option.name, "must be given")
    }
  }

  static func fits(_ value: OptionValue, _ kind: OptionCard.Kind) -> Bool {
    switch (value, kind) {
    case (.flag, .flag), (.word, .word), (.pattern, .pattern), (.wordList, .wordList), (.resource, .resource): true
    case (.integer(let number), .integer(let range)): range.contains(number)
    case (.real(let number), .real(let range)): range.contains(number)
    case (.integer(let number), .real(let range)): range.contains(Double(number))
    case (.word(let word), .choice(let choices)): choices.contains(word)
    case (.list(let words), .list(let choices)): choices.isEmpty || words.allSatisfy(choices.contains)
    case (.queries(let queries), .query): queries.count == 1
    case (.queries, .queries): true
    default: false
    }
  }
}
