import AnalyzerKit
import CorpusQuery

/// Finds matches in a run of documents and lays out their windows, reading only the tokens near them.
struct WindowFolding {
  let inputs: AnalysisInputs
  let demand: WindowDemand
  private let finder: MatchFinder
  private let builder: WindowBuilder
  private let reading: RunReading

  /// Prepares for a demand.
  init(_ inputs: AnalysisInputs, _ demand: WindowDemand) throws {
    self.inputs = inputs
    self.demand = demand
    let region = demand.within.rawValue
    guard demand.within.isEverywhere || inputs.corpus.regions.contains(where: { $0.name == region }) else {
      throw AnalyzerError.invalidOption("within", "names a region that \(inputs.corpus.name) does not have: \(region)")
    }
    finder = MatchFinder(
      try demand.queries.map { query in
        guard let resolved = inputs.queries[query] else {
          throw AnalyzerError.malformedReport("it demands windows around a query that is no option of it")
        }
        return resolved
      },
      variant: { ordinal in inputs.variant(ofLanguage: Int(inputs.documentLanguages[ordinal])) })
    builder = WindowBuilder(demand)
    reading = try RunReading(inputs)
  }

  /// The matches that lie in a region of the demand, and that region of each; all matches where the region is everywhere.
  private func inRegions(_ matches: [Match], _ run: DocumentRun) throws -> ([Match], [Range<Int>]?) {
    guard !demand.within.isEverywhere, !matches.isEmpty else { return (matches, nil) }
    var search = RegionSearch(try run.regions(named: demand.within.rawValue))
    var kept: [Match] = []
    var regions: [Range<Int>] = []
    for match in matches {
      guard let region = search.region(around: match.start..<match.end) else { continue }
      kept.append(match)
      regions.append(region)
    }
    return (kept, regions)
  }

  /// Hands the window batches of a run over, each with the index of its group; no document is in two of them.
  func fold(
    _ run: DocumentRun, into storage: WindowStorage, scratch: TokenStorage, checkCancellation: () throws -> Void,
    _ emit: (Int, WindowStorage) throws -> Void
  ) throws {
    let found = try finder.matches(in: run)
    try checkCancellation()
    let (matches, regions) = try inRegions(found, run)
    try checkCancellation()
    storage.removeAll()
    var current = DocumentGrouping.unselected
    var next = 0
    while next < matches.count {
      // Empty documents share their start with the next: the last start that is not beyond the position counts.
      let index = RunReading.firstIndex(notBefore: matches[next].start + 1, in: run.documentStarts) - 1
      let tokens = run.tokens(ofDocument: index)
      let first = next
      while next < matches.count, matches[next].start < tokens.upperBound { next += 1 }
      let ordinal = run.firstDocument + index
      let group = inputs.grouping.groups[ordinal]
      guard group != DocumentGrouping.unselected else { continue }
      if group != current || storage.tokens.words.count > TokenFolding.batchTokens {
        if storage.windows.count > 0 { try emit(Int(current), storage) }
        storage.removeAll()
        current = group
      }
      var margin = (demand.left + demand.right) * 2 + 16
      let before = (storage.windows.count, storage.tokens.words.count, storage.tokens.documents.count)
      while try !layOut(
        matches[first..<next], regions?[first..<next], ordinal, tokens, of: run, margin, into: storage, scratch,
        checkCancellation)
      {
        // A window reached further than expected, over much punctuation: the document is laid out anew.
        storage.truncate(windows: before.0, tokens: before.1, documents: before.2)
        margin *= 2
      }
    }
    if storage.windows.count > 0 { try emit(Int(current), storage) }
    storage.removeAll()
  }

  /// Lays out the windows of one document, reading `margin` tokens around matches.
  ///
  /// Matches near each other share a piece. Returns false when a window reaches beyond its piece.
  private func layOut(
    _ matches: ArraySlice<Match>, _ regions: ArraySlice<Range<Int>>?, _ ordinal: Int, _ tokens: Range<Int>,
    of run: DocumentRun, _ margin: Int,
    into storage: WindowStorage, _ scratch: TokenStorage, _ checkCancellation: () throws -> Void
  ) throws -> Bool {
    let language = Int(inputs.documentLanguages[ordinal])
    let document = DocumentSlice(ordinal: ordinal, tokens: 0..<0, language: language)
    let firstSentence = run.sentenceCount(before: tokens.lowerBound + 1)
    var first = matches.startIndex
    while first < matches.endIndex {
      try checkCancellation()
      var next = first
      var reach = matches[first].end
      while next < matches.endIndex, matches[next].start - reach <= 2 * margin {
        reach = max(reach, matches[next].end)
        next += 1
      }
      let piece = max(tokens.lowerBound, matches[first].start - margin)..<min(tokens.upperBound, reach + margin)
      scratch.removeAll()
      try reading.append(piece, of: run, language: language, to: scratch)
      let sentence = run.sentenceCount(before: piece.lowerBound + 1) - firstSentence
      let isLaidOut = builder.append(
        WindowBuilder.Piece(
          tokens: scratch, firstPosition: piece.lowerBound - tokens.lowerBound, firstSentence: sentence,
          startsDocument: piece.lowerBound == tokens.lowerBound, endsDocument: piece.upperBound == tokens.upperBound),
        own: piece.lowerBound - tokens.lowerBound..<piece.upperBound - tokens.lowerBound, document: document,
        matches: matches[first..<next].map { match in
          Match(query: match.query, start: match.start - tokens.lowerBound, end: match.end - tokens.lowerBound)
        },
        regions: regions?[first..<next].map { region in
          region.lowerBound - tokens.lowerBound..<region.upperBound - tokens.lowerBound
        }, to: storage)
      guard isLaidOut else { return false }
      first = next
    }
    return true
  }
}
