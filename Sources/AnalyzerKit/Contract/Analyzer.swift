/// An analysis as a fold: start from nothing, add batches, merge partials, finish into a report.
///
/// Whoever writes these functions gets from the workbench every core, progress, Ctrl-C, groups (`--by`),
/// sub-corpora, caching and isolation. The laws, which `AnalyzerTesting` checks: however the corpus is cut into
/// batches and partials, and in whatever order they are merged, the report is the same; and a partial survives its
/// encoding. Counters of whole numbers and the kit's containers keep them; plain sums of `Double` do not.
public protocol Analyzer: Sendable {
  /// What depends on the corpus but not on its tokens: form sets, scores by form. Made once, read by all threads.
  associatedtype Prepared: Sendable
  /// What one or more batches have given so far.
  associatedtype Partial: Codable & Sendable

  /// Its name, options, columns and examples.
  static var card: AnalyzerCard { get }

  /// Takes the options, whose kinds and bounds the workbench has checked.
  ///
  /// Throws `AnalyzerError.invalidOption` where values do not go together.
  init(options: Options) throws

  /// What it needs of the corpus: mostly one kind of batch; several where counts and windows belong together.
  var demands: [Demand] { get }

  /// Resolves options against the vocabulary.
  func prepare(_ corpus: CorpusView) throws -> Prepared

  /// The partial of nothing.
  func start(_ prepared: Prepared) -> Partial

  /// Adds a batch of tokens; called when `.tokens` or `.documents` is demanded.
  func add(_ batch: borrowing TokenBatch, _ prepared: Prepared, to partial: inout Partial) throws

  /// Adds form counts; called when `.formCounts` is demanded.
  func add(_ counts: borrowing FormCounts, _ prepared: Prepared, to partial: inout Partial) throws

  /// Adds matches with the tokens around them; called when `.windows` is demanded.
  func add(_ windows: borrowing WindowBatch, _ prepared: Prepared, to partial: inout Partial) throws

  /// Adds how often forms stand inside windows; called when `.collocates` is demanded.
  func add(_ collocates: borrowing CollocateCounts, _ prepared: Prepared, to partial: inout Partial) throws

  /// Adds what another partial holds; associative and commutative.
  func merge(_ other: Partial, into partial: inout Partial) throws

  /// Makes the report of one group.
  func finish(_ partial: Partial, _ prepared: Prepared, in context: AnalysisContext) throws -> Report

  /// Makes the report of all groups; the default finishes each apart and puts the tables under each other.
  func finish(_ groups: [Group<Partial>], _ prepared: Prepared, in context: AnalysisContext) throws -> Report
}

/// The documents of one value of `--by`, folded; without `--by` there is one group with an empty key.
public struct Group<Partial: Sendable>: Sendable {
  /// The values of the fields that `--by` names.
  public let key: [Value]
  /// What its documents have given.
  public let partial: Partial

  /// Pairs a key with a partial.
  public init(key: [Value], partial: Partial) {
    self.key = key
    self.partial = partial
  }
}

extension Analyzer {
  /// Refuses: an analyzer that demands tokens takes them by a function of its own.
  public func add(_ batch: borrowing TokenBatch, _ prepared: Prepared, to partial: inout Partial) throws {
    throw AnalyzerError.undemanded("tokens")
  }

  /// Refuses: an analyzer that demands form counts takes them by a function of its own.
  public func add(_ counts: borrowing FormCounts, _ prepared: Prepared, to partial: inout Partial) throws {
    throw AnalyzerError.undemanded("form counts")
  }

  /// Refuses: an analyzer that demands windows takes them by a function of its own.
  public func add(_ windows: borrowing WindowBatch, _ prepared: Prepared, to partial: inout Partial) throws {
    throw AnalyzerError.undemanded("windows")
  }

  /// Refuses: an analyzer that demands counts of collocates takes them by a function of its own.
  public func add(_ collocates: borrowing CollocateCounts, _ prepared: Prepared, to partial: inout Partial) throws {
    throw AnalyzerError.undemanded("collocates")
  }

  /// Finishes each group apart, with a column for each field that `--by` names before the others.
  public func finish(
    _ groups: [Group<Partial>], _ prepared: Prepared, in context: AnalysisContext
  ) throws -> Report {
    let reports = try groups.map { group in
      (key: group.key, report: try finish(group.partial, prepared, in: context))
    }
    return try Report.stacked(reports, by: context.groupColumns)
  }
}

extension Analyzer where Prepared == Void {
  /// Has nothing to prepare.
  public func prepare(_ corpus: CorpusView) {}
}

extension Analyzer where Partial: Mergeable {
  /// Merges as the partial itself does.
  public func merge(_ other: Partial, into partial: inout Partial) throws {
    try partial.merge(other)
  }
}

/// A container that takes in another of its kind, in any order with the same outcome.
public protocol Mergeable {
  /// Adds what the other holds.
  mutating func merge(_ other: Self) throws
}
