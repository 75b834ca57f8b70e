import AnalyzerKit
import Testing

/// Holds one analyzer with its options on one corpus against the laws; records an issue for each that is broken.
struct LawCheck<A: Analyzer> {
  let run: MemoryRun<A>
  let options: [String: OptionValue]
  let seed: UInt64
  let rounds: Int
  let location: SourceLocation

  private var seeds: [UInt64] { (0..<max(rounds, 1)).map { seed &* 1_000_003 &+ UInt64($0) } }

  /// Two runs from the start give the same, and the report has the card's columns.
  func checkDeterminism() throws {
    let report = try run.report()
    let again = try MemoryRun(A.self, options: options, on: run.corpus).report()
    expectSame(report, again, "a second run of the same")
    checkColumns(of: report, groupedBy: [])
  }

  /// Random cuts give the report of the whole.
  func checkCuts() throws {
    let whole = try run.report()
    for seed in seeds {
      expectSame(whole, try run.report(cutting: seed), "the corpus cut at random (seed \(seed))")
    }
  }

  /// Random cuts give the report of the groups folded whole.
  func checkGroups(by fields: [String]) throws {
    let whole = try run.report(by: fields)
    checkColumns(of: whole, groupedBy: fields)
    for seed in seeds.prefix(3) {
      let cut = try run.report(by: fields, cutting: seed)
      expectSame(whole, cut, "the corpus grouped by \(fields) and cut at random (seed \(seed))")
    }
  }

  /// Partials merge in any order and grouping, and with the partial of nothing, to the same report.
  func checkMerges() throws {
    for seed in seeds {
      var generator = SeededGenerator(seed: seed)
      let partials = try run.partials(cutting: seed)
      var inOrder = partials[0]
      for partial in partials.dropFirst() { try run.analyzer.merge(partial, into: &inOrder) }
      let expected = try run.report(of: inOrder)
      let tree = try run.merged(partials, using: &generator)
      expectSame(expected, try run.report(of: tree), "partials merged in another order (seed \(seed))")
      var reversed = partials[partials.count - 1]
      for partial in partials.dropLast().reversed() { try run.analyzer.merge(partial, into: &reversed) }
      expectSame(expected, try run.report(of: reversed), "partials merged backwards (seed \(seed))")
      var before = run.analyzer.start(run.prepared)
      try run.analyzer.merge(inOrder, into: &before)
      expectSame(expected, try run.report(of: before), "a partial merged into the partial of nothing")
      var after = inOrder
      try run.analyzer.merge(run.analyzer.start(run.prepared), into: &after)
      expectSame(expected, try run.report(of: after), "the partial of nothing merged into a partial")
    }
  }

  /// Partials survive their encoding within a store: read back, they merge and finish as before.
  func checkEncoding() throws {
    let expected = try run.report()
    for seed in seeds.prefix(4) {
      var generator = SeededGenerator(seed: seed)
      let decoded = try run.partials(cutting: seed).map { partial in
        try PartialCoding.decode(A.Partial.self, from: try PartialCoding.encode(partial))
      }
      let merged = try run.merged(decoded, using: &generator)
      expectSame(expected, try run.report(of: merged), "partials read back from their bytes (seed \(seed))")
    }
  }

  /// Partials survive the way into a store with other form numbers.
  func checkOtherNumbers() throws {
    let expected = try run.report()
    for seed in seeds.prefix(4) {
      var generator = SeededGenerator(seed: seed)
      let other = try MemoryRun(A.self, options: options, on: run.corpus.renumbered(seed: seed))
      let (here, there) = (MemoryFormCodec(run.corpus), MemoryFormCodec(other.corpus))
      expectSame(expected, try other.report(), "the corpus with other form numbers (seed \(seed))")
      let moved = try run.partials(cutting: seed).map { partial in
        try PartialCoding.decode(
          A.Partial.self, from: try PartialCoding.encode(partial, forms: here), forms: there)
      }
      let merged = try other.merged(moved + [other.analyzer.start(other.prepared)], using: &generator)
      let found = try other.report(of: merged)
      expectSame(expected, found, "partials moved to a store with other form numbers (seed \(seed))")
    }
  }

  /// Damaged bytes are refused, or read as some partial; neither traps.
  func checkDamage() {
    guard let bytes = try? PartialCoding.encode(try run.partial()) else { return }
    var generator = SeededGenerator(seed: seed)
    for round in 0..<max(rounds, 1) * 8 {
      let damaged = round % 4 == 0 ? Damage.random(using: &generator) : Damage.damaged(bytes, using: &generator)
      _ = try? PartialCoding.decode(A.Partial.self, from: damaged)
    }
    if (try? PartialCoding.decode(A.Partial.self, from: bytes + [0])) != nil {
      record("reads a partial although bytes are left over")
    }
  }

  private func checkColumns(of report: Report, groupedBy fields: [String]) {
    let known = Set(A.card.columns.map(\.name))
    guard let table = report.tables.first else { return }
    let names = table.columns.map(\.name)
    if Array(names.prefix(fields.count)) != fields { record("the report by \(fields) starts with \(names)") }
    for column in table.columns.dropFirst(fields.count) where !known.contains(column.name) {
      record("the report has a column ‘\(column.name)’ that the card does not list")
    }
    if Set(names).count < names.count { record("the report has two columns of one name: \(names)") }
    for (column, cells) in zip(table.columns, table.cells) {
      if let odd = cells.first(where: { !fits($0, column.kind) }) {
        record("the column ‘\(column.name)’ of kind \(column.kind.rawValue) holds \(odd)")
      }
    }
  }

  private func fits(_ value: Value, _ kind: Column.Kind) -> Bool {
    switch (value, kind) {
    case (.missing, _), (.text, .text), (.text, .date), (.integer, .integer), (.integer, .real), (.real, .real): true
    default: false
    }
  }

  private func expectSame(_ expected: Report, _ found: Report, _ what: String) {
    if let difference = ReportDifference.first(between: expected, and: found) {
      record("\(what) gives another report: \(difference)")
    }
  }

  private func record(_ message: String) {
    Issue.record("\(A.card.name): \(message)", sourceLocation: location)
  }
}
