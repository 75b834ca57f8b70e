import AnalyzerKit
import CommandLanguage
import CorpusStore

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
