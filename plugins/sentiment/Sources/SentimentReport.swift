import AnalyzerKit

/// The table of one group.
extension Sentiment {
  /// Makes the table of one group.
  public func finish(_ partial: SentimentPartial, _ prepared: Prepared, in context: AnalysisContext) throws -> Report {
    var notes: [String] = []
    if !prepared.unscored.isEmpty, partial.unscoredDocuments > 0 {
      let documents = Amount(partial.unscoredDocuments, "document")
      notes.append(
        "\(documents) \(documents.verb) left out: there is no lexicon for \(prepared.unscored.joined(separator: ", "))"
          + " (give one with --lexicon).")
    }
    notes.append(rulesNote)
    return Report(
      tables: [explains ? try explanation(partial, in: context) : try scores(partial, in: context)], notes: notes)
  }

  private var rulesNote: String {
    guard usesShifters else { return "Scores count as they stand in the lexicon (--rules none)." }
    return "Negators × \(Scorer.negation) and other shifters up to \(Scorer.reach) words before a hit are applied."
  }

  private func scores(_ partial: SentimentPartial, in context: AnalysisContext) throws -> Table {
    switch unit {
    case .corpus:
      var table = Table(columns: Self.scores)
      let sums = partial.total
      try table.append(row(tokens: sums.tokens, hits: sums.hits, sums.means))
      return table
    case .sentence:
      var table = Table(columns: [Self.documentColumn, Self.sentenceColumn] + Self.scores)
      for record in partial.pieces.ordered {
        let name = Value.text(try context.documentName(record.integers[0]))
        let cells = row(tokens: record.integers[3], hits: record.integers[4], record.reals)
        try table.append([name, .integer(record.integers[1] + 1)] + cells)
      }
      return table
    case .document, .whole:
      var table = Table(columns: [Self.documentColumn] + Self.scores)
      for record in try partial.finishedDocuments() {
        let name = Value.text(try context.documentName(record.integers[0]))
        try table.append([name] + row(tokens: record.integers[1], hits: record.integers[2], record.reals))
      }
      return table
    }
  }

  private func row(tokens: Int, hits: Int, _ means: [Double?]) -> [Value] {
    let coverage = tokens == 0 ? nil : Double(hits) / Double(tokens)
    return [.integer(tokens), .integer(hits), .optional(coverage)] + means.map(Value.optional)
  }

  private func explanation(_ partial: SentimentPartial, in context: AnalysisContext) throws -> Table {
    var table = Table(columns: Self.explanation)
    for record in partial.hits.ordered {
      let words = try record.forms.map { try context.text(of: $0) }
      try table.append([
        .text(try context.documentName(record.integers[0])), .integer(record.integers[2] + 1),
        .integer(record.integers[1] + 1), .text(words.first ?? ""), .real(record.reals[0]),
        .text(words.dropFirst().joined(separator: " ")), .real(record.reals[1]),
      ])
    }
    return table
  }
}
