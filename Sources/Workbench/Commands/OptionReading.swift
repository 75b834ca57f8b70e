import AnalyzerKit
import CommandLanguage
import CorpusQuery
import FoundationEssentials
import TextProcessing

/// Turns the options of a call into checked values for an analyzer, with a caret under what is wrong.
struct OptionReading {
  /// A text without the white space at its ends.
  private static func trimmed(_ text: Substring) -> String {
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? start
    return String(text[start..<end])
  }

  let call: CommandCall
  let session: Session
  /// The plugin whose data files a resource may name.
  let plugin: String
  /// The queries that were read, by how the analyzer sees them.
  private(set) var queries: [Query: QueryExpression] = [:]

  /// Reads the options of a call.
  init(_ call: CommandCall, _ session: Session, plugin: String) {
    self.call = call
    self.session = session
    self.plugin = plugin
  }

  /// The values of the options of a card that were given, and of its operand.
  mutating func values(for card: AnalyzerCard) throws -> [String: OptionValue] {
    var values: [String: OptionValue] = [:]
    for option in card.options {
      guard let use = call.stage.option(option.name) else { continue }
      values[option.name] = try value(option, use.text ?? "", use.valueSpan, isOption: true)
    }
    guard let operand = card.operand else { return values }
    switch operand.kind {
    case .query, .queries:
      if !call.raw.value.allSatisfy(\.isWhitespace) {
        values[operand.name] = try value(operand, call.raw.value, call.raw.span, isOption: false)
      }
    default:
      if let word = try call.words(0...1, "one \(operand.valueName)").first {
        values[operand.name] = try value(operand, word.text, word.span, isOption: false)
      }
    }
    if values[operand.name] == nil, operand.isRequired {
      throw CommandError(
        "\(card.name) needs \(operand.valueName)", kind: .syntax, at: call.stage.verb.span,
        advice: "See: help \(card.name)")
    }
    return values
  }

  private mutating func value(
    _ option: OptionCard, _ text: String, _ span: Span, isOption: Bool
  ) throws -> OptionValue {
    let command = call.card.name
    func wrong(_ what: String, _ advice: String? = nil) -> CommandError {
      CommandError(
        "\(isOption ? "--" : "")\(option.name) \(what)", kind: .syntax, at: span,
        advice: advice ?? "See: help \(command)")
    }
    switch option.kind {
    case .flag: return .flag
    case .integer(let range):
      guard let number = Int(text), range.contains(number) else {
        throw wrong("takes a whole number\(CommandCall.bounds(range)), not \(text)")
      }
      return .integer(number)
    case .real(let range):
      guard let number = Double(text), number.isFinite, range.contains(number) else {
        throw wrong("takes a number from \(range.lowerBound) to \(range.upperBound), not \(text)")
      }
      return .real(number)
    case .word: return .word(text)
    case .choice(let choices):
      guard choices.contains(text) else {
        throw wrong(
          "is one of \(choices.joined(separator: ", ")), not \(text)",
          NearestName.nearest(to: text, among: choices).map { "Did you mean \($0)?" })
      }
      return .word(text)
    case .list(let choices):
      let words = text.split(separator: ",").map(OptionReading.trimmed).filter { !$0.isEmpty }
      guard !words.isEmpty else { throw wrong("needs at least one name") }
      for word in words where !choices.isEmpty && !choices.contains(word) {
        throw wrong(
          "does not know \(word)",
          NearestName.nearest(to: word, among: choices).map { "Did you mean \($0)?" }
            ?? "There is: \(choices.joined(separator: ", "))")
      }
      return .list(words)
    case .pattern:
      do { _ = try TextPattern(text) } catch { throw wrong("is no regular expression: \(error.description)") }
      return .pattern(Pattern(source: text))
    case .wordList: return .wordList(try wordList(text, wrong))
    case .query, .queries: return .queries(try readQueries(text, span, isSingle: option.kind == .query, wrong))
    case .resource: return .resource(try resource(text, wrong))
    }
  }

  private mutating func readQueries(
    _ text: String, _ span: Span, isSingle: Bool, _ wrong: (String, String?) -> CommandError
  ) throws -> [Query] {
    let expressions: [QueryExpression]
    do { expressions = try OptionReading.expressions(text) } catch { throw CommandError.wrap(error, at: span) }
    if isSingle, expressions.count > 1 { throw wrong("takes one query, not \(expressions.count)", nil) }
    return expressions.map { expression in
      let query = Query(
        text: expression.text, label: expression.label, isSingleToken: expression.isSingleToken,
        literal: expression.literal)
      queries[query] = expression
      return query
    }
  }

  /// The queries of a text, with words cut as the corpus cuts them.
  static func expressions(_ text: String) throws -> [QueryExpression] {
    try QueryParser.parse(text).map { $0.cutting(words) }
  }

  /// The words that the general rules of the tokeniser cut a text into; nil when it is not words alone.
  private static func words(in text: [UInt8]) -> [[UInt8]]? {
    let parts = QueryHints.tokens(of: text)
    return parts.allSatisfy { $0.withUnsafeBufferPointer { TokenKind.isCounted($0) } } ? parts : nil
  }

  /// A bundled list of stop words by language, or a file with one word a line.
  ///
  /// A word with a straight apostrophe stands for the one with a curly apostrophe, too.
  private func wordList(_ name: String, _ wrong: (String, String?) -> CommandError) throws -> WordListReference {
    let words: Set<String>
    if let bundled = session.languages.stopWords(for: name) {
      words = bundled.words
    } else if let data = FileManager.default.contents(atPath: SessionPath.expanded(name)) {
      words = WordList(parsing: TextDecoder().decode([UInt8](data)).bytes).words
    } else {
      let known = session.languages.languages.filter { session.languages.stopWords(for: $0) != nil }
      throw wrong("knows no language or file \(name)", "There is: \(known.sorted().joined(separator: ", ")), or a file")
    }
    let curly = words.map { $0.replacing("'", with: "\u{2019}") }
    return WordListReference(name: name, words: Array(words.union(curly)).sorted())
  }

  /// A lexicon of the user, one that the plugin brings, or a file.
  private func resource(_ name: String, _ wrong: (String, String?) -> CommandError) throws -> ResourceReference {
    if let bytes = session.configuration.resources.data("lexicon-\(name).tsv", ofPlugin: plugin) {
      return ResourceReference(name: name, bytes: bytes)
    }
    guard let data = FileManager.default.contents(atPath: SessionPath.expanded(name)) else {
      let known = session.configuration.resources.lexicons(ofPlugin: plugin)
      throw wrong("knows no lexicon or file \(name)", "There is: \(known.joined(separator: ", ")), or a file")
    }
    return ResourceReference(name: name, bytes: [UInt8](data))
  }
}
