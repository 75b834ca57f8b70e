import AnalyzerKit

/// The table of one group.
extension Duplicates {
  /// A document as its row shows it.
  private struct Entry {
    let record: Records.Record
    let name: String
    let date: Value
  }

  /// Finds near-copies and makes the table of one group.
  public func finish(_ partial: Records, _ prepared: Prepared, in context: AnalysisContext) throws -> Report {
    guard partial.integerCount == 3 + banding.bands else {
      throw AnalyzerError.damagedPartial("sketches of another kind")
    }
    let entries = try byAge(partial, in: context)
    var search = NearCopies(
      entries.map { entry in
        let numbers = entry.record.integers
        return NearCopies.Document(content: numbers[2], tokens: numbers[1], bands: Array(numbers[3...]))
      }, near: near,
      shingles: { index in
        let forms = try context.forms(ofDocument: entries[index].record.integers[0])
        let all = Shingles.hashes(of: try prepared.hashes(of: forms), width: width).sorted()
        return all.indices.filter { $0 == 0 || all[$0] != all[$0 - 1] }.map { all[$0] }
      }, checkCancellation: { try context.checkCancellation() })
    // What has the same original stands together.
    let copies = try search.find().sorted {
      $0.original != $1.original ? $0.original < $1.original : $0.document < $1.document
    }
    var table = Table(columns: Self.columns)
    for copy in copies {
      let entry = entries[copy.document]
      try table.append([
        .text(entry.name), .text(entries[copy.original].name), .real(copy.similarity), entry.date,
        try field("title", of: entry.record.integers[0], in: context),
      ])
    }
    return Report(tables: [table], notes: notes(copies.count, of: entries, in: context))
  }

  private func notes(_ copies: Int, of entries: [Entry], in context: AnalysisContext) -> [String] {
    let all = Amount(entries.count, "document")
    let isOne = copies == 1 || entries.count == 1
    let found = isOne ? "is a near-copy of an earlier one" : "are near-copies of earlier ones"
    let words = Amount(width, context.countsPunctuation ? "token" : "word")
    var notes = ["\(copies) of \(all) \(found): similarity at least \(near), over shingles of \(words)."]
    let empty = entries.reduce(0) { $0 + ($1.record.integers[1] == 0 ? 1 : 0) }
    if empty > 0 { notes.append("\(Amount(empty, "document")) without a word left aside.") }
    return notes
  }

  /// The documents by date, those without one last, then by name.
  private func byAge(_ partial: Records, in context: AnalysisContext) throws -> [Entry] {
    let entries = try partial.ordered.map { record in
      Entry(
        record: record, name: try context.documentName(record.integers[0]),
        date: try field("date", of: record.integers[0], in: context))
    }
    return entries.sorted { left, right in
      if left.date != right.date {
        if left.date == .missing || right.date == .missing { return right.date == .missing }
        return left.date < right.date
      }
      return CodePointOrder.precedes(left.name, right.name)
    }
  }

  /// A field that a corpus in memory may lack.
  private func field(_ name: String, of document: Int, in context: AnalysisContext) throws -> Value {
    do {
      return try context.field(name, of: document)
    } catch let error as AnalyzerError {
      guard case .unsuitableCorpus = error else { throw error }
      return .missing
    }
  }
}
