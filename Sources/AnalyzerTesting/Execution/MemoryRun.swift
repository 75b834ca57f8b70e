import AnalyzerKit

/// An analysis of a `MemoryCorpus`: slow, on one thread, and cut as one likes.
///
///     let run = try MemoryRun(WordCount.self, options: ["top": .integer(5)], on: corpus)
///     let report = try run.report()
public struct MemoryRun<A: Analyzer> {
  /// The analyzer with its options.
  public let analyzer: A
  /// What is analysed.
  public let corpus: MemoryCorpus
  /// What the analyzer prepared for the corpus.
  public let prepared: A.Prepared

  /// Sets up an analyzer and lets it prepare; throws what these throw, and for values that do not fit the card.
  public init(_ type: A.Type = A.self, options: [String: OptionValue] = [:], on corpus: MemoryCorpus) throws {
    try OptionCheck(A.card).check(options)
    self.corpus = corpus
    analyzer = try A(options: Options(options, of: A.card))
    prepared = try analyzer.prepare(CorpusView(corpus))
  }

  /// The report of the whole corpus in one batch a group; `fields` group it as `--by` does.
  public func report(by fields: [String] = []) throws -> Report {
    try report(by: fields) { ordinals in
      let parts = BatchPlan(whole: ordinals, of: corpus).batches.flatMap { $0 }
      var partial = analyzer.start(prepared)
      var cuts: SeededGenerator?
      for demand in analyzer.demands { try add(parts, of: demand, to: &partial, cuts: &cuts) }
      return partial
    }
  }

  /// The report of the corpus cut at random into batches and partials, which are merged in a random order.
  public func report(by fields: [String] = [], cutting seed: UInt64) throws -> Report {
    var generator = SeededGenerator(seed: seed)
    return try report(by: fields) { ordinals in
      let partials = try partials(of: ordinals, using: &generator)
      return try merged(partials, using: &generator)
    }
  }

  /// The report where only so many first rows are looked at: matches that are rows beyond are only counted, as `… | head N` has it.
  public func report(firstRows count: Int) throws -> Report {
    try report(by: [], rowsWanted: count) { ordinals in
      var partial = analyzer.start(prepared)
      let parts = BatchPlan(whole: ordinals, of: corpus).batches.flatMap { $0 }
      var cuts: SeededGenerator?
      for demand in analyzer.demands {
        guard case .windows(let windows) = demand, windows.isRowEach else {
          try add(parts, of: demand, to: &partial, cuts: &cuts)
          continue
        }
        var needed = count
        for part in parts {
          let feeder = WindowFeeder(corpus: corpus, demand: windows)
          guard let storage = try feeder.storage(for: part, first: &needed) else { continue }
          try analyzer.add(WindowBatch(storage), prepared, to: &partial)
        }
      }
      return partial
    }
  }

  /// The partial of all documents, folded in one piece.
  public func partial() throws -> A.Partial {
    var partial = analyzer.start(prepared)
    let parts = BatchPlan(whole: Array(corpus.documents.indices), of: corpus).batches.flatMap { $0 }
    var cuts: SeededGenerator?
    for demand in analyzer.demands { try add(parts, of: demand, to: &partial, cuts: &cuts) }
    return partial
  }

  /// One to five partials that together hold all documents, cut at random; some may have seen nothing.
  public func partials(cutting seed: UInt64) throws -> [A.Partial] {
    var generator = SeededGenerator(seed: seed)
    return try partials(of: Array(corpus.documents.indices), using: &generator)
  }

  /// The report of a partial of the whole corpus.
  public func report(of partial: A.Partial) throws -> Report {
    try analyzer.finish([Group(key: [], partial: partial)], prepared, in: context(by: []))
  }

  func context(by fields: [String], rowsWanted: Int? = nil) -> AnalysisContext {
    AnalysisContext(
      corpus, groupColumns: fields.map { Column($0, kind(of: $0), role: .group, "The group.") },
      countsPunctuation: corpus.countsPunctuation, rowsWanted: rowsWanted)
  }

  private func kind(of field: String) -> Column.Kind {
    let values = corpus.documents.compactMap { $0.fields[field] }
    if values.allSatisfy({ if case .integer = $0 { true } else { false } }) { return .integer }
    if values.allSatisfy({ $0.number != nil }) { return .real }
    return .text
  }

  private func report(
    by fields: [String], rowsWanted: Int? = nil, folding fold: ([Int]) throws -> A.Partial
  ) throws -> Report {
    var groups: [[Value]: [Int]] = fields.isEmpty ? [[]: Array(corpus.documents.indices)] : [:]
    if !fields.isEmpty {
      for ordinal in corpus.documents.indices {
        groups[try fields.map { try corpus.field($0, of: ordinal) }, default: []].append(ordinal)
      }
    }
    let ordered = groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    let folded = try ordered.map { Group(key: $0.key, partial: try fold($0.value)) }
    return try analyzer.finish(folded, prepared, in: context(by: fields, rowsWanted: rowsWanted))
  }

  private func partials(of ordinals: [Int], using generator: inout SeededGenerator) throws -> [A.Partial] {
    var partials = (0..<Int.random(in: 1...5, using: &generator)).map { _ in analyzer.start(prepared) }
    for demand in analyzer.demands {
      let plan = BatchPlan(cutting: ordinals, of: corpus, for: demand, using: &generator)
      for batch in plan.batches.shuffled(using: &generator) {
        var cuts: SeededGenerator? = SeededGenerator(seed: generator.next())
        try add(batch, of: demand, to: &partials[partials.indices.randomElement(using: &generator) ?? 0], cuts: &cuts)
      }
    }
    return partials
  }

  /// Merges partials pair by pair in a random order; at least one must be given.
  func merged(_ partials: [A.Partial], using generator: inout SeededGenerator) throws -> A.Partial {
    var rest = partials.shuffled(using: &generator)
    while rest.count > 1 {
      let taken = rest.remove(at: Int.random(in: 0..<rest.count, using: &generator))
      try analyzer.merge(taken, into: &rest[Int.random(in: 0..<rest.count, using: &generator)])
    }
    return rest.first ?? analyzer.start(prepared)
  }

  private func add(
    _ parts: [DocumentPart], of demand: Demand, to partial: inout A.Partial, cuts: inout SeededGenerator?
  ) throws {
    switch demand {
    case .formCounts, .wordCounts:
      let storage = CountFeeder(corpus: corpus, ofWords: demand == .wordCounts).storage(for: parts)
      try analyzer.add(FormCounts(storage), prepared, to: &partial)
    case .tokens(let halo):
      let extra =
        cuts.map {
          var copy = $0; return Int.random(in: 0...2, using: &copy)
        } ?? 0
      let storage = TokenFeeder(corpus: corpus).storage(for: parts, halo: halo, extra: extra)
      try analyzer.add(TokenBatch(storage), prepared, to: &partial)
    case .documents:
      let storage = TokenFeeder(corpus: corpus).storage(for: parts, halo: 0)
      try analyzer.add(TokenBatch(storage), prepared, to: &partial)
    case .windows(let windows):
      if let storage = try WindowFeeder(corpus: corpus, demand: windows).storage(for: parts, cuts: &cuts) {
        try analyzer.add(WindowBatch(storage), prepared, to: &partial)
      }
    case .collocates(let windows):
      if let storage = try CollocateFeeder(corpus: corpus, demand: windows).storage(for: parts) {
        try analyzer.add(CollocateCounts(storage), prepared, to: &partial)
      }
    }
  }
}
