import AnalyzerKit
import CorpusQuery

/// Finds matches in a run of documents and lays out their windows, reading only the tokens near them.
struct WindowFolding {
  let inputs: AnalysisInputs
  let demand: WindowDemand
  /// Finds the matches of the demand.
  let finder: MatchFinder
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

  /// Hands the window batches of the run that starts in a segment over, each with the index of its group; no document is in two of them.
  ///
  /// Of matches beyond the first rows, if those are enough, no windows are made.
  func fold(
    _ run: DocumentRun, of segment: Int, first: FirstRows?, into storage: WindowStorage, scratch: TokenStorage,
    checkCancellation: () throws -> Void, _ emit: (Int, WindowStorage) throws -> Void
  ) throws {
    var made: [Int32: Int] = [:]
    defer { first?.note(made, of: segment) }
    let found = try finder.matches(in: run, checkCancellation: checkCancellation)
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
      let start = next
      while next < matches.count, matches[next].start < tokens.upperBound { next += 1 }
      let ordinal = run.firstDocument + index
      let group = inputs.grouping.groups[ordinal]
      guard group != DocumentGrouping.unselected else { continue }
      if group != current || storage.tokens.words.count > TokenFolding.batchTokens {
        if !storage.isEmpty { try emit(Int(current), storage) }
        storage.removeAll()
        current = group
      }
      var end = next
      if let first {
        let before = made[group] ?? 0
        end = start + min(next - start, max(0, first.needed(of: group) - before))
        made[group] = before + end - start
        if end < next {
          storage.omissions.append(WindowStorage.Omission(document: ordinal, matches: next - end))
          if end == start { continue }
        }
      }
      try layOut(
        matches[start..<end], regions?[start..<end], ordinal, tokens, of: run, into: storage, scratch, checkCancellation
      )
    }
    if !storage.isEmpty { try emit(Int(current), storage) }
    storage.removeAll()
  }

  /// How many tokens are read beside a match for a window of so many to one side, at first: some of them may not count.
  static func reach(_ width: Int) -> Int { min(width, 1 << 20) * 3 / 2 + 4 }

  /// How many tokens between two pieces cost less to read along than another piece does, and how many a piece that reads them may have.
  private static let nearby = 96
  private static let widest = 32_768

  /// Lays out the windows of one document, reading a few more tokens than they want.
  ///
  /// Matches near each other share a piece. Where a window reaches further than was read, over much punctuation, its piece is
  /// read anew, twice as wide.
  private func layOut(
    _ matches: ArraySlice<Match>, _ regions: ArraySlice<Range<Int>>?, _ ordinal: Int, _ tokens: Range<Int>,
    of run: DocumentRun, into storage: WindowStorage, _ scratch: TokenStorage, _ checkCancellation: () throws -> Void
  ) throws {
    let language = Int(inputs.documentLanguages[ordinal])
    let document = DocumentSlice(ordinal: ordinal, tokens: 0..<0, language: language)
    let firstSentence = demand.isShown ? try run.sentenceCount(before: tokens.lowerBound + 1) : 0
    let origin = tokens.lowerBound
    var first = matches.startIndex
    // Where the windows of the pieces before end: what they cover is not covered twice.
    var done = 0
    while first < matches.endIndex {
      try checkCancellation()
      var (left, right) = (WindowFolding.reach(demand.left), WindowFolding.reach(demand.right))
      while true {
        var next = first
        var end = matches[first].end
        // Where regions nest, windows may reach back behind earlier ones: then all are laid out together.
        while next < matches.endIndex,
          regions != nil
            || matches[next].start - end
              <= left + right + (end - matches[first].start < WindowFolding.widest ? WindowFolding.nearby : 0)
        {
          end = max(end, matches[next].end)
          next += 1
        }
        let piece = max(tokens.lowerBound, matches[first].start - left)..<min(tokens.upperBound, end + right)
        scratch.removeAll()
        try reading.append(
          piece, of: run, language: language, spaces: demand.isShown,
          sentences: demand.isShown || demand.within == .sentence, paragraphs: demand.within == .paragraph, to: scratch)
        let sentence = demand.isShown ? try run.sentenceCount(before: piece.lowerBound + 1) - firstSentence : 0
        let covered = builder.append(
          WindowBuilder.Piece(
            tokens: scratch, firstPosition: piece.lowerBound - origin,
            firstSentence: sentence,
            startsDocument: piece.lowerBound == tokens.lowerBound, endsDocument: piece.upperBound == tokens.upperBound),
          own: max(done, piece.lowerBound - origin)..<max(done, piece.upperBound - origin), document: document,
          matches: matches[first..<next], from: origin, regions: regions?[first..<next], to: storage)
        if let covered {
          done = max(done, covered.upperBound)
          first = next
          break
        }
        guard piece != tokens else { throw WindowFolding.beyondDocument }
        (left, right) = (left * 2, right * 2)
      }
    }
  }

  static let beyondDocument = AnalyzerError.unsuitableCorpus(
    "the store is damaged: a match reaches beyond its document. `check` lists all damage")
}

extension Demand {
  /// The windows that it is about, whether they are laid out or their tokens counted.
  var aroundMatches: WindowDemand? {
    switch self {
    case .windows(let demand), .collocates(let demand): demand
    case .formCounts, .wordCounts, .tokens, .documents: nil
    }
  }
}
