import AnalyzerKit
import CommandLanguage
import CorpusStore
import TextProcessing

/// The command `check`.
struct CheckCommand: Command {
  let card = CommandCard(
    "check", in: .corpora, "Verifies every checksum and invariant of the store.",
    columns: [Column("problem", .text, "What is damaged; no row when nothing is.")],
    examples: [.init("check", "Whether the store is sound.")])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    let progress = session.progress
    let result = try session.store().check { !progress.isCancelled }
    var table = Table(columns: card.columns)
    for problem in result.problems { try table.append([.text("\(problem)")]) }
    guard result.problems.isEmpty else {
      throw CommandError(
        "the store is damaged:\n" + result.problems.map { "  \($0)" }.joined(separator: "\n"),
        advice: "Load the corpora again, or take a backup.")
    }
    let corpora = Amount(result.corpora, "corpus", "corpora")
    session.note(
      "The store is sound: \(corpora), \(Amount(result.segments, "segment")), \(Amount(result.forms, "form")).")
    return .nothing
  }
}

/// The command `compact`.
struct CompactCommand: Command {
  let card = CommandCard("compact", in: .corpora, "Merges small segments, as many appends leave them.")

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    let progress = session.progress
    let before = try session.store(forWriting: true).compact { !progress.isCancelled }
    let segments = Amount(before.segmentsBefore, "segment")
    session.note(
      before.segmentsAfter == before.segmentsBefore
        ? "There is nothing to merge: \(segments)." : "\(segments) \(segments.verb) \(before.segmentsAfter) now.")
    return .nothing
  }
}

/// The command `rebuild NAME`.
struct RebuildCommand: Command {
  let card = CommandCard(
    "rebuild", in: .corpora, "Cuts a corpus again into tokens and sentences, from its kept text.", usage: "NAME",
    discussion: """
      A corpus keeps the tokens of the Lect that loaded it; after an update of the tokeniser it must be cut again before \
      documents can be added. Names, order, metadata, languages, headings and regions stay as they are, contractions \
      are kept or split as they were, and the layers lower and stem are made anew. It is done as a whole or not at all.

      A corpus that was loaded with --no-text cannot be cut again, nor one with annotation such as lemmas: that belongs \
      to the tokens that it has. Load it again with --replace.
      """,
    operands: .words, examples: [.init("rebuild news-de", "Brings a corpus to the present version of the tokeniser.")])

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    let name = try call.words(1...1, "the name of a corpus")[0]
    guard try session.corpusNames().contains(name.text) else {
      throw session.unknownCorpus(Located(name.text, name.span))
    }
    let store = try session.store(forWriting: true)
    let corpus = try store.reader().corpus(named: name.text)
    if let reason = corpus.reasonAgainstRebuilding {
      throw CommandError(
        "`\(name.text)` cannot be cut again: \(reason)", at: name.span,
        advice: "Load its files again: load \(name.text) PATH… --replace")
    }
    let languages = session.languages
    let versions = corpus.tokeniserVersions
    let tokenizer = { @Sendable (language: String) in
      Tokenizer(
        language: language, data: languages, contractions: Contractions(tokenizerVersion: versions[language] ?? ""))
    }
    if corpus.layer(.stem) != nil, versions.allSatisfy({ tokenizer($0.key).version == $0.value }) {
      session.note("\(name.text) is cut by the present tokeniser already: nothing is changed.")
      return .nothing
    }
    let progress = session.progress
    progress.begin(total: 0)
    var hasBegun = false
    let options = LoadOptions(threads: session.configuration.threads, tokenizer: tokenizer)
    let summary = try store.rebuild(name.text, options: options) { state in
      if !hasBegun { progress.begin(total: state.totalBytes) }
      hasBegun = true
      progress.set(completed: state.bytes)
      return !progress.isCancelled
    }
    session.note(
      "\(name.text) is cut again: \(Amount(summary.load.documents, "document")), "
        + "\(Amount(summary.load.tokens, "token")), \(summary.tokensBefore) before.")
    if summary.lostRegions > 0 {
      session.note(
        "\(Amount(summary.lostRegions, "region")) could not be found again in the text and \(Amount(summary.lostRegions, "").verb) gone."
      )
    }
    return .nothing
  }
}

/// The command `cache clear`.
struct CacheCommand: Command {
  let card = CommandCard(
    "cache", in: .corpora, "Empties the file of kept partial results beside the store.", usage: "clear",
    operands: .words)

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    let word = try call.words(1...1, "the word clear")[0]
    guard word.text == "clear" else {
      throw CommandError(
        "cache takes the word clear, not \(word.text)", kind: .syntax, at: word.span, advice: "See: help cache")
    }
    let cache = try session.cache()
    guard cache.clear() else {
      throw CommandError(
        "\(cache.path) cannot be emptied: it is damaged, locked or no cache",
        advice: "Delete that file: nothing is lost.")
    }
    session.note("The cache is empty.")
    return .nothing
  }
}
