import AnalyzerKit
import CommandLanguage
import CorpusStore

/// The command `corpora`.
struct CorporaCommand: Command {
  let onlyReads = true
  let card = CommandCard(
    "corpora", in: .corpora, "Lists the corpora of the store.",
    columns: [
      Column("corpus", .text, "The name."), Column("documents", .integer, "Documents."),
      Column("tokens", .integer, "Tokens, punctuation included."),
      Column("words", .integer, "Counted tokens: those with a letter or a digit."),
      Column("forms", .integer, "Distinct word forms."), Column("languages", .text, "Languages with their documents."),
    ], examples: [.init("corpora", "What there is.")])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    var table = Table(columns: card.columns)
    guard try !session.corpusNames().isEmpty else {
      session.note("The store is empty. Load a corpus: load NAME PATH…")
      return .report(Report(tables: [table]))
    }
    for info in try session.store().corpora() {
      try table.append([
        .text(info.name), .integer(info.documents), .integer(info.tokens), .integer(info.words), .integer(info.forms),
        .text(info.languages.map { "\($0.language) \($0.documents)" }.joined(separator: ", ")),
      ])
    }
    return .report(Report(tables: [table]))
  }
}

/// The command `CORPUS | describe`.
struct DescribeCommand: Command {
  let onlyReads = true
  let card = CommandCard(
    "describe", in: .corpora, "Tells a corpus's sizes, layers, languages, metadata fields and versions.",
    input: .corpus, columns: [Column("property", .text, "What is told."), Column("value", .text, "What it is.")],
    examples: [.init("news-de | describe", "All about a corpus.")])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    guard case .corpus(let selection) = input else { return .nothing }
    return .report(try session.describe(selection))
  }
}

/// The command `CORPUS | documents`.
struct DocumentsCommand: Command {
  let onlyReads = true
  let card = CommandCard(
    "documents", in: .corpora, "Lists documents with their metadata, one a row.",
    discussion: """
      What loading decided is kept, too: the encoding that a text was read in, how sure the detector was of its language \
      (0 to 1, missing where the language was told), how many invalid sequences became U+FFFD, and its paragraphs. \
      --details shows them as the last columns; conditions and --by know them by these names in any case: \
      `where language_confidence < 0.5`.
      """, input: .corpus,
    options: [
      OptionCard(
        name: "details", kind: .flag,
        summary: "Adds language_confidence, encoding, replacements and paragraphs.")
    ],
    columns: [
      Column("document", .text, role: .document, "The path below the common folder, unique in the corpus."),
      Column("title", .text, "The title."), Column("date", .date, "The date, as precise as it is known."),
      Column("language", .text, "The language's code."), Column("tokens", .integer, "Tokens, punctuation included."),
      Column("words", .integer, "Counted tokens."), Column("sentences", .integer, "Sentences."),
    ],
    examples: [
      .init("news-de | documents | head 3", "The first three."),
      .init("news-de | documents --details | head 3", "The same with what loading decided."),
    ])

  /// The columns that `--details` adds.
  private static let details = [
    "language_confidence": "How sure the detector was of the language, 0 to 1.",
    "encoding": "The encoding that the text was read in.",
    "replacements": "Invalid sequences that became U+FFFD.", "paragraphs": "Paragraphs.",
  ]

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    guard case .corpus(let selection) = input else { return .nothing }
    let (corpus, fields, selected) = try session.documents(of: selection, session.store().reader())
    var names = fields.names
    if call.has("details") { names += DocumentFields.recorded.filter { !names.contains($0) } }
    let known = Dictionary(uniqueKeysWithValues: card.columns.map { ($0.name, $0) })
    let own = Set(fields.names)
    var table = Table(
      columns: names.map { name in
        let detail = own.contains(name) ? nil : DocumentsCommand.details[name]
        return known[name] ?? Column(name, fields.kind(of: name), detail ?? "The metadata field \(name).")
      })
    let columns = try names.map { try fields.values($0) }
    for row in 0..<corpus.documentCount where selected?[row] ?? true {
      try table.append(columns.map { $0[row] })
    }
    var report = Report(tables: [table])
    report.provenance.set("corpus", selection.description)
    report.provenance.set("fingerprint", "\(corpus.fingerprint)")
    return .report(report)
  }
}

/// The command `CORPUS | show DOCUMENT`.
struct ShowCommand: Command {
  let onlyReads = true
  let card = CommandCard(
    "show", in: .corpora, "Shows the text of a document.", usage: "DOCUMENT", operands: .words, input: .corpus,
    examples: [.init("news-de | show 2022-12-kommentar-frieren.txt", "One article.")])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    guard case .corpus(let selection) = input else { return .nothing }
    let name = try call.words(1...1, "the name of a document")[0]
    let reader = try session.store().reader()
    let (corpus, _, selected) = try session.documents(of: selection, reader)
    let documents = reader.documents(of: corpus)
    guard let ordinal = try documents.ordinal(named: name.text) else {
      let nearest = NearestName.nearest(to: name.text, among: try documents.names())
      throw CommandError(
        "\(selection.corpus) has no document \(name.text)", at: name.span,
        advice: (nearest.map { "Did you mean \($0)? " } ?? "") + "See: \(selection.corpus) | documents")
    }
    guard selected?[ordinal] ?? true else {
      throw CommandError(
        "\(name.text) is not among the selected documents", at: name.span,
        advice: "See: \(selection.description) | documents")
    }
    return .text(String(decoding: try reader.text(ofDocument: ordinal, in: corpus), as: UTF8.self))
  }
}

/// The command `use NAME`.
struct UseCommand: Command {
  let card = CommandCard(
    "use", in: .corpora, "Chooses the corpus that commands without a source work on.", usage: "NAME", operands: .words,
    examples: [.init("use news-de", "From now on `frequency` means `news-de | frequency`.")])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    let name = try call.words(1...1, "the name of a corpus or selection")[0]
    _ = try session.selection(named: Located(name.text, name.span))
    session.currentCorpus = name.text
    return .nothing
  }
}

/// The command `drop NAME`.
struct DropCommand: Command {
  let card = CommandCard(
    "drop", in: .corpora, "Deletes a corpus from the store, or forgets a selection or result.", usage: "NAME",
    operands: .words,
    options: [
      OptionCard(
        name: "layer", kind: .word, valueName: "LAYER",
        summary: "Deletes only a layer of annotation of the corpus, finished or only begun.")
    ])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    let name = try call.words(1...1, "the name of a corpus, selection or result")[0]
    if let layer = call.word("layer") { return try drop(layer, of: name, in: session) }
    if session.results.removeValue(forKey: name.text) != nil || session.selections.removeValue(forKey: name.text) != nil
    {
      if session.currentCorpus == name.text { session.currentCorpus = nil }
      session.pipelines[name.text] = nil
      session.note("\(name.text) is forgotten.")
      return .nothing
    }
    guard try session.corpusNames().contains(name.text) else {
      throw session.unknownCorpus(Located(name.text, name.span))
    }
    try session.store(forWriting: true).drop(name.text)
    if session.currentCorpus == name.text { session.currentCorpus = nil }
    session.note("\(name.text) is deleted.")
    return .nothing
  }

  private func drop(_ layer: Word, of name: Word, in session: Session) throws -> Flow {
    guard try session.corpusNames().contains(name.text) else {
      throw session.unknownCorpus(Located(name.text, name.span))
    }
    do {
      try session.store(forWriting: true).dropLayer(LayerName(layer.text), of: name.text)
    } catch let error as StoreError {
      guard case .noSuchLayer(_, _, let known) = error else { throw error }
      let advice = known.isEmpty ? "" : "There is: \(known.joined(separator: ", "))."
      throw CommandError(
        "`\(name.text)` has no annotation `\(layer.text)`", at: layer.span,
        advice: advice.isEmpty ? "See: \(name.text) | describe" : advice)
    }
    session.note("The layer \(layer.text) of \(name.text) is deleted.")
    return .nothing
  }
}
