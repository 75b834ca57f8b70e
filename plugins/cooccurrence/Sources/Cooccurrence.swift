import AnalyzerKit

/// Co-occurrence: the collocates of a node, or pairs of terms.
public struct Cooccurrence: Analyzer {
  /// Where pairs are counted when there is no node.
  enum Context: String { case window, sentence, document }

  let node: Query?
  let left: Int
  let right: Int
  let within: Region
  let minimumCount: Int
  let stopwords: WordListReference?
  let measures: [AssociationMeasure]
  let top: Int?
  let termLimit: Int
  let context: Context
  let isOrdered: Bool

  /// Takes the options; those that go with a node only, or without one only, are refused otherwise.
  public init(options: Options) throws {
    node = try options[Self.node]
    let window = try options[Self.window]
    left = try options[Self.left] ?? window
    right = try options[Self.right] ?? window
    within = try options[Self.within]
    minimumCount = try options[Self.minimumCount]
    stopwords = try options[Self.stopwords]
    let names = try options[Self.measures]
    measures =
      names.contains("all") ? AssociationMeasure.allCases : names.compactMap { AssociationMeasure(rawValue: $0) }
    top = try options[Self.top]
    let terms = try options[Self.terms]
    termLimit = terms ?? 200
    context = Context(rawValue: try options[Self.context]) ?? .window
    isOrdered = try options[Self.ordered]
    if node != nil {
      if terms != nil { throw AnalyzerError.invalidOption("terms", "goes without a node only") }
      if isOrdered { throw AnalyzerError.invalidOption("ordered", "goes without a node only") }
      if options.values["context"] != nil { throw AnalyzerError.invalidOption("context", "goes without a node only") }
    } else {
      for name in ["left", "right", "within"] where options.values[name] != nil {
        throw AnalyzerError.invalidOption(name, "needs a node: cooccurrence NODE")
      }
      if isOrdered, context != .window {
        throw AnalyzerError.invalidOption("ordered", "goes with --context window only")
      }
    }
  }

  /// With a node its windows and all counts; without one the stream.
  public var demands: [Demand] {
    if let node {
      let windows = WindowDemand(
        around: [node], left: left, right: right, countsWordsOnly: true, within: within, isShown: false)
      return [.formCounts, .collocates(windows)]
    }
    switch context {
    case .window: return [.tokens(halo: left)]
    case .sentence: return [.tokens()]
    case .document: return [.documents]
    }
  }

  /// The options, resolved against the vocabulary.
  public struct Prepared: Sendable {
    var excluded = FormSet()
    /// Without a node: the terms, most frequent first.
    var terms: [FormID] = []
    /// Without a node: the rank of each form, by number, or `other`.
    var ranks: [UInt16] = []
    /// The rank of what is no term: there are at most 20,000 terms.
    static let other = UInt16.max
  }

  /// Resolves stop words; without a node, ranks the most frequent terms.
  public func prepare(_ corpus: CorpusView) throws -> Prepared {
    var prepared = Prepared()
    if let stopwords { prepared.excluded = try corpus.forms(in: stopwords) }
    guard node == nil else { return prepared }
    prepared.terms = try corpus.mostFrequent(termLimit, except: prepared.excluded)
    prepared.ranks = Array(repeating: Prepared.other, count: corpus.formCount)
    for (rank, term) in prepared.terms.enumerated() {
      prepared.ranks[Int(term.rawValue)] = UInt16(clamping: rank)
    }
    return prepared
  }

  /// The partial of nothing.
  public func start(_ prepared: Prepared) -> CooccurrencePartial {
    CooccurrencePartial(pairs: PairCounter(terms: prepared.terms, isOrdered: isOrdered))
  }

  /// Adds how often forms occur at all.
  public func add(_ counts: borrowing FormCounts, _ prepared: Prepared, to partial: inout CooccurrencePartial) throws {
    partial.counts.addCounts(of: counts)
  }

  /// Adds how often forms stand inside the windows around the node.
  public func add(
    _ collocates: borrowing CollocateCounts, _ prepared: Prepared, to partial: inout CooccurrencePartial
  ) throws {
    partial.inside.addCounts(of: collocates.inside)
    partial.insideDocuments.addDocuments(of: collocates.inside)
    partial.nodes.addCounts(of: collocates.matched)
    partial.matchTotal += collocates.matches
  }

  /// Adds the pairs of a stretch of tokens.
  public func add(_ batch: borrowing TokenBatch, _ prepared: Prepared, to partial: inout CooccurrencePartial) throws {
    for index in 0..<batch.documentCount {
      let document = batch.document(at: index)
      switch context {
      case .window: addWindowPairs(of: document, in: batch, prepared, to: &partial.pairs)
      case .sentence:
        batch.forEachSentence(in: document) { tokens, _ in addSet(tokens, in: batch, prepared, to: &partial.pairs) }
      case .document: addSet(document.tokens, in: batch, prepared, to: &partial.pairs)
      }
    }
  }

  private func addWindowPairs(
    of document: DocumentSlice, in batch: borrowing TokenBatch, _ prepared: Prepared, to pairs: inout PairCounter
  ) {
    let tokens = batch.readable(around: document).lowerBound..<document.upperBound
    let before = batch.countedTokens(in: tokens.lowerBound..<document.lowerBound)
    pairs.addPairs(of: batch.values(in: tokens, by: prepared.ranks), from: before, window: left)
  }

  private func addSet(
    _ tokens: Range<Int>, in batch: borrowing TokenBatch, _ prepared: Prepared, to pairs: inout PairCounter
  ) {
    var seen: Set<UInt32> = []
    batch.forEachForm(in: tokens) { _, form in
      let rank = prepared.ranks[Int(form.rawValue)]
      if rank != Prepared.other { seen.insert(UInt32(rank)) }
    }
    pairs.addSet(seen.sorted())
  }
}
