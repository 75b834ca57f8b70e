import AnalyzerKit
import CorpusStore

/// A query resolved against a vocabulary: for each token of a match, the words or values that it may be.
public struct ResolvedQuery: Sendable {
  /// The stream that is searched: `word`, or a layer of annotation.
  public let stream: LayerName
  /// One set an element: what a token may be in a document of any language.
  public let elements: [FormSet]
  /// The words or values of each of these sets, ascending by number.
  let words: [[FormID]]
  /// The same by variant of the layer; one where all languages share it.
  public let elementsByVariant: [[FormSet]]
  /// By variant of the layer: whether a token of such documents may be all that it may be in any document.
  let isShared: [Bool]

  /// Resolves a query in a layer; linear in the vocabulary where it has wildcards.
  public init(_ query: QueryExpression, in view: LayerView, _ vocabulary: Vocabulary) throws {
    stream = view.stream
    let found = try query.elements.map { try view.words(matching: $0, in: vocabulary) }
    elementsByVariant = (0..<view.variantCount).map { variant in found.map { $0[variant] } }
    let unions = found.map { sets in
      var union = sets.first ?? FormSet()
      for set in sets.dropFirst() { union.formUnion(set) }
      return union
    }
    elements = unions
    words = unions.map(\.forms)
    isShared = elementsByVariant.map { $0 == unions }
  }
}

/// Finds where queries match in a run of documents: by postings where few words are asked for, else by the stream.
public struct MatchFinder {
  /// Above this many words, or one position in this many, the stream is read instead of postings.
  private static let manyWords = 2000
  private static let density = 16

  private let queries: [ResolvedQuery]
  private let variant: (Int) -> Int

  /// Looks for queries; `variant` gives the layer's variant of a document, by its ordinal.
  public init(_ queries: [ResolvedQuery], variant: @escaping (Int) -> Int = { _ in 0 }) {
    self.queries = queries
    self.variant = variant
  }

  /// The matches of all queries, by start, then query: none reaches over the end of a document.
  ///
  /// Every position at which a query matches counts, so that matches of a phrase may overlap. Before each query it is asked whether to go on.
  public func matches(in run: DocumentRun, checkCancellation: () throws -> Void = {}) throws -> [Match] {
    var matches: [Match] = []
    for (index, query) in queries.enumerated() {
      try checkCancellation()
      let starts = try starts(of: query, in: run)
      let length = query.elements.count
      let documentStarts = run.documentStarts
      var document = -1
      var end = 0
      var variant = 0
      matches.reserveCapacity(matches.count + starts.count)
      for start in starts {
        if start >= end {
          while document + 1 < run.documentCount, documentStarts[document + 1] <= start { document += 1 }
          end = documentStarts[document + 1]
          variant = self.variant(run.firstDocument + document)
        }
        guard start + length <= end else { continue }
        guard
          try query.isShared[variant]
            || isMatch(start, query.elementsByVariant[variant], of: query.stream, in: run)
        else { continue }
        matches.append(Match(query: index, start: start, end: start + length))
      }
    }
    if queries.count > 1 { matches.sort { ($0.start, $0.query) < ($1.start, $1.query) } }
    return matches
  }

  /// The index of the first match that does not start before a position, of those from an index on; logarithmic in how far it is.
  public static func firstIndex(notBefore position: Int, in matches: [Match], from start: Int) -> Int {
    var step = 1
    var low = start
    while low + step < matches.count, matches[low + step].start < position {
      low += step
      step *= 2
    }
    return (low..<min(low + step, matches.count)).partitionPoint { matches[$0].start >= position }
  }

  private func starts(of query: ResolvedQuery, in run: DocumentRun) throws -> [Int] {
    guard run.tokenCount > 0, query.words.allSatisfy({ !$0.isEmpty }), !query.words.isEmpty else { return [] }
    let sizes = try query.words.map { try frequency(of: $0, in: run, query.stream) }
    guard let rarest = sizes.indices.min(by: { sizes[$0] < sizes[$1] }) else { return [] }
    if sizes[rarest] > run.tokenCount / MatchFinder.density {
      return try scan(query, in: run)
    }
    var candidates: [Int] = []
    let words = query.words[rarest]
    for word in words { try run.positions(of: word, in: query.stream, appendingTo: &candidates) }
    if words.count > 1 { candidates.sort() }
    if query.elements.count == 1 { return candidates }
    return try verify(candidates.map { $0 - rarest }, query, in: run)
  }

  /// How often the words of a set occur in a run; more than there are tokens where the set is too large to ask.
  private func frequency(of words: [FormID], in run: DocumentRun, _ stream: LayerName) throws -> Int {
    guard words.count <= MatchFinder.manyWords else { return run.tokenCount + 1 }
    return try words.reduce(0) { $0 + (try run.count(of: $1, in: stream)) }
  }

  private func verify(_ starts: [Int], _ query: ResolvedQuery, in run: DocumentRun) throws -> [Int] {
    let length = query.elements.count
    return try starts.filter { start in
      guard start >= 0, start + length <= run.tokenCount else { return false }
      return try isMatch(start, query.elements, of: query.stream, in: run)
    }
  }

  /// Whether the tokens from a position on are in the sets.
  private func isMatch(_ start: Int, _ elements: [FormSet], of stream: LayerName, in run: DocumentRun) throws -> Bool {
    try withUnsafeTemporaryAllocation(of: FormID.self, capacity: elements.count) { words in
      try run.read(start..<start + elements.count, of: stream, into: words)
      return elements.indices.allSatisfy { elements[$0].contains(words[$0]) }
    }
  }

  /// Reads the stream in pieces and tries every position.
  private func scan(_ query: ResolvedQuery, in run: DocumentRun) throws -> [Int] {
    let length = query.elements.count
    var starts: [Int] = []
    var words = [FormID](repeating: TokenStorage.uncounted, count: 65_536 + length)
    for from in stride(from: 0, to: run.tokenCount, by: 65_536) {
      let count = min(65_536 + length - 1, run.tokenCount - from)
      try words.withUnsafeMutableBufferPointer {
        try run.read(
          from..<from + count, of: query.stream, into: UnsafeMutableBufferPointer(rebasing: $0[..<count]))
      }
      for start in 0..<min(65_536, max(count - length + 1, 0)) {
        if query.elements.indices.allSatisfy({ query.elements[$0].contains(words[start + $0]) }) {
          starts.append(from + start)
        }
      }
    }
    return starts
  }
}
