import AnalyzerKit
import CommandLanguage
import FoundationEssentials
import PluginHost
import Rendering

/// The command `save FILE`.
struct SaveCommand: Command {
  let card = CommandCard(
    "save", in: .tables, "Writes a table or a corpus to a file, in the format of its extension.", usage: "FILE",
    discussion: """
      A table: csv, tsv, json, jsonl, md. A corpus or selection, with its tokens, layers, regions and metadata: conllu, vrt; \
      loaded again it is the same. Regions and layers that CoNLL-U has no place for stand in MISC (RegionStart, RegionEnd) \
      and in columns of their own (CoNLL-U Plus). A file that exists is replaced, once the new one is whole. A spreadsheet \
      takes a text that begins with = for a formula: have it import such a column as text.
      """,
    operands: .words, input: .either,
    options: [OptionCard(name: "provenance", kind: .flag, summary: "Writes FILE.provenance.json beside it.")])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    let word = try call.words(1...1, "the name of a file")[0]
    let path = SessionPath.expanded(word.text)
    let name = path.split(separator: "/").last ?? ""
    let ending = name.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
    switch input {
    case .report(let report): try save(report, as: ending, to: path, word, call, session)
    case .corpus(let selection): try save(selection, as: ending, to: path, word, call, session)
    case .nothing, .text: break
    }
    return .nothing
  }

  private func save(
    _ selection: Selection, as ending: String, to path: String, _ word: Word, _ call: CommandCall, _ session: Session
  ) throws {
    guard CorpusSaving.extensions.contains(ending) else {
      let isTable = OutputFormat(fileExtension: ending).map { $0 != .table } ?? false
      throw CommandError(
        isTable
          ? "\(ending) holds tables, and a corpus stands before save" : "the ending of \(word.text) names no format",
        kind: .syntax, at: word.span,
        advice: "A corpus is saved as: \(CorpusSaving.extensions.joined(separator: ", "))"
          + (isTable ? "; its list of documents: \(selection.description) | documents | save \(word.text)" : ""))
    }
    do {
      let saved = try CorpusSaving(selection, in: session).save(as: ending, to: path)
      if call.has("provenance") { try write(provenance(saved.provenance), to: path + ".provenance.json", word) }
      session.note("\(Amount(saved.documents, "document")) \(saved.documents == 1 ? "is" : "are") in \(path).")
    } catch let failure as NewFile.Failure {
      throw CommandError("\(failure.path) cannot be written: \(failure.reason)", at: word.span)
    }
  }

  private func save(
    _ report: Report, as ending: String, to path: String, _ word: Word, _ call: CommandCall, _ session: Session
  ) throws {
    guard let format = OutputFormat(fileExtension: ending), format != .table else {
      let isCorpus = CorpusSaving.extensions.contains(ending)
      throw CommandError(
        isCorpus
          ? "\(ending) holds a corpus, and a table stands before save" : "the ending of \(word.text) names no format",
        kind: .syntax, at: word.span,
        advice: isCorpus ? "Put a corpus before it: CORPUS | save \(word.text)" : "There is: csv, tsv, json, jsonl, md")
    }
    let sink = MemorySink()
    try Renderer.render(report.tables, as: format, to: sink)
    try write(sink.bytes, to: path, word)
    if call.has("provenance") { try write(provenance(report.provenance), to: path + ".provenance.json", word) }
    let rows = Amount(report.tables.first?.rowCount ?? 0, "row")
    session.note("\(rows) \(rows.verb) in \(path).")
  }

  private func write(_ bytes: [UInt8], to path: String, _ word: Word) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandError("\(path) cannot be written: \(FileFailure.reason(of: error))", at: word.span)
    }
  }

  private func provenance(_ provenance: Provenance) throws -> [UInt8] {
    var table = Table(columns: provenance.entries.map { Column($0.name, .text) })
    try table.append(provenance.entries.map { .text($0.value) })
    return Array(Renderer.text(table, as: .jsonl).utf8)
  }
}

/// The command `provenance [NAME]`.
struct ProvenanceCommand: Command {
  let card = CommandCard(
    "provenance", in: .tables, "Tells what made a result: corpus, fingerprint, versions, options.", usage: "[NAME]",
    operands: .words, input: .table,
    columns: [Column("property", .text, "What is told."), Column("value", .text, "What it is.")],
    examples: [.init("news-de | frequency --top 3 | provenance", "What made three rows.")])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    guard case .report(var report) = input else { return .nothing }
    if let name = try call.words(0...1, "the name of a result").first {
      guard let named = session.results[name.text] else {
        throw CommandError("there is no result \(name.text)", at: name.span, advice: "See: results")
      }
      report = named
    }
    var table = Table(columns: card.columns)
    for entry in report.provenance.entries { try table.append([.text(entry.name), .text(entry.value)]) }
    return .report(Report(tables: [table]))
  }
}

/// The command `results`.
struct ResultsCommand: Command {
  let card = CommandCard(
    "results", in: .tables, "Lists named results and selections.",
    columns: [
      Column("name", .text, "The name."), Column("kind", .text, "result or selection."),
      Column("rows", .integer, "Rows of a result."), Column("made_by", .text, "What made it."),
    ])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    var table = Table(columns: card.columns)
    for (name, report) in session.results.sorted(by: { $0.key < $1.key }) {
      let made = session.pipelines[name].map(Value.text) ?? .missing
      try table.append([.text(name), .text("result"), .integer(report.tables.first?.rowCount ?? 0), made])
    }
    for (name, selection) in session.selections.sorted(by: { $0.key < $1.key }) {
      try table.append([.text(name), .text("selection"), .missing, .text(selection.description)])
    }
    return .report(Report(tables: [table]))
  }
}
