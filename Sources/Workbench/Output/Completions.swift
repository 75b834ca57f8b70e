import CommandLanguage
import CorpusStore

extension Session {
  /// What may stand at a cursor, given as a UTF-8 offset: commands, options, values, corpora, results, fields and files.
  public func completions(for line: String, at cursor: Int) -> CompletionList {
    let point = Completer(grammar: SessionGrammar(self, allowsAbbreviations: true)).point(of: line, at: cursor)
    let range = point.span.lowerBound..<point.span.upperBound
    return CompletionList(replacing: range, entries: Completions(session: self, point: point).entries)
  }
}

/// Finds what may stand at one place in a line.
struct Completions {
  let session: Session
  let point: CompletionPoint

  /// The possibilities, in order.
  var entries: [CompletionList.Entry] {
    switch point.context {
    case .nothing, .query: []
    case .verbOrSource(let prefix): sources(prefix) + words(verbs(isFirst: true), prefix)
    case .source(let prefix): sources(prefix)
    case .verb(let prefix): words(verbs(isFirst: false), prefix)
    case .option(let verb, let prefix): options(of: verb, prefix)
    case .optionValue(let verb, let option, let prefix, let isQuoted):
      optionValues(of: option, verb, prefix, isQuoted: isQuoted)
    case .operand(let verb, let index, let prefix, let isQuoted):
      operands(of: verb, index, prefix, isQuoted: isQuoted)
    case .expressionField(let verb, let prefix):
      spelled(verb == "filter" ? columns : groupFields + conditions(of: verb), prefix) { name in
        name.contains(":") ? name : Field.spelling(of: name)
      }
    case .expressionValue(_, let field, let prefix, _): spelled(values(of: field), prefix, Completions.string)
    case .expressionOperator(_, let prefix):
      words(prefix.isEmpty ? [] : ["and", "in", "is", "missing", "not", "or"], prefix)
    }
  }

  // MARK: Names

  private func words(_ names: [String], _ prefix: String) -> [CompletionList.Entry] {
    spelled(names, prefix, Word.spelling)
  }

  private func spelled(
    _ names: [String], _ prefix: String, _ spelling: (String) -> String
  ) -> [CompletionList.Entry] {
    // What was typed in backticks begins a name, too.
    let typed = prefix.hasPrefix("`") ? String(prefix.dropFirst()) : prefix
    return names.filter { $0.hasPrefix(typed) }.map {
      CompletionList.Entry(text: spelling($0), shown: $0, isFinal: true)
    }
  }

  /// A string constant of the expression language.
  private static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Corpora, results and selections; one that is called like a command stands in quotes.
  private func sources(_ prefix: String) -> [CompletionList.Entry] {
    spelled(SessionGrammar(session, allowsAbbreviations: true).sourceNames, prefix) { name in
      session.commands[name] == nil ? Word.spelling(of: name) : "\"\(name)\""
    }
  }

  private var corpora: [String] { (try? session.corpusNames()) ?? [] }

  /// The commands that can work on what stands before them, as far as that can be told.
  private func verbs(isFirst: Bool) -> [String] {
    let all = session.commands.values.map(\.card)
    guard !isFirst else { return all.map(\.name).sorted() }
    let isTable =
      if let verb = point.verbsBefore.last.flatMap({ session.commands[$0]?.card }) {
        verb.section != .selections
      } else {
        point.source.map { session.results[$0] != nil || $0 == "it" } ?? false
      }
    return all.filter { $0.input == .either || $0.input == (isTable ? .table : .corpus) }.map(\.name).sorted()
  }

  // MARK: Options

  private func options(of verb: String, _ prefix: String) -> [CompletionList.Entry] {
    let names = (session.commands[verb]?.card.options ?? []).map { OptionSyntax($0.name).spelling }
    return words(names.sorted(), prefix).map { CompletionList.Entry(text: $0.shown, shown: $0.shown, isFinal: true) }
  }

  private func optionValues(
    of name: String, _ verb: String, _ prefix: String, isQuoted: Bool
  ) -> [CompletionList.Entry] {
    guard let option = session.commands[verb]?.card.options.first(where: { $0.name == name }) else { return [] }
    switch option.kind {
    case .choice(let choices): return words(choices, prefix)
    case .list(let choices): return lastPiece(of: prefix, choices.isEmpty ? fields : choices)
    case .wordList:
      let codes = session.languages.languages.filter { session.languages.stopWords(for: $0) != nil }
      return words(codes.sorted(), prefix) + FileCompletion(prefix, isQuoted: isQuoted).entries
    case .resource:
      return FileCompletion(prefix, isQuoted: isQuoted).entries
    case .word where option.name == "layer": return words(layers, prefix)
    case .word where option.valueName.hasSuffix("REGION"): return words(regions, prefix)
    case .word where option.valueName == "FIELD": return words(groupFields, prefix)
    case .word where option.valueName.contains("FILE"): return FileCompletion(prefix, isQuoted: isQuoted).entries
    case .word where option.name == "language": return words(session.languages.languages.sorted(), prefix)
    default: return []
    }
  }

  /// Completes the name after the last comma of a list.
  private func lastPiece(of prefix: String, _ names: [String]) -> [CompletionList.Entry] {
    let before = prefix.lastIndex(of: ",").map { String(prefix[...$0]) } ?? ""
    let typed = prefix.dropFirst(before.count)
    return names.filter { $0.hasPrefix(typed) }.map {
      CompletionList.Entry(text: Word.spelling(of: before + $0), shown: $0, isFinal: true)
    }
  }

  // MARK: Operands

  private func operands(
    of verb: String, _ index: Int, _ prefix: String, isQuoted: Bool
  ) -> [CompletionList.Entry] {
    switch (verb, index) {
    case ("load", 0): words(corpora, prefix)
    case ("load", _), ("tokenize", _), ("run", 0), ("save", 0): FileCompletion(prefix, isQuoted: isQuoted).entries
    case ("use", 0), ("rebuild", 0): words((corpora + session.selections.keys).sorted(), prefix)
    case ("drop", 0):
      words((corpora + Array(session.selections.keys) + Array(session.results.keys)).sorted(), prefix)
    case ("provenance", 0), ("keep", 0): words(session.results.keys.sorted(), prefix)
    case ("help", 0): words((Array(session.commands.keys) + Array(HelpTopic.all.keys)).sorted(), prefix)
    case ("show", 0): words(values(of: "document"), prefix)
    case ("sort", 0): words(columns, prefix)
    case ("select", _): lastPiece(of: prefix, columns)
    case ("timing", 0): words(["on", "off"], prefix)
    case ("cache", 0): words(["clear"], prefix)
    case ("set", 0): words(["format", "layer"], prefix)
    case ("set", 1) where point.operandsBefore == ["format"]: words(ResultWriter.formatNames + ["automatic"], prefix)
    case ("set", 1) where point.operandsBefore == ["layer"]: words(layers, prefix)
    case (let verb, 0) where session.commands[verb]?.card.takesCorpus == true:
      words((corpora + session.selections.keys).sorted(), prefix)
    default: []
    }
  }

  // MARK: What is in the corpus and in the last result

  /// The corpus that the line works on, as far as it can be told, and a reader for it.
  private var corpus: (corpus: Corpus, reader: StoreReader)? {
    let known = corpora
    guard let name = point.source ?? session.currentCorpusName ?? (known.count == 1 ? known[0] : nil),
      let reader = try? session.store().reader(),
      let corpus = try? reader.corpus(named: session.selections[name]?.corpus ?? name)
    else { return nil }
    return (corpus, reader)
  }

  /// The metadata of that corpus.
  private var documents: DocumentFields? {
    corpus.map { DocumentFields($0.reader.documents(of: $0.corpus), of: $0.corpus) }
  }

  private var layers: [String] {
    corpus?.corpus.layers.map(\.name.name) ?? [LayerName.word, .lower, .stem].map(\.name)
  }

  private var regions: [String] { corpus?.corpus.regionNames ?? CorpusRegion.everywhere }

  private var fields: [String] { documents?.names.sorted() ?? [] }

  /// The fields, and the parts of dates.
  private var groupFields: [String] {
    guard let documents else { return [] }
    let dates = documents.names.filter { documents.kind(of: $0) == .date }
    return (documents.names + dates.flatMap { ["\($0):year", "\($0):month", "\($0):day"] }).sorted()
  }

  private func conditions(of verb: String) -> [String] { verb == "where" ? session.registry.conditionNames : [] }

  /// The texts that a field has, each once, in order.
  private func values(of field: String) -> [String] {
    let values = (try? documents?.values(field)) ?? []
    return Set(values.compactMap { if case .text(let text) = $0 { text } else { nil } }).sorted()
  }

  /// The columns of the table that stands before the cursor's stage.
  private var columns: [String] {
    let makers = point.verbsBefore.compactMap { session.commands[$0]?.card }.filter { !$0.columns.isEmpty }
    if let maker = makers.last { return maker.columns.map(\.name) }
    let report = point.source.flatMap { session.results[$0] } ?? session.last
    return report?.tables.first?.columns.map(\.name) ?? []
  }
}
