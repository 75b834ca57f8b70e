import AnalyzerKit
import CommandLanguage
import CorpusStore

/// Conditions of `where` that analyzers bring: `where not duplicate` runs `duplicates` and keeps what it does not list.
struct DocumentConditions {
  let session: Session
  /// The documents that the analyzer sees: those that the stages before the condition select.
  let selection: Selection
  /// The documents that are told apart, in order.
  let names: () throws -> [String]
  /// Names their content, so that an answer can be used again.
  let content: String

  /// Conditions over the documents of a selection of a corpus.
  init(_ session: Session, _ selection: Selection, _ corpus: Corpus, _ reader: StoreReader) {
    self.session = session
    self.selection = selection
    names = { try reader.documents(of: corpus).names() }
    content = "\(corpus.id) \(corpus.fingerprint) \(corpus.documentCount)"
  }

  /// Which documents meet the condition of a name; nil when no analyzer brings it.
  func test(_ name: String, _ arguments: [FunctionCall.Argument], at span: Span) throws -> [Bool]? {
    guard let (card, condition) = session.registry.condition(named: name) else { return nil }
    // Always in the layer that is the default, so that `set layer` does not change what a selection holds.
    var command = "\(card.name) --layer lower"
    if !arguments.isEmpty {
      guard let option = condition.option, arguments.count == 1, case .value(.literal(let literal)) = arguments[0]
      else {
        let takes = condition.option == nil ? "takes nothing" : "takes one value"
        throw CommandError(
          "`\(name)` \(takes) in parentheses", kind: .syntax, at: span, advice: "See: help \(card.name)")
      }
      command += " --\(option) \(Word.spelling(of: ExpressionEvaluator.spelling(literal.value)))"
    }
    let key = "\(content)\n\(selection.description)\n\(command)"
    if let known = session.conditionAnswers[key] { return known }
    let listed = try documents(listedBy: command, card, at: span)
    let answer = try names().map(listed.contains)
    // A session has few selections; whoever makes many pays for them again.
    if session.conditionAnswers.count >= 32 { session.conditionAnswers.removeAll() }
    session.conditionAnswers[key] = answer
    return answer
  }

  private func documents(listedBy text: String, _ card: AnalyzerCard, at span: Span) throws -> Set<String> {
    do {
      let line = try CommandParser(grammar: SessionGrammar(session, allowsAbbreviations: false)).parse(text)
      guard let stage = line?.stages.first, let command = session.commands[card.name],
        case .report(let report) = try command.run(
          CommandCall(stage: stage, card: command.card), .corpus(selection), in: session),
        let table = report.tables.first, let column = table.columns.firstIndex(where: { $0.role == .document })
      else { throw CommandError("`\(card.name)` lists no documents") }
      return Set(table.cells[column].compactMap { if case .text(let name) = $0 { name } else { nil } })
    } catch let error as AnalyzerError where error == .cancelled {
      throw error
    } catch let error where !error.isOfChangedStore {
      // The places in it are those of a command that nobody typed.
      let wrapped = CommandError.wrap(error)
      throw CommandError(wrapped.message, kind: wrapped.kind, at: span, advice: "See: help \(card.name)")
    }
  }
}

extension Registry {
  /// The names of the conditions that analyzers bring.
  var conditionNames: [String] { entries.values.compactMap { $0.card.condition?.name }.sorted() }

  /// The condition of a name, and the card of the analyzer that brings it.
  func condition(named name: String) -> (card: AnalyzerCard, condition: DocumentCondition)? {
    for entry in entries.values {
      if let condition = entry.card.condition, condition.name == name { return (entry.card, condition) }
    }
    return nil
  }
}
