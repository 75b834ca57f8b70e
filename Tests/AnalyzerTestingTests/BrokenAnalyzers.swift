import AnalyzerKit

/// A partial that is one number.
struct Tally: Codable, Sendable, Mergeable {
  var number = 0.0
  mutating func merge(_ other: Tally) throws { number += other.number }
}

/// The parts that the broken analyzers share: one number as the report.
protocol TallyAnalyzer: Analyzer where Partial == Tally, Prepared == Void {}

extension TallyAnalyzer {
  static func tallyCard(_ name: String) -> AnalyzerCard {
    AnalyzerCard(
      name: name, summary: "Breaks a law.", columns: [Column("number", .real, "The number.")],
      examples: [.init("news-de | \(name)", "Nothing sound.")])
  }
  var demands: [Demand] { [.tokens()] }
  func start(_ prepared: Void) -> Tally { Tally() }
  func finish(_ partial: Tally, _ prepared: Void, in context: AnalysisContext) throws -> Report {
    var table = Table(columns: [Column("number", .real, "The number.")])
    try table.append([.real(partial.number)])
    return Report(tables: [table])
  }
}

/// Counts batches, which are none of its business.
struct CountsBatches: TallyAnalyzer {
  static let card = tallyCard("countsbatches")
  init(options: Options) throws {}
  func add(_ batch: borrowing TokenBatch, _ prepared: Void, to partial: inout Tally) throws { partial.number += 1 }
}

/// Sums doubles as they come.
struct SumsDoubles: TallyAnalyzer {
  static let card = tallyCard("sumsdoubles")
  init(options: Options) throws {}
  func add(_ batch: borrowing TokenBatch, _ prepared: Void, to partial: inout Tally) throws {
    batch.forEachDocument { slice in
      batch.forEachForm(in: slice.tokens) { index, _ in
        let position = index - slice.lowerBound + slice.firstPosition
        partial.number += 1 / Double(position * position + 3)
      }
    }
  }
}

/// Counts pairs of neighbours and forgets those across a cut.
struct ForgetsTheHalo: TallyAnalyzer {
  static let card = tallyCard("forgetsthehalo")
  init(options: Options) throws {}
  var demands: [Demand] { [.tokens(halo: 1)] }
  func add(_ batch: borrowing TokenBatch, _ prepared: Void, to partial: inout Tally) throws {
    batch.forEachDocument { slice in
      partial.number += Double(max(batch.countedTokens(in: slice.tokens) - 1, 0))
    }
  }
}

/// Starts at 1, so that merging nothing adds something.
struct StartsAtOne: TallyAnalyzer {
  static let card = tallyCard("startsatone")
  init(options: Options) throws {}
  func start(_ prepared: Void) -> Tally { Tally(number: 1) }
  func add(_ batch: borrowing TokenBatch, _ prepared: Void, to partial: inout Tally) throws {}
}

/// Keeps a form's number in its report, which means nothing elsewhere.
struct LeaksNumbers: TallyAnalyzer {
  static let card = tallyCard("leaksnumbers")
  init(options: Options) throws {}
  func add(_ batch: borrowing TokenBatch, _ prepared: Void, to partial: inout Tally) throws {
    batch.forEachDocument { slice in
      batch.forEachForm(in: slice.tokens) { _, form in
        partial.number = max(partial.number, Double(form.rawValue))
      }
    }
  }
  func merge(_ other: Tally, into partial: inout Tally) throws { partial.number = max(partial.number, other.number) }
}

/// Subtracts when it merges.
struct MergesInOneOrder: TallyAnalyzer {
  static let card = tallyCard("mergesinoneorder")
  init(options: Options) throws {}
  func add(_ batch: borrowing TokenBatch, _ prepared: Void, to partial: inout Tally) throws {
    partial.number += Double(batch.count)
  }
  func merge(_ other: Tally, into partial: inout Tally) throws { partial.number -= other.number }
}

/// Loses half of its number on the way through bytes.
struct LosesPrecision: Analyzer {
  struct Partial: Codable, Sendable, Mergeable {
    var number = 0
    var lost = 0
    enum CodingKeys: CodingKey { case number }
    mutating func merge(_ other: Partial) throws {
      number += other.number
      lost += other.lost
    }
  }
  static let card = AnalyzerCard(
    name: "losesprecision", summary: "Loses a part.", columns: [Column("number", .integer, "The number.")],
    examples: [.init("news-de | losesprecision", "Nothing sound.")])
  init(options: Options) throws {}
  var demands: [Demand] { [.formCounts] }
  func start(_ prepared: Void) -> Partial { Partial() }
  func add(_ counts: borrowing FormCounts, _ prepared: Void, to partial: inout Partial) throws {
    partial.number += counts.tokens
    partial.lost += counts.documents
  }
  func finish(_ partial: Partial, _ prepared: Void, in context: AnalysisContext) throws -> Report {
    var table = Table(columns: Self.card.columns)
    try table.append([.integer(partial.number + partial.lost)])
    return Report(tables: [table])
  }
}

/// Gives a column that its card does not list, of another kind than it says.
struct HidesAColumn: TallyAnalyzer {
  static let card = tallyCard("hidesacolumn")
  init(options: Options) throws {}
  func add(_ batch: borrowing TokenBatch, _ prepared: Void, to partial: inout Tally) throws {}
  func finish(_ partial: Tally, _ prepared: Void, in context: AnalysisContext) throws -> Report {
    var table = Table(columns: [Column("secret", .integer, "Hidden.")])
    try table.append([.text("three")])
    return Report(tables: [table])
  }
}

/// Throws where it is given something.
struct Fails: TallyAnalyzer {
  static let card = tallyCard("fails")
  init(options: Options) throws {}
  func add(_ batch: borrowing TokenBatch, _ prepared: Void, to partial: inout Tally) throws {
    throw AnalyzerError.unsuitableCorpus("the corpus has no regions")
  }
}
