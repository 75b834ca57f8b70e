/// Where a query matched, in positions of one document; `end` exclusive.
public struct Match: Hashable, Sendable {
  /// Which of the demand's queries matched, from 0.
  public let query: Int
  /// The position of the first matching token in its document.
  public let start: Int
  /// The position past the last matching token.
  public let end: Int

  /// Describes a match.
  public init(query: Int, start: Int, end: Int) {
    self.query = query
    self.start = start
    self.end = end
  }
}

/// Lays out the windows of a demand in a storage, piece of a document by piece: the one place that decides how far a
/// window reaches.
public struct WindowBuilder {
  /// A stretch of one document in memory.
  public struct Piece {
    /// The tokens, with the starts of sentences and paragraphs among them; its document slices are not used.
    public let tokens: TokenStorage
    /// The position of the first token in the document.
    public let firstPosition: Int
    /// The number, in the document, of the sentence that the first token is in.
    public let firstSentence: Int
    /// Whether the document starts with the first token.
    public let startsDocument: Bool
    /// Whether the document ends with the last token.
    public let endsDocument: Bool

    /// Describes a stretch.
    public init(
      tokens: TokenStorage, firstPosition: Int = 0, firstSentence: Int = 0, startsDocument: Bool = true,
      endsDocument: Bool = true
    ) {
      self.tokens = tokens
      self.firstPosition = firstPosition
      self.firstSentence = firstSentence
      self.startsDocument = startsDocument
      self.endsDocument = endsDocument
    }
  }

  private let demand: WindowDemand

  /// Builds windows for a demand.
  public init(_ demand: WindowDemand) { self.demand = demand }

  /// Adds a piece's tokens and the windows of its matches to a storage.
  ///
  /// `own` are the positions that this piece accounts for; `matches` ascend by start and hold all that reach into
  /// `own`. `regions`, where the demand's region is not everywhere, gives for each match the positions of the region that it is in. `document` tells ordinal, language, and whether the batch holds the whole document. Returns false, and adds
  /// nothing, when a window reaches beyond the piece: then a larger piece must be given.
  public func append(
    _ piece: Piece, own: Range<Int>, document: DocumentSlice, matches: [Match], regions: [Range<Int>]? = nil,
    to storage: WindowStorage
  ) -> Bool {
    let tokens = piece.tokens
    let base = storage.tokens.words.count
    let slice = storage.tokens.documents.count
    let ownIndices = indices(of: own, in: piece)
    var windows: [Window] = []
    windows.reserveCapacity(matches.count)
    for (index, match) in matches.enumerated() {
      let matched = indices(of: match.start..<match.end, in: piece)
      guard !matched.isEmpty, matched.count == match.end - match.start else { return false }
      let region = regions.map { $0[index] }
      guard let left = leftBound(of: matched.lowerBound, in: piece, region),
        let right = rightBound(of: matched.upperBound, in: piece, region)
      else { return false }
      let sentence = piece.firstSentence + starts(in: tokens.sentenceStarts, through: matched.lowerBound)
      windows.append(
        Window(
          query: match.query, slice: slice, position: match.start, sentence: sentence, left: base + left,
          match: base + matched.lowerBound..<base + matched.upperBound, right: base + right,
          isOwn: own.contains(match.start)))
    }
    copy(tokens, to: storage)
    for window in windows {
      storage.windows.append(window)
      for index in window.match { storage.isMatch[index] = 1 }
    }
    storage.tokens.documents.append(
      DocumentSlice(
        ordinal: document.ordinal, tokens: base + ownIndices.lowerBound..<base + ownIndices.upperBound,
        firstPosition: piece.firstPosition + ownIndices.lowerBound,
        firstSentence: piece.firstSentence + starts(in: tokens.sentenceStarts, through: ownIndices.lowerBound),
        isStart: document.isStart, isEnd: document.isEnd, language: document.language))
    return true
  }

  private func indices(of positions: Range<Int>, in piece: Piece) -> Range<Int> {
    let count = piece.tokens.words.count
    let lower = min(max(positions.lowerBound - piece.firstPosition, 0), count)
    return lower..<min(max(positions.upperBound - piece.firstPosition, lower), count)
  }

  private func copy(_ tokens: TokenStorage, to storage: WindowStorage) {
    let count = tokens.words.count
    storage.tokens.words.append(count: count) { $0.baseAddress?.update(from: tokens.words.pointer, count: count) }
    storage.tokens.forms.append(count: count) { $0.baseAddress?.update(from: tokens.forms.pointer, count: count) }
    storage.tokens.spaceAfter.append(count: count) {
      $0.baseAddress?.update(from: tokens.spaceAfter.pointer, count: count)
    }
    storage.isMatch.append(count: count) { $0.update(repeating: 0) }
  }

  private func counts(_ index: Int, in tokens: TokenStorage) -> Bool {
    !demand.countsWordsOnly || tokens.forms[index] != TokenStorage.uncounted
  }

  private func leftBound(of index: Int, in piece: Piece, _ bounds: Range<Int>?) -> Int? {
    let region = bounds.map { start(of: $0, in: piece) } ?? regionStart(of: index, in: piece)
    var bound = index
    var wanted = demand.left
    while wanted > 0, bound > (region ?? 0) {
      bound -= 1
      if counts(bound, in: piece.tokens) { wanted -= 1 }
    }
    return wanted > 0 && region == nil && !piece.startsDocument ? nil : bound
  }

  private func rightBound(of index: Int, in piece: Piece, _ bounds: Range<Int>?) -> Int? {
    let region = bounds.map { end(of: $0, in: piece) } ?? regionEnd(of: index - 1, in: piece)
    let last = region ?? piece.tokens.words.count
    var bound = index
    var wanted = demand.right
    while wanted > 0, bound < last {
      if counts(bound, in: piece.tokens) { wanted -= 1 }
      bound += 1
    }
    return wanted > 0 && region == nil && !piece.endsDocument ? nil : bound
  }

  /// Where a region starts; nil when that is not in the piece.
  private func start(of region: Range<Int>, in piece: Piece) -> Int? {
    region.lowerBound < piece.firstPosition ? nil : region.lowerBound - piece.firstPosition
  }

  /// Where a region ends; nil when that is not in the piece.
  private func end(of region: Range<Int>, in piece: Piece) -> Int? {
    let end = region.upperBound - piece.firstPosition
    return end > piece.tokens.words.count ? nil : end
  }

  /// Where the region of a token starts; nil when that is not in the piece, or the region is the document.
  private func regionStart(of index: Int, in piece: Piece) -> Int? {
    switch demand.within {
    case .sentence: lastStart(in: piece.tokens.sentenceStarts, through: index)
    case .paragraph: lastStart(in: piece.tokens.paragraphStarts, through: index)
    default: nil
    }
  }

  /// Where the region of a token ends; nil when that is not in the piece, or the region is the document.
  private func regionEnd(of index: Int, in piece: Piece) -> Int? {
    switch demand.within {
    case .sentence: firstStart(in: piece.tokens.sentenceStarts, after: index)
    case .paragraph: firstStart(in: piece.tokens.paragraphStarts, after: index)
    default: nil
    }
  }

  private func lastStart(in starts: borrowing GrowingBuffer<Int>, through index: Int) -> Int? {
    let next = TokenBatch.firstStart(after: index, starts.pointer, starts.count)
    return next > 0 ? starts[next - 1] : nil
  }

  private func firstStart(in starts: borrowing GrowingBuffer<Int>, after index: Int) -> Int? {
    let next = TokenBatch.firstStart(after: index, starts.pointer, starts.count)
    return next < starts.count ? starts[next] : nil
  }

  /// How many starts there are past the first token and up to an index.
  private func starts(in starts: borrowing GrowingBuffer<Int>, through index: Int) -> Int {
    TokenBatch.firstStart(after: index, starts.pointer, starts.count)
      - TokenBatch.firstStart(after: 0, starts.pointer, starts.count)
  }
}
