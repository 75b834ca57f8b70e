import AnalyzerKit

/// The table of one group.
extension Cooccurrence {
  /// A row before its texts are looked up and all measures taken: rows may be millions, and few of them shown.
  private struct Row {
    /// What names it: a form by number with a node, else the ranks of two terms.
    let names: (Int, Int)
    let o11: Int
    let r1: Int
    let c1: Int
    let documents: Int
    let nodeFrequency: Int
    /// The first measure, which rows are ordered by; missing as in `value`.
    var first: Double?
  }

  /// The rows of a group.
  private struct Rows {
    var rows: [Row] = []
    let n: Int
    /// How many rows minima left out.
    var dropped = 0
    /// The text of a name.
    let text: (Int) throws -> String

    /// Leaves out what cannot be among the first so many, where these are a small part: sorting takes longer than looking.
    mutating func keepLargest(_ top: Int?) {
      guard let top, top < rows.count / 8 else { return }
      // The least of the largest so far; whatever is below all of them has no place among the first.
      var largest: [Double] = []
      var least = -Double.infinity
      let room = max(top * 2, 1024)
      for row in rows {
        let value = row.first ?? -.infinity
        guard value >= least else { continue }
        largest.append(value)
        if largest.count >= room {
          largest.sort(by: >)
          largest.removeLast(largest.count - top)
          least = largest.last ?? least
        }
      }
      largest.sort(by: >)
      if top >= 1, largest.count >= top { least = max(least, largest[top - 1]) }
      rows.removeAll { ($0.first ?? -.infinity) < least }
    }
  }

  /// Makes the table of one group.
  public func finish(
    _ partial: CooccurrencePartial, _ prepared: Prepared, in context: AnalysisContext
  ) throws -> Report {
    var found = try node == nil ? pairRows(partial, in: context) : nodeRows(partial, prepared, in: context)
    for index in found.rows.indices { found.rows[index].first = value(measures.first, found.rows[index], found.n) }
    found.keepLargest(top)
    try sort(&found)
    let names = node == nil ? Self.terms2 : [Self.collocate]
    var table = Table(
      columns: names + Self.counts + (node == nil ? [] : [Self.documents]) + measures.map(\.column))
    for row in top.map({ found.rows.prefix($0) }) ?? found.rows[...] {
      let expected = found.n == 0 ? nil : Double(row.r1) * Double(row.c1) / Double(found.n)
      let texts = node == nil ? [row.names.0, row.names.1] : [row.names.0]
      let numbers: [Value] = [
        .integer(row.o11), .integer(row.r1), .integer(row.c1), .integer(found.n), .optional(expected),
      ]
      try table.append(
        texts.map { .text(try found.text($0)) } + numbers + (node == nil ? [] : [.integer(row.documents)])
          + measures.map { .optional(value($0, row, found.n)) })
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

  /// A measure of a row.
  ///
  /// A pair of a term with itself may have counts that make no table of two by two; then it has no measures.
  private func value(_ measure: AssociationMeasure?, _ row: Row, _ n: Int) -> Double? {
    guard let table = try? ContingencyTable(o11: row.o11, r1: row.r1, c1: row.c1, n: n) else { return nil }
    return measure?.value(table, nodeFrequency: row.nodeFrequency)
  }

  /// By the first measure down, o11 down, code point; texts are looked up where the rest is equal.
  private func sort(_ found: inout Rows) throws {
    let text = found.text
    try found.rows.sort { left, right in
      if left.first != right.first { return (left.first ?? -.infinity) > (right.first ?? -.infinity) }
      if left.o11 != right.o11 { return left.o11 > right.o11 }
      if left.names.0 != right.names.0 {
        return CodePointOrder.precedes(try text(left.names.0), try text(right.names.0))
      }
      return try left.names.1 != right.names.1
        && CodePointOrder.precedes(text(left.names.1), text(right.names.1))
    }
  }

  private func nodeRows(
    _ partial: CooccurrencePartial, _ prepared: Prepared, in context: AnalysisContext
  ) throws -> Rows {
    var texts: [Int: String] = [:]
    var found = Rows(n: partial.counts.total - partial.nodes.total) { number in
      if let known = texts[number] { return known }
      let text = try context.text(of: FormID(rawValue: UInt32(truncatingIfNeeded: number)))
      texts[number] = text
      return text
    }
    try context.checkCancellation()
    partial.inside.forEach { form, count in
      guard !prepared.excluded.contains(form) else { return }
      guard count >= minimumCount else {
        found.dropped += 1
        return
      }
      found.rows.append(
        Row(
          names: (Int(form.rawValue), 0), o11: count, r1: partial.inside.total,
          c1: partial.counts[form] - partial.nodes[form], documents: partial.insideDocuments[form],
          nodeFrequency: partial.matchTotal))
    }
    return found
  }

  private func pairRows(_ partial: CooccurrencePartial, in context: AnalysisContext) throws -> Rows {
    let pairs = partial.pairs
    let texts = try pairs.terms.map { try context.text(of: $0) }
    let (firsts, seconds) = (pairs.firsts, pairs.seconds)
    // What stands before or after a term, a pair of the same term once only.
    func total(_ rank: Int) -> Int {
      self.context == .window
        ? firsts[rank] + seconds[rank] - pairs.count(first: rank, second: rank) : firsts[rank]
    }
    var found = Rows(n: pairs.total) { texts[$0] }
    found.dropped = pairs.forEachPair(isOrdered: isOrdered, atLeast: minimumCount) { first, second, count in
      var (a, b) = (first, second)
      if !isOrdered, CodePointOrder.precedes(texts[b], texts[a]) { swap(&a, &b) }
      let before = isOrdered ? firsts[a] : total(a)
      found.rows.append(
        Row(
          names: (a, b), o11: count, r1: before, c1: isOrdered ? seconds[b] : total(b), documents: 0,
          nodeFrequency: before))
    }
    return found
  }
}
