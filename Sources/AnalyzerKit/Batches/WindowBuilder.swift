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

  /// Adds the windows of a piece's matches to a storage, with the tokens that they cover.
  ///
  /// `own` are the positions that this piece accounts for, less what no window covers; `matches` ascend by start and hold all that
  /// reach into `own`, in positions that count from `origin` of the document. `regions`, where the demand's region is not everywhere,
  /// gives for each match the positions of the region that it is in. `document` tells ordinal, language, and whether the batch holds
  /// the whole document. Returns the positions of the document from the start of the first window to the end of the last. Returns
  /// nil, and adds nothing, when a window reaches beyond the piece: then a larger piece must be given.
  public func append(
    _ piece: Piece, own: Range<Int>, document: DocumentSlice, matches: ArraySlice<Match>, from origin: Int = 0,
    regions: ArraySlice<Range<Int>>? = nil, to storage: WindowStorage
  ) -> Range<Int>? {
    let first = storage.windows.count
    guard let covered = place(matches, origin, regions, own: own, in: piece, storage) else {
      storage.windows.truncate(to: first)
      return nil
    }
    // The tokens before the first window are left out.
    let shift = storage.tokens.words.count - covered.lowerBound
    copy(covered, of: piece.tokens, to: storage)
    for index in first..<storage.windows.count {
      let window = storage.windows[index].shifted(by: shift)
      storage.windows[index] = window
      storage.mark(window)
    }
    let inside = indices(of: own, in: piece).clamped(to: covered)
    storage.tokens.documents.append(
      DocumentSlice(
        ordinal: document.ordinal, tokens: inside.lowerBound + shift..<inside.upperBound + shift,
        firstPosition: piece.firstPosition + inside.lowerBound,
        firstSentence: piece.firstSentence + starts(in: piece.tokens.sentenceStarts, through: inside.lowerBound),
        isStart: document.isStart, isEnd: document.isEnd, language: document.language))
    return covered.lowerBound + piece.firstPosition..<covered.upperBound + piece.firstPosition
  }

  /// Adds the windows by the indices of the piece; returns those that they cover together, nil when the piece is too small.
  private func place(
    _ matches: ArraySlice<Match>, _ origin: Int, _ regions: ArraySlice<Range<Int>>?, own: Range<Int>,
    in piece: Piece, _ storage: WindowStorage
  ) -> Range<Int>? {
    let slice = storage.tokens.documents.count
    let shift = origin + piece.firstPosition
    var low = Int.max
    var high = 0
    for index in matches.indices {
      let match = matches[index]
      let (start, end) = (match.start - shift, match.end - shift)
      guard start >= 0, start < end, end <= piece.tokens.words.count else { return nil }
      let region = regions.map { regions in
        let region = regions[index - matches.startIndex + regions.startIndex]
        return region.lowerBound - origin..<region.upperBound - origin
      }
      guard let left = leftBound(of: start, in: piece, region), let right = rightBound(of: end, in: piece, region)
      else { return nil }
      let position = match.start - origin
      storage.windows.append(
        Window(
          query: match.query, slice: slice, position: position,
          sentence: piece.firstSentence + starts(in: piece.tokens.sentenceStarts, through: start), left: left,
          match: start..<end, right: right, isOwn: own.contains(position)))
      low = min(low, left)
      high = max(high, right)
    }
    return min(low, high)..<high
  }

  private func indices(of positions: Range<Int>, in piece: Piece) -> Range<Int> {
    let count = piece.tokens.words.count
    let lower = min(max(positions.lowerBound - piece.firstPosition, 0), count)
    return lower..<min(max(positions.upperBound - piece.firstPosition, lower), count)
  }

  private func copy(_ range: Range<Int>, of tokens: TokenStorage, to storage: WindowStorage) {
    let (from, count) = (range.lowerBound, range.count)
    storage.tokens.words.append(count: count) {
      $0.baseAddress?.update(from: tokens.words.pointer + from, count: count)
    }
    storage.tokens.forms.append(count: count) {
      $0.baseAddress?.update(from: tokens.forms.pointer + from, count: count)
    }
    storage.tokens.spaceAfter.append(count: count) {
      $0.baseAddress?.update(from: tokens.spaceAfter.pointer + from, count: count)
    }
    storage.marks.append(count: count) { $0.update(repeating: 0) }
  }

  private func leftBound(of index: Int, in piece: Piece, _ bounds: Range<Int>?) -> Int? {
    let region = bounds.map { start(of: $0, in: piece) } ?? regionStart(of: index, in: piece)
    let first = max(region ?? 0, 0)
    let forms = piece.tokens.forms.pointer
    precondition(index <= piece.tokens.forms.count, "a window outside the tokens")
    let countsAll = !demand.countsWordsOnly
    var bound = index
    var wanted = demand.left
    while wanted > 0, bound > first {
      bound -= 1
      wanted -= countsAll || forms[bound] != TokenStorage.uncounted ? 1 : 0
    }
    return wanted > 0 && region == nil && !piece.startsDocument ? nil : bound
  }

  private func rightBound(of index: Int, in piece: Piece, _ bounds: Range<Int>?) -> Int? {
    let region = bounds.map { end(of: $0, in: piece) } ?? regionEnd(of: index - 1, in: piece)
    let last = region ?? piece.tokens.words.count
    let forms = piece.tokens.forms.pointer
    precondition(index >= 0 && last <= piece.tokens.forms.count, "a window outside the tokens")
    let countsAll = !demand.countsWordsOnly
    var bound = index
    var wanted = demand.right
    while wanted > 0, bound < last {
      wanted -= countsAll || forms[bound] != TokenStorage.uncounted ? 1 : 0
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
