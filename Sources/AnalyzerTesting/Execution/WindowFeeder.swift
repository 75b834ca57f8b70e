import AnalyzerKit

/// Lays out the windows of a demand in parts of documents, by the kit's `WindowBuilder`.
struct WindowFeeder {
  let corpus: MemoryCorpus
  let demand: WindowDemand

  /// Lays out parts; with a generator, each as several pieces no larger than their windows need.
  ///
  /// Nil when no window reaches into any of the parts: then there is no batch.
  func storage(for parts: [DocumentPart], cuts: inout SeededGenerator?) throws -> WindowStorage? {
    let storage = WindowStorage()
    for part in parts {
      let found = try matches(in: part.document)
      for own in pieces(of: part.positions, cuts: &cuts) {
        let reaching = found.filter { $0.window.overlaps(own) || own.contains($0.match.start) }
        if reaching.isEmpty { continue }
        try append(part, own: own, reaching: reaching, isWhole: cuts == nil, to: storage)
      }
    }
    return storage.windows.count == 0 ? nil : storage
  }

  /// Lays out the first matches of a whole document, as many as are needed yet, and counts the others; nil where nothing matches.
  func storage(for part: DocumentPart, first needed: inout Int) throws -> WindowStorage? {
    let storage = WindowStorage()
    let found = try matches(in: part.document)
    let made = min(max(needed, 0), found.count)
    needed -= made
    if made > 0 {
      try append(part, own: part.positions, reaching: Array(found[..<made]), isWhole: true, to: storage)
    }
    if made < found.count {
      storage.omissions.append(WindowStorage.Omission(document: part.document, matches: found.count - made))
    }
    return storage.isEmpty ? nil : storage
  }

  private func pieces(of positions: Range<Int>, cuts: inout SeededGenerator?) -> [Range<Int>] {
    guard var generator = cuts, positions.count > 1 else { return [positions] }
    defer { cuts = generator }
    let inner = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
      Int.random(in: positions.lowerBound + 1..<positions.upperBound, using: &generator)
    }
    let bounds = (Set(inner + [positions.lowerBound, positions.upperBound])).sorted()
    return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
  }

  private func append(
    _ part: DocumentPart, own: Range<Int>, reaching: [(match: Match, window: Range<Int>)], isWhole: Bool,
    to storage: WindowStorage
  ) throws {
    let document = corpus.documents[part.document]
    let all = 0..<document.tokens.count
    var piece = isWhole ? all : own
    while true {
      let tokens = TokenStorage()
      let feeder = TokenFeeder(corpus: corpus)
      feeder.append(document.tokens, piece, to: tokens)
      let stretch = WindowBuilder.Piece(
        tokens: tokens, firstPosition: piece.lowerBound,
        firstSentence: feeder.sentence(of: piece.lowerBound, in: document), startsDocument: piece.lowerBound == 0,
        endsDocument: piece.upperBound == all.upperBound)
      let added = WindowBuilder(demand).append(
        stretch, own: own, document: feeder.slice(part, base: 0), matches: reaching.map(\.match)[...], to: storage)
      if added != nil { return }
      guard piece != all else {
        throw AnalyzerError.unsuitableCorpus("a window of ‘\(document.name)’ reaches beyond its document")
      }
      piece = max(piece.lowerBound - 2, 0)..<min(piece.upperBound + 2, all.upperBound)
    }
  }

  /// All matches of a document with the positions that their windows cover, by first token.
  func matches(in ordinal: Int) throws -> [(match: Match, window: Range<Int>)] {
    let tokens = corpus.documents[ordinal].tokens
    let texts = tokens.map { MemoryCorpus.text($0.text, in: corpus.layer) }
    let counts = tokens.map { corpus.form(of: $0) != nil }
    var found: [(match: Match, window: Range<Int>)] = []
    for (index, query) in demand.queries.enumerated() {
      let parsed = try MemoryQuery(query.text, layer: corpus.layer)
      for start in parsed.starts(in: texts, counts) {
        let match = Match(query: index, start: start, end: start + parsed.terms.count)
        found.append((match, window(of: match, in: tokens)))
      }
    }
    return found.sorted { ($0.match.start, $0.match.query) < ($1.match.start, $1.match.query) }
  }

  /// The positions that a match's window covers, by definition: outwards until enough tokens, or the region's bound.
  func window(of match: Match, in tokens: [MemoryToken]) -> Range<Int> {
    func counts(_ index: Int) -> Bool { !demand.countsWordsOnly || corpus.form(of: tokens[index]) != nil }
    func startsRegion(_ index: Int) -> Bool {
      switch demand.within {
      case .sentence: tokens[index].startsSentence
      case .paragraph: tokens[index].startsParagraph
      default: false
      }
    }
    var left = match.start
    var wanted = demand.left
    while wanted > 0, left > 0, !startsRegion(left) {
      left -= 1
      if counts(left) { wanted -= 1 }
    }
    var right = match.end
    wanted = demand.right
    while wanted > 0, right < tokens.count, !startsRegion(right) {
      if counts(right) { wanted -= 1 }
      right += 1
    }
    return left..<right
  }
}
