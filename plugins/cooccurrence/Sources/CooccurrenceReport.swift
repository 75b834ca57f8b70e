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

  /// The rows of a group: where only the first so many are wanted, none that cannot be among them.
  private struct Rows {
    private(set) var rows: [Row] = []
    let n: Int
    /// How many rows minima left out.
    var dropped = 0
    /// The text of a name.
    let text: (Int) throws -> String
    private let top: Int?
    /// What a row has that has as many before it as are wanted.
    private var least = -Double.infinity
    /// How many rows there may be before it is looked for again.
    private var room: Int

    /// Sorting takes longer than looking, but only where few of many are wanted.
    private static let mostWanted = 1 << 20

    init(n: Int, top: Int?, text: @escaping (Int) throws -> String) {
      self.n = n
      self.top = top.flatMap { (1...Rows.mostWanted).contains($0) ? $0 : nil }
      self.text = text
      room = max(1_024, (self.top ?? 0) * 4)
    }

    /// Whether a row with a first measure of at most `ceiling` may have a place.
    func mayHave(_ ceiling: Double) -> Bool { ceiling >= least }

    /// Adds a row, whose first measure `first` gives, unless it has no place.
    mutating func add(_ row: Row, first: (Row) -> Double?) {
      let value = first(row)
      guard value ?? -.infinity >= least else { return }
      rows.append(row)
      rows[rows.count - 1].first = value
      if let top, rows.count >= room { keepLargest(top) }
    }

    private mutating func keepLargest(_ top: Int) {
      let values = rows.map { $0.first ?? -.infinity }.sorted(by: >)
      let bound = values[top - 1]
      least = bound
      rows.removeAll { ($0.first ?? -.infinity) < bound }
      // Rows that have the same all stay.
      room = max(room, rows.count * 2)
    }

    /// Puts the rows in order.
    mutating func sort(by precedes: (Row, Row) throws -> Bool) rethrows { try rows.sort(by: precedes) }
  }

  /// Makes the table of one group.
  public func finish(
    _ partial: CooccurrencePartial, _ prepared: Prepared, in context: AnalysisContext
  ) throws -> Report {
    var found = try node == nil ? pairRows(partial, in: context) : nodeRows(partial, prepared, in: context)
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
    let ofInformation: [AssociationMeasure] = [
      .mutualInformation, .mutualInformation2, .mutualInformation3, .localMutualInformation,
    ]
    var said: [String] = []
    if measures.contains(where: ofInformation.contains) { said.append("mi and its kin are to base 2") }
    if measures.contains(.logLikelihood) { said.append("log_likelihood has four terms and a sign") }
    if !said.isEmpty { notes.append(said.joined(separator: "; ") + ".") }
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
    try found.sort { left, right in
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
    let n = partial.counts.total - partial.nodes.total
    var found = Rows(n: n, top: top) { number in
      if let known = texts[number] { return known }
      let text = try context.text(of: FormID(rawValue: UInt32(truncatingIfNeeded: number)))
      texts[number] = text
      return text
    }
    try context.checkCancellation()
    let ceiling = measures.first?.ceiling(n: n)
    partial.inside.forEach { form, count in
      guard !prepared.excluded.contains(form) else { return }
      guard count >= minimumCount else {
        found.dropped += 1
        return
      }
      // Mostly that much tells, and nothing else need be looked up.
      let frequency = partial.counts[form]
      if let ceiling, !found.mayHave(ceiling * Double(frequency)) { return }
      found.add(
        Row(
          names: (Int(form.rawValue), 0), o11: count, r1: partial.inside.total, c1: frequency - partial.nodes[form],
          documents: partial.insideDocuments[form], nodeFrequency: partial.matchTotal)
      ) { value(measures.first, $0, n) }
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
    var found = Rows(n: pairs.total, top: top) { texts[$0] }
    let dropped = pairs.forEachPair(isOrdered: isOrdered, atLeast: minimumCount) { first, second, count in
      var (a, b) = (first, second)
      if !isOrdered, CodePointOrder.precedes(texts[b], texts[a]) { swap(&a, &b) }
      let before = isOrdered ? firsts[a] : total(a)
      found.add(
        Row(
          names: (a, b), o11: count, r1: before, c1: isOrdered ? seconds[b] : total(b), documents: 0,
          nodeFrequency: before)
      ) { value(measures.first, $0, pairs.total) }
    }
    found.dropped = dropped
    return found
  }
}
