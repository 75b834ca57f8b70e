import AnalyzerKit

/// The table of one group.
extension Cooccurrence {
  private struct Row {
    let names: [String]
    let o11: Int
    let r1: Int
    let c1: Int
    let n: Int
    let documents: Int?
    let values: [Double?]

    /// A pair of a term with itself may have counts that make no table of two by two; then it has no measures.
    init(
      _ names: [String], o11: Int, r1: Int, c1: Int, n: Int, documents: Int? = nil, nodeFrequency: Int,
      _ measures: [AssociationMeasure]
    ) {
      self.names = names
      (self.o11, self.r1, self.c1, self.n) = (o11, r1, c1, n)
      self.documents = documents
      let table = try? ContingencyTable(o11: o11, r1: r1, c1: c1, n: n)
      values = measures.map { measure in table.flatMap { measure.value($0, nodeFrequency: nodeFrequency) } }
    }
  }

  /// Makes the table of one group.
  public func finish(
    _ partial: CooccurrencePartial, _ prepared: Prepared, in context: AnalysisContext
  ) throws -> Report {
    var found = try node == nil ? pairRows(partial, in: context) : nodeRows(partial, prepared, in: context)
    found.rows.sort(by: precedes)
    let names = node == nil ? Self.terms2 : [Self.collocate]
    var table = Table(
      columns: names + Self.counts + (node == nil ? [] : [Self.documents]) + measures.map(\.column))
    for row in top.map({ found.rows.prefix($0) }) ?? found.rows[...] {
      let expected = row.n == 0 ? nil : Double(row.r1) * Double(row.c1) / Double(row.n)
      let numbers: [Value] = [
        .integer(row.o11), .integer(row.r1), .integer(row.c1), .integer(row.n), .optional(expected),
      ]
      try table.append(
        row.names.map(Value.text) + numbers + (row.documents.map { [.integer($0)] } ?? [])
          + row.values.map(Value.optional))
    }
    var notes = [base(partial, in: context)]
    let dropped = Amount(found.dropped, "row")
    if found.dropped > 0 { notes.append("\(dropped) with o11 below \(minimumCount) \(dropped.verb) left out.") }
    notes.append("mi and its kin are to base 2; log_likelihood has four terms and a sign.")
    return Report(tables: [table], notes: notes)
  }

  private func base(_ partial: CooccurrencePartial, in context: AnalysisContext) -> String {
    if let node {
      let total = partial.counts.total
      return "\(Amount(partial.matchTotal, "match", "matches")) of \(node.name) in \(context.counted(total)); "
        + "n = \(total - partial.nodes.total) without the nodes."
    }
    let what = [Context.window: "pairs of \(context.countedName) at most \(left) apart", .sentence: "sentences"]
    return "n = \(partial.pairs.total) \(what[self.context] ?? "documents"), of the \(partial.pairs.terms.count) "
      + "most frequent terms."
  }

  private func precedes(_ left: Row, _ right: Row) -> Bool {
    let (a, b) = (left.values.first ?? nil, right.values.first ?? nil)
    if a != b { return (a ?? -.infinity) > (b ?? -.infinity) }
    if left.o11 != right.o11 { return left.o11 > right.o11 }
    return left.names.lexicographicallyPrecedes(right.names, by: CodePointOrder.precedes)
  }

  private func nodeRows(
    _ partial: CooccurrencePartial, _ prepared: Prepared, in context: AnalysisContext
  ) throws -> (rows: [Row], dropped: Int) {
    let documents = partial.documents.counts
    let sample = partial.counts.total - partial.nodes.total
    var rows: [Row] = []
    var dropped = 0
    try partial.inside.forEach { form, count in
      guard !prepared.excluded.contains(form) else { return }
      guard count >= minimumCount else {
        dropped += 1
        return
      }
      let outside = partial.counts[form] - partial.nodes[form]
      rows.append(
        Row(
          [try context.text(of: form)], o11: count, r1: partial.inside.total, c1: outside, n: sample,
          documents: documents[form], nodeFrequency: partial.matchTotal, measures))
    }
    return (rows, dropped)
  }

  private func pairRows(
    _ partial: CooccurrencePartial, in context: AnalysisContext
  ) throws -> (rows: [Row], dropped: Int) {
    let pairs = partial.pairs
    let texts = try pairs.terms.map { try context.text(of: $0) }
    // What stands before or after a term, a pair of the same term once only.
    func total(_ rank: Int) -> Int {
      self.context == .window
        ? pairs.firsts[rank] + pairs.seconds[rank] - pairs.count(first: rank, second: rank) : pairs.firsts[rank]
    }
    var rows: [Row] = []
    var dropped = 0
    pairs.forEachPair(isOrdered: isOrdered) { first, second, count in
      guard count >= minimumCount else {
        dropped += 1
        return
      }
      var (a, b) = (first, second)
      if !isOrdered, CodePointOrder.precedes(texts[b], texts[a]) { swap(&a, &b) }
      let before = isOrdered ? pairs.firsts[a] : total(a)
      rows.append(
        Row(
          [texts[a], texts[b]], o11: count, r1: before, c1: isOrdered ? pairs.seconds[b] : total(b), n: pairs.total,
          nodeFrequency: before, measures))
    }
    return (rows, dropped)
  }
}
