import AnalyzerKit
import CommandLanguage

/// One use of a command: its operands and options, with their places for error messages.
struct CommandCall {
  /// The stage as it was parsed.
  let stage: Stage
  /// The command's card.
  let card: CommandCard

  /// How many rows of the result the next stage keeps, from the first on; nil where it may keep all.
  var rowsWanted: Int?

  /// The words after the verb.
  var words: [Word] { stage.operands }

  /// The text after the verb of a command that reads it raw; empty when there is none.
  var raw: Located<String> { stage.raw ?? Located("", stage.verb.span) }

  /// Whether an option was given.
  func has(_ option: String) -> Bool { stage.option(option) != nil }

  /// The value of an option, as typed.
  func word(_ option: String) -> Word? {
    guard let use = stage.option(option), case .word(let word) = use.value else { return nil }
    return word
  }

  /// The value of an option that takes a whole number.
  func integer(_ option: String, in range: ClosedRange<Int> = 1...Int.max) throws -> Int? {
    guard let word = word(option) else { return nil }
    guard let number = Int(word.text), range.contains(number) else {
      throw CommandError(
        "--\(option) takes a whole number\(CommandCall.bounds(range)), not \(word.text)", kind: .syntax, at: word.span,
        advice: "See: help \(card.name)")
    }
    return number
  }

  /// Where a text stands as the value of an option, or as one of several with commas between them.
  func place(of text: String) -> Span? {
    stage.options.first { use in
      use.text == text || use.text?.split(separator: ",").contains { $0.drop { $0 == " " } == text } ?? false
    }?.valueSpan
  }

  /// The value of an option that takes the code of a language, such as `de` or `pt-br`.
  func languageCode(_ option: String) throws -> String? {
    guard let word = word(option) else { return nil }
    let parts = word.text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let isCode = parts.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy { letters.contains($0 | 0x20) } }
    guard isCode, let first = parts.first, (2...3).contains(first.count) else {
      throw CommandError(
        "--\(option) takes the code of a language, such as de or en, not \(word.text)", kind: .syntax, at: word.span,
        advice: "See: help \(card.name)")
    }
    return word.text.lowercased()
  }

  /// The words, when there are as many as wanted; an error under the first that is too many, or the verb.
  func words(_ range: ClosedRange<Int>, _ what: String) throws -> [Word] {
    guard words.count >= range.lowerBound else {
      throw CommandError(
        "\(card.name) needs \(what)", kind: .syntax, at: stage.verb.span, advice: "See: help \(card.name)")
    }
    guard words.count <= range.upperBound else {
      throw CommandError(
        "\(card.name) takes \(what), and nothing after it", kind: .syntax, at: words[range.upperBound].span,
        advice: "See: help \(card.name)")
    }
    return words
  }

  static func bounds(_ range: ClosedRange<Int>) -> String {
    switch (range.lowerBound == .min, range.upperBound == .max) {
    case (true, true): ""
    case (false, true): " of \(range.lowerBound) or more"
    case (true, false): " of at most \(range.upperBound)"
    case (false, false): " from \(range.lowerBound) to \(range.upperBound)"
    }
  }
}
