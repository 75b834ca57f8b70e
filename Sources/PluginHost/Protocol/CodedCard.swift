import AnalyzerKit

/// An analyzer's card in a frame.
public struct CodedCard: Codable, Sendable {
  let name: String
  let summary: String
  let discussion: String
  let operand: CodedOptionCard?
  let options: [CodedOptionCard]
  let columns: [CodedColumn]
  let examples: [[String]]
  let references: [String]
  let condition: CodedCondition?
  let version: Int

  /// Codes a card.
  public init(_ card: AnalyzerCard) {
    name = card.name
    summary = card.summary
    discussion = card.discussion
    operand = card.operand.map { CodedOptionCard($0) }
    options = card.options.map { CodedOptionCard($0) }
    columns = card.columns.map { CodedColumn($0) }
    examples = card.examples.map { [$0.command, $0.explanation] }
    references = card.references
    condition = card.condition.map { CodedCondition(name: $0.name, option: $0.option, summary: $0.summary) }
    version = card.version
  }

  /// The card; an error when it is not sound enough to be shown and run.
  public func card() throws -> AnalyzerCard {
    guard PluginManifest.isName(name) else {
      throw AnalyzerError.malformedReport("`\(name.prefix(80))` cannot be the name of an analyzer")
    }
    let all = try (operand.map { [$0] } ?? []).map { try $0.card() } + options.map { try $0.card() }
    guard Set(all.map(\.name)).count == all.count else {
      throw AnalyzerError.malformedReport("the card of \(name) has two options of one name")
    }
    return AnalyzerCard(
      name: name, summary: summary, discussion: discussion, operand: try operand?.card(),
      options: try options.map { try $0.card() }, columns: try columns.map { try $0.column() },
      examples: examples.compactMap { $0.count == 2 ? AnalyzerCard.Example($0[0], $0[1]) : nil },
      references: references,
      condition: condition.map { DocumentCondition(name: $0.name, option: $0.option, summary: $0.summary) },
      version: version)
  }
}

/// What an analyzer is called as a condition of `where`, in a frame.
struct CodedCondition: Codable {
  let name: String
  let option: String?
  let summary: String
}

/// The card of an option in a frame.
public struct CodedOptionCard: Codable, Sendable {
  let name: String
  let kind: String
  let choices: [String]
  let least: Double
  let most: Double
  let valueName: String
  let summary: String
  let defaultText: String?
  let isRequired: Bool

  /// Codes a card.
  public init(_ card: OptionCard) {
    var choices: [String] = []
    var bounds = (0.0, 0.0)
    switch card.kind {
    case .flag: kind = "flag"
    case .integer(let range):
      kind = "integer"
      bounds = (Double(range.lowerBound), Double(range.upperBound))
    case .real(let range):
      kind = "real"
      bounds = (range.lowerBound, range.upperBound)
    case .word: kind = "word"
    case .choice(let words):
      kind = "choice"
      choices = words
    case .list(let words):
      kind = "list"
      choices = words
    case .pattern: kind = "pattern"
    case .wordList: kind = "wordList"
    case .query: kind = "query"
    case .queries: kind = "queries"
    case .resource: kind = "resource"
    }
    name = card.name
    self.choices = choices
    (least, most) = bounds
    valueName = card.valueName
    summary = card.summary
    defaultText = card.defaultText
    isRequired = card.isRequired
  }

  /// Describes an option as a command's card does.
  public init(
    name: String, kind: String, choices: [String], least: Double, most: Double, valueName: String, summary: String,
    defaultText: String?, isRequired: Bool
  ) {
    self.name = name
    self.kind = kind
    self.choices = choices
    self.least = least
    self.most = most
    self.valueName = valueName
    self.summary = summary
    self.defaultText = defaultText
    self.isRequired = isRequired
  }

  /// The card; an error for bounds that exclude each other, or a kind that there is not.
  public func card() throws -> OptionCard {
    guard PluginManifest.isName(name) else {
      throw AnalyzerError.malformedReport("`\(name.prefix(80))` cannot be the name of an option")
    }
    return OptionCard(
      name: name, kind: try optionKind(), valueName: valueName, summary: summary, defaultText: defaultText,
      isRequired: isRequired)
  }

  private func optionKind() throws -> OptionCard.Kind {
    switch kind {
    case "flag": return .flag
    case "integer":
      guard least <= most else { break }
      return .integer(CodedOptionCard.whole(least)...max(CodedOptionCard.whole(least), CodedOptionCard.whole(most)))
    case "real":
      guard least <= most else { break }
      return .real(least...most)
    case "word": return .word
    case "choice": return .choice(choices)
    case "list": return .list(choices)
    case "pattern": return .pattern
    case "wordList": return .wordList
    case "query": return .query
    case "queries": return .queries
    case "resource": return .resource
    default: throw AnalyzerError.malformedReport("the option \(name) is of the unknown kind \(kind)")
    }
    throw AnalyzerError.malformedReport("the option \(name) has bounds that exclude each other")
  }

  private static func whole(_ number: Double) -> Int { Int(exactly: number.rounded()) ?? (number < 0 ? .min : .max) }
}
