import AnalyzerKit

/// What the lines of a concordance are ordered by.
enum SortKey {
  /// The n-th word to the left of the match, from 1.
  case left(Int)
  /// The n-th word to the right of the match, from 1.
  case right(Int)
  /// The match itself.
  case match
  /// A metadata field.
  case field(String)

  /// Reads a key as it is typed; a place beyond the context is an error.
  init(_ text: String, context: Int) throws {
    if text == "M" {
      self = .match
    } else if let side = text.first, side == "L" || side == "R", let place = Int(text.dropFirst()) {
      guard (1...max(context, 1)).contains(place), context > 0 else {
        throw AnalyzerError.invalidOption("sort", "\(text) is beyond the context of \(context) words")
      }
      self = side == "L" ? .left(place) : .right(place)
    } else if text.isEmpty {
      throw AnalyzerError.invalidOption("sort", "an empty key: use L1, R1, M or a metadata field")
    } else {
      self = .field(text)
    }
  }

  /// The value of a line under the key; a line without it comes first.
  func value(of line: ConcordanceLine, _ texts: inout FormTexts, in context: AnalysisContext) throws -> Value {
    switch self {
    case .left(let place): try SortKey.word(line.leftWord(place, &texts), in: context)
    case .right(let place): try SortKey.word(line.rightWord(place, &texts), in: context)
    case .match: .text(try context.layerText(line.text(.match, &texts)))
    case .field(let name): try context.field(name, of: line.document)
    }
  }

  private static func word(_ word: String?, in context: AnalysisContext) throws -> Value {
    try word.map { .text(try context.layerText($0)) } ?? .missing
  }
}
