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
    _ = isSame(report, again, "a second run of the same")
    checkColumns(of: report, groupedBy: [])
  }

  /// Random cuts give the report of the whole.
  func checkCuts() throws {
    let whole = try run.report()
    for seed in seeds {
      guard isSame(whole, try run.report(cutting: seed), "the corpus cut at random (seed \(seed))") else { return }
    }
  }

  /// Random cuts give the report of the groups folded whole.
  func checkGroups(by fields: [String]) throws {
    let whole = try run.report(by: fields)
    checkColumns(of: whole, groupedBy: fields)
    for seed in seeds.prefix(3) {
      let cut = try run.report(by: fields, cutting: seed)
      guard isSame(whole, cut, "the corpus grouped by \(fields) and cut at random (seed \(seed))") else { return }
    }
  }

  /// Where each match is a row, the first rows alone are those of the whole, and its notes still tell of all.
  func checkFirstRows() throws {
    let areRows = run.analyzer.demands.contains {
      if case .windows(let windows) = $0 { windows.isRowEach } else { false }
    }
    guard areRows else { return }
    let whole = try run.report()
    for count in [0, 1, 3, Int.max] {
      func first(_ report: Report) -> Report {
        Report(
          tables: report.tables.map { $0.selecting(rows: Array(0..<min(count, $0.rowCount))) }, notes: report.notes)
      }
      let few = try run.report(firstRows: count)
      guard isSame(first(whole), first(few), "the first \(count) rows with all other matches omitted") else { return }
    }
  }

  /// Partials merge in any order and grouping, and with the partial of nothing, to the same report.
  func checkMerges() throws {
    for seed in seeds {
      var generator = SeededGenerator(seed: seed)
      let partials = try run.partials(cutting: seed)
      let inOrder = try folded(partials[...])
      let expected = try run.report(of: inOrder)
      let start = run.analyzer.start(run.prepared)
      let others = [
        ("partials merged in another order", try run.merged(partials, using: &generator)),
        ("partials merged backwards", try folded(partials.reversed()[...])),
        ("a partial merged into the partial of nothing", try folded([start, inOrder])),
        ("the partial of nothing merged into a partial", try folded([inOrder, start])),
      ]
      for (what, partial) in others {
        guard isSame(expected, try run.report(of: partial), "\(what) (seed \(seed))") else { return }
      }
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
      let found = try run.report(of: try run.merged(decoded, using: &generator))
      guard isSame(expected, found, "partials read back from their bytes (seed \(seed))") else { return }
    }
  }

  /// Partials survive the way into a store with other form numbers.
  func checkOtherNumbers() throws {
    let expected = try run.report()
    for seed in seeds.prefix(4) {
      var generator = SeededGenerator(seed: seed)
      let other = try MemoryRun(A.self, options: options, on: run.corpus.renumbered(seed: seed))
      let (here, there) = (MemoryFormCodec(run.corpus), MemoryFormCodec(other.corpus))
      let moved = try run.partials(cutting: seed).map { partial in
        try PartialCoding.decode(
          A.Partial.self, from: try PartialCoding.encode(partial, forms: here), forms: there)
      }
      let merged = try other.merged(moved + [other.analyzer.start(other.prepared)], using: &generator)
      guard isSame(expected, try other.report(), "the corpus with other form numbers (seed \(seed))"),
        isSame(
          expected, try other.report(of: merged),
          "partials moved to a store with other form numbers (seed \(seed))")
      else { return }
    }
  }

  /// Partials merged one after the other into the first.
  private func folded(_ partials: ArraySlice<A.Partial>) throws -> A.Partial {
    var result = partials.first ?? run.analyzer.start(run.prepared)
    for partial in partials.dropFirst() { try run.analyzer.merge(partial, into: &result) }
    return result
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
        record("the column ‘\(column.name)’ of kind \(column.kind.rawValue) holds \(ReportDifference.text(odd))")
      }
    }
  }

  private func fits(_ value: Value, _ kind: Column.Kind) -> Bool {
    switch (value, kind) {
    case (.missing, _), (.text, .text), (.text, .date), (.integer, .integer), (.integer, .real), (.real, .real): true
    default: false
    }
  }

  /// Records a difference; each law stops at its first, because more of them say no more.
  private func isSame(_ expected: Report, _ found: Report, _ what: String) -> Bool {
    guard let difference = ReportDifference.first(between: expected, and: found) else { return true }
    record("\(what) gives another report: \(difference)")
    return false
  }

  private func record(_ message: String) {
    Issue.record("\(A.card.name): \(message)", sourceLocation: location)
  }
}
