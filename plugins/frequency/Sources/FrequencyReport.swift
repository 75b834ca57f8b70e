import AnalyzerKit

/// The table of one group.
extension Frequency {
  /// One row before it is written.
  private struct Row {
    let term: String
    let form: FormID?
    let count: Int
    let documents: Int
  }

  /// Makes the table of one group.
  public func finish(
    _ partial: FrequencyPartial, _ prepared: Prepared, in context: AnalysisContext
  ) throws -> Report {
    let found =
      try needsRecords ? matchedRows(partial, prepared, in: context) : formRows(partial, prepared, in: context)
    var table = Table(columns: Self.columns + (showsForms ? [Self.formsColumn] : []))
    let paired = pairedWords(partial)
    var rank = 0
    for (index, row) in found.rows.enumerated() {
      if index == 0 || row.count != found.rows[index - 1].count { rank = index + 1 }
      let share = partial.documentTotal == 0 ? nil : Double(row.documents) / Double(partial.documentTotal) * 100
      let perMillion = partial.tokenTotal == 0 ? nil : Double(row.count) / Double(partial.tokenTotal) * 1_000_000
      var cells: [Value] = [
        .text(row.term), .integer(row.count), .optional(perMillion), .integer(rank), .integer(row.documents),
        .optional(share),
      ]
      if showsForms { cells.append(.text(try forms(behind: row.form, partial, paired, in: context))) }
      try table.append(cells)
    }
    let base = context.counted(partial.tokenTotal)
    var notes = ["\(base) in \(Amount(partial.documentTotal, "document")) \(base.verb) the base."]
    let dropped = Amount(found.dropped, "term")
    if found.dropped > 0 { notes.append("\(dropped) below the minima \(dropped.verb) left out.") }
    return Report(
      tables: [table], charts: [Chart(.bar, title: "Most frequent terms", x: "term", y: ["count"])], notes: notes)
  }

  private var needsRecords: Bool { demands.count > 1 && !showsForms }

  /// The rows of a list of forms, and how many terms the minima left out.
  private func formRows(
    _ partial: FrequencyPartial, _ prepared: Prepared, in context: AnalysisContext
  ) throws -> (rows: [Row], dropped: Int) {
    let (kept, dropped) = kept(partial, prepared)
    var rows = try context.ranked(kept, limit: top).map { form in
      Row(term: try context.text(of: form), form: form, count: kept[form], documents: partial.documents[form])
    }
    let missing = prepared.names.filter { name in !name.forms.contains { partial.counts[$0] > 0 } }
    rows += missing.map { Row(term: $0.text, form: nil, count: 0, documents: 0) }.sorted(by: precedes)
    return (top.map { Array(rows.prefix($0)) } ?? rows, dropped)
  }

  /// The counts of the terms that have a row, and how many the minima left out.
  private func kept(_ partial: FrequencyPartial, _ prepared: Prepared) -> (counts: FormCounter, dropped: Int) {
    if prepared.allowed == nil, prepared.excluded.isEmpty, minimumCount <= 1, minimumDocuments <= 1 {
      return (partial.counts, 0)
    }
    var kept = FormCounter()
    var dropped = 0
    partial.counts.forEach { form, count in
      guard prepared.allows(form) else { return }
      if prepared.named.contains(form) || (count >= minimumCount && partial.documents[form] >= minimumDocuments) {
        kept.add(form, count)
      } else {
        dropped += 1
      }
    }
    return (kept, dropped)
  }

  /// The rows of queries whose matches were collected one by one.
  private func matchedRows(
    _ partial: FrequencyPartial, _ prepared: Prepared, in context: AnalysisContext
  ) throws -> (rows: [Row], dropped: Int) {
    struct Key: Hashable {
      let isLabel: Bool
      let term: String
    }
    var counts: [Key: Int] = [:]
    var documents: [Key: Set<Int>] = [:]
    var named: Set<Key> = []
    for record in partial.matches.ordered {
      let label = queries[record.integers[0]].label
      let words = label == nil ? try record.forms.map { try context.text(of: $0) } : []
      let key = Key(isLabel: label != nil, term: label ?? words.joined(separator: " "))
      counts[key, default: 0] += record.integers[2]
      documents[key, default: []].insert(record.integers[1])
      if let form = record.forms.first, record.forms.count == 1, prepared.named.contains(form) { named.insert(key) }
    }
    for label in queries.compactMap(\.label) { named.insert(Key(isLabel: true, term: label)) }
    for name in prepared.names {
      let terms = try name.forms.map { Key(isLabel: false, term: try context.text(of: $0)) }
      if !terms.contains(where: named.contains) { named.insert(Key(isLabel: false, term: name.text)) }
    }
    for key in named { counts[key, default: 0] += 0 }
    let all = counts.map { key, count in
      let row = Row(term: key.term, form: nil, count: count, documents: documents[key]?.count ?? 0)
      return (isNamed: named.contains(key), row: row)
    }
    let kept = all.filter { $0.isNamed || ($0.row.count >= minimumCount && $0.row.documents >= minimumDocuments) }
    let rows = kept.map(\.row).sorted(by: precedes)
    return (top.map { Array(rows.prefix($0)) } ?? rows, all.count - kept.count)
  }

  private func precedes(_ left: Row, _ right: Row) -> Bool {
    left.count != right.count ? left.count > right.count : CodePointOrder.precedes(left.term, right.term)
  }

  /// The words of each form where a word does not tell it; nil in other layers, where the vocabulary tells.
  private func pairedWords(_ partial: FrequencyPartial) -> [FormID: FormCounter]? {
    guard partial.pairs.count > 0 else { return nil }
    var words: [FormID: FormCounter] = [:]
    for index in 0..<partial.pairs.count {
      let pair = partial.pairs.record(index)
      guard let form = pair.forms.first, let word = pair.forms.last else { continue }
      words[form, default: FormCounter()].add(word, pair.integers[0])
    }
    return words
  }

  private func forms(
    behind form: FormID?, _ partial: FrequencyPartial, _ paired: [FormID: FormCounter]?, in context: AnalysisContext
  ) throws -> String {
    guard let form else { return "" }
    var counts = paired?[form] ?? FormCounter()
    if paired == nil {
      for word in try context.words(behind: form) { counts.add(word, partial.words[word]) }
    }
    return try context.ranked(counts).map { "\(try context.text(of: $0)) \(counts[$0])" }.joined(separator: ", ")
  }
}
