import AnalyzerKit
import AnalyzerTesting
import Testing

@Suite struct WindowBuilderTests {
  private static let query = Query.words("x")

  private static func demand(_ left: Int, _ right: Int, words: Bool = true, within: Region = .document) -> WindowDemand
  {
    WindowDemand(around: [query], left: left, right: right, countsWordsOnly: words, within: within)
  }

  private func windows(
    _ storage: TokenStorage, _ demand: WindowDemand, _ matches: [Match], own: Range<Int>? = nil
  ) -> WindowStorage? {
    let result = WindowStorage()
    let count = storage.words.count
    let isDone = WindowBuilder(demand).append(
      WindowBuilder.Piece(tokens: storage), own: own ?? 0..<count,
      document: DocumentSlice(ordinal: 3, tokens: 0..<count), matches: matches[...], to: result)
    return isDone == nil ? nil : result
  }

  @Test func punctuationTakesNoPlaceUnlessCounted() throws {
    // 0 1 , 2 . 3 X , 4 5
    let storage = TokenStorage([0, 1, nil, 2, nil, 3, 9, nil, 4, 5], sentences: [0, 5], paragraphs: [0])
    let match = Match(query: 0, start: 6, end: 7)
    func bounds(_ demand: WindowDemand) throws -> [Int] {
      let window = try #require(windows(storage, demand, [match])).windows[0]
      // By position: tokens that no window covers are left out.
      let shift = window.position - window.matchBound
      return [window.leftBound, window.matchBound, window.matchEnd, window.rightEnd].map { $0 + shift }
    }
    #expect(try bounds(Self.demand(2, 1)) == [3, 6, 7, 9])
    #expect(try bounds(Self.demand(2, 1, words: false)) == [4, 6, 7, 8])
    #expect(try bounds(Self.demand(2, 9, within: .sentence)) == [5, 6, 7, 10])
    #expect(try bounds(Self.demand(9, 0, within: .paragraph)) == [0, 6, 7, 7])
    #expect(try bounds(Self.demand(0, 0)) == [6, 6, 7, 7])
  }

  @Test func collocatesCountOnceAndMatchesAreNone() throws {
    // a X b X c d: the windows of both share b; X is no collocate of X
    let storage = TokenStorage([1, 9, 2, 9, 3, 4], sentences: [0], paragraphs: [0])
    let matches = [Match(query: 0, start: 1, end: 2), Match(query: 0, start: 3, end: 4)]
    let found = try #require(windows(storage, Self.demand(2, 1), matches))
    let batch = WindowBatch(found)
    var seen: [UInt32] = []
    batch.forEachCollocate { _, form, slice in
      seen.append(form.rawValue)
      #expect(slice.ordinal == 3)
    }
    #expect(seen == [1, 2, 3])
    var pooled: [[UInt32]] = []
    batch.forEachDocument { slice, forms in
      pooled.append(forms.map(\.rawValue))
      #expect(slice.ordinal == 3)
    }
    #expect(pooled == [[1, 2, 3]])
    var matched: [Int] = []
    batch.forEachMatchToken { index, _, _ in matched.append(index) }
    #expect(matched == [1, 3])
    #expect(batch.count == 2)
    #expect(batch.window(at: 1).position == 3)
    #expect(batch.word(at: 2) == FormID(rawValue: 102))
    #expect(batch.form(at: 2) == FormID(rawValue: 2))
  }

  @Test func windowsOfNestedRegionsReachBackBehindEarlierOnes() throws {
    // a b c (X d) e X f: the first match is held by the inner region, the second by the outer one
    let storage = TokenStorage([1, 2, 3, 9, 4, 5, 9, 6], sentences: [0], paragraphs: [0])
    let matches = [Match(query: 0, start: 3, end: 4), Match(query: 0, start: 6, end: 7)]
    let result = WindowStorage()
    let demand = Self.demand(5, 5, within: Region(rawValue: "div"))
    let covered = WindowBuilder(demand).append(
      WindowBuilder.Piece(tokens: storage), own: 0..<8, document: DocumentSlice(ordinal: 0, tokens: 0..<8),
      matches: matches[...], regions: [3..<5, 0..<8][...], to: result)
    #expect(covered == 1..<8)
    var seen: [UInt32] = []
    WindowBatch(result).forEachCollocate { _, form, _ in seen.append(form.rawValue) }
    #expect(seen == [2, 3, 4, 5, 6])
  }

  @Test func aWindowBeyondThePieceIsRefusedAndNothingAdded() {
    let storage = TokenStorage([1, 2, 9, 3])
    for (left, right, match) in [(3, 0, 2..<3), (0, 2, 2..<3), (0, 0, 3..<5), (0, 0, 2..<5), (1, 1, -1..<1)] {
      let piece = WindowBuilder.Piece(tokens: storage, firstPosition: 0, startsDocument: false, endsDocument: false)
      let result = WindowStorage()
      let added = WindowBuilder(Self.demand(left, right)).append(
        piece, own: 0..<4, document: DocumentSlice(ordinal: 0, tokens: 0..<4),
        matches: [Match(query: 0, start: match.lowerBound, end: match.upperBound)][...], to: result)
      #expect(added == nil)
      #expect(result.tokens.words.count == 0 && result.windows.count == 0 && result.tokens.documents.count == 0)
    }
  }

  /// A random document: forms, and where sentences and paragraphs start.
  private struct Sample {
    var forms: [UInt32?] = []
    var sentences: [Int] = []
    var paragraphs: [Int] = []
    var matches: [Match] = []

    init(using generator: inout SeededGenerator) {
      for index in 0..<generator.pick(1...40) {
        forms.append(generator.oneIn(4) ? nil : UInt32(generator.pick(0...9)))
        if index == 0 || generator.oneIn(12) { paragraphs.append(index) }
        if paragraphs.last == index || generator.oneIn(5) { sentences.append(index) }
        if generator.oneIn(6) { matches.append(Match(query: 0, start: index, end: index + generator.pick(1...3))) }
      }
      matches.removeAll { $0.end > forms.count }
    }

    /// The definition: outwards from the match until so many tokens count, or the region or the document ends.
    func window(_ match: Match, _ demand: WindowDemand) -> Range<Int> {
      let starts = demand.within == .sentence ? sentences : demand.within == .paragraph ? paragraphs : []
      let first = starts.last { $0 <= match.start } ?? 0
      let end = starts.first { $0 > match.end - 1 } ?? forms.count
      func places(_ range: [Int]) -> [Int] { range.filter { !demand.countsWordsOnly || forms[$0] != nil } }
      let before = places((first..<match.start).reversed())
      let after = places(Array(match.end..<max(end, match.end)))
      let left = demand.left == 0 ? match.start : before.count < demand.left ? first : before[demand.left - 1]
      let right = demand.right == 0 ? match.end : after.count < demand.right ? end : after[demand.right - 1] + 1
      return left..<right
    }

    func storage(_ positions: Range<Int>) -> TokenStorage {
      TokenStorage(
        Array(forms[positions]), sentences: sentences.filter(positions.contains).map { $0 - positions.lowerBound },
        paragraphs: paragraphs.filter(positions.contains).map { $0 - positions.lowerBound })
    }
  }

  @Test(arguments: 0..<60)
  func agreesWithTheDefinitionInAnyPieces(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let sample = Sample(using: &generator)
    let count = sample.forms.count
    let demand = Self.demand(
      generator.pick(0...5), generator.pick(0...5), words: generator.oneIn(2),
      within: [.sentence, .paragraph, .document][generator.pick(0...2)])
    let windows = sample.matches.map { sample.window($0, demand) }
    let isMatched = (0..<count).map { index in sample.matches.contains { ($0.start..<$0.end).contains(index) } }
    let expected = (0..<count).filter { index in
      !isMatched[index] && sample.forms[index] != nil && windows.contains { $0.contains(index) }
    }
    let bounds = (Set((0..<3).map { _ in generator.pick(0...count) } + [0, count])).sorted()
    var found: [Int] = []
    var own: [[Int]] = []
    let storage = WindowStorage()
    for range in zip(bounds, bounds.dropFirst()).map({ $0..<$1 }) {
      let reaching = zip(sample.matches, windows).filter { $1.overlaps(range) || range.contains($0.start) }
      var needed = range
      for (match, window) in reaching {
        needed = min(needed.lowerBound, window.lowerBound)..<max(needed.upperBound, window.upperBound, match.end)
      }
      // One more token on each side shows that a region ends there; less may not be enough.
      let piece = max(needed.lowerBound - 1, 0)..<min(needed.upperBound + 1, count)
      let added = WindowBuilder(demand).append(
        WindowBuilder.Piece(
          tokens: sample.storage(piece), firstPosition: piece.lowerBound,
          firstSentence: sample.sentences.filter { $0 <= piece.lowerBound }.count - 1,
          startsDocument: piece.lowerBound == 0, endsDocument: piece.upperBound == count),
        own: range, document: DocumentSlice(ordinal: 0, tokens: range), matches: reaching.map(\.0)[...], to: storage)
      #expect(added != nil, "\(range) in \(piece)")
    }
    let batch = WindowBatch(storage)
    batch.forEachCollocate { index, _, slice in found.append(index - slice.lowerBound + slice.firstPosition) }
    batch.forEachMatch { window in
      let shift = window.position - window.matchBound
      own.append([window.position, window.leftBound + shift, window.rightEnd + shift, window.sentence])
    }
    #expect(found == expected)
    #expect(
      own
        == zip(sample.matches, windows).map { match, window in
          [
            match.start, window.lowerBound, window.upperBound,
            sample.sentences.filter { $0 <= match.start }.count - 1,
          ]
        })
    var matched: [Int] = []
    batch.forEachMatchToken { index, _, slice in matched.append(index - slice.lowerBound + slice.firstPosition) }
    #expect(matched == (0..<count).filter { isMatched[$0] && sample.forms[$0] != nil })
  }
}
