import AnalyzerKit
import CorpusQuery

/// Counts forms inside the windows of runs of documents, reading only the tokens near matches and laying out no window.
///
/// Windows that end with something else than the document are laid out by `WindowFolding`, and counted then. What is counted of
/// one group is kept from run to run until another group or `handOver` comes. It belongs to its thread.
final class CollocateFolding {
  private let inputs: AnalysisInputs
  private let demand: WindowDemand
  private let windows: WindowFolding
  private let reading: RunReading

  /// The words that count, a bit a word.
  private let counted: [UInt64]
  private let inside: CollocateCounter
  private let matched: CollocateCounter
  /// By variant of the layer: the form of the one token of any match, where all matches have the same; empty where there may be more tokens.
  private let matchForms: [FormID?]
  private let storage = CollocateStorage()
  /// The group of what is counted and not handed over.
  @exclusivity(unchecked) private var group = DocumentGrouping.unselected
  /// Where tokens are read that are not counted as they are packed.
  @exclusivity(unchecked) private var words = GrowingBuffer<FormID>()
  @exclusivity(unchecked) private var forms = GrowingBuffer<FormID>()

  /// Gives a group's counts to whoever adds them.
  typealias Emit = (Int, CollocateStorage) throws -> Void

  /// Prepares a thread for a demand.
  init(_ inputs: AnalysisInputs, _ demand: WindowDemand) throws {
    self.inputs = inputs
    self.demand = demand
    windows = try WindowFolding(inputs, demand)
    reading = try RunReading(inputs)
    counted = inputs.view.countedBits
    inside = try inputs.counters.counter(forms: inputs.view.formCount)
    matched = try inputs.counters.counter(forms: inputs.view.formCount, expectsFew: true)
    matchForms = CollocateFolding.matchForms(of: demand.queries.compactMap { inputs.queries[$0] }, reading)
  }

  private static func matchForms(of queries: [ResolvedQuery], _ reading: RunReading) -> [FormID?] {
    guard queries.count == 1, let query = queries.first, query.elements.count == 1, query.stream == .word else {
      return []
    }
    return zip(query.elementsByVariant, reading.tables).map { elements, table in
      let words = elements.flatMap(\.forms)
      guard let first = words.first, let form = table[Int(first.rawValue)] else { return nil }
      return words.allSatisfy { table[Int($0.rawValue)] == form } ? form : nil
    }
  }

  deinit {
    inputs.counters.giveBack(inside)
    inputs.counters.giveBack(matched)
  }

  /// Counts the run that starts in a segment, and hands over what another group than the last one has; the storages are for windows.
  func fold(
    _ run: DocumentRun, of segment: Int, windows storage: WindowStorage, scratch: TokenStorage,
    checkCancellation: () throws -> Void, _ emit: Emit
  ) throws {
    guard demand.within == .document else {
      return try windows.fold(
        run, of: segment, first: nil, into: storage, scratch: scratch, checkCancellation: checkCancellation
      ) { group, storage in
        try begin(Int32(group), emit)
        try count(WindowBatch(storage), emit)
      }
    }
    let matches = try windows.finder.matches(in: run, checkCancellation: checkCancellation)
    try checkCancellation()
    var places = places(of: matches, in: run)
    if !inputs.grouping.isUndivided { places.sort { ($0.group, $0.document) < ($1.group, $1.document) } }
    for place in places {
      try begin(place.group, emit)
      try count(matches[place.matches], ofDocument: place.document, of: run, checkCancellation)
    }
  }

  /// Hands over what is left.
  func handOver(_ emit: Emit) throws { try begin(DocumentGrouping.unselected, emit) }

  private func begin(_ next: Int32, _ emit: Emit) throws {
    guard next != group || inside.isFull || matched.isFull else { return }
    if group != DocumentGrouping.unselected { try empty(emit) }
    group = next
  }

  /// Hands over what is counted of the group.
  private func empty(_ emit: Emit) throws {
    inside.empty(into: storage.inside)
    matched.empty(into: storage.matched)
    try emit(Int(group), storage)
    storage.removeAll()
  }

  /// The matches of one document.
  private struct Place {
    let group: Int32
    /// Its index in the run.
    let document: Int
    let matches: Range<Int>
  }

  /// The documents with matches that are in a group, in the order of the run.
  private func places(of matches: [Match], in run: DocumentRun) -> [Place] {
    var places: [Place] = []
    var next = 0
    while next < matches.count {
      // Empty documents share their start with the next: the last start that is not beyond the position counts.
      let document = RunReading.firstIndex(notBefore: matches[next].start + 1, in: run.documentStarts) - 1
      let start = next
      next = MatchFinder.firstIndex(notBefore: run.tokens(ofDocument: document).upperBound, in: matches, from: next)
      let group = inputs.grouping.groups[run.firstDocument + document]
      guard group != DocumentGrouping.unselected else { continue }
      places.append(Place(group: group, document: document, matches: start..<next))
    }
    return places
  }

  // MARK: Windows laid out

  private func count(_ batch: borrowing WindowBatch, _ emit: Emit) throws {
    storage.inside.documents += batch.documentCount
    storage.matched.documents += batch.documentCount
    batch.forEachMatch { _ in storage.matches += 1 }
    try batch.forEachDocument { _, collocates in
      if inside.isFull { try empty(emit) }
      inside.beginDocument()
      collocates.withUnsafeBufferPointer(inside.count)
    }
    var last = -1
    try batch.forEachMatchToken { _, form, document in
      if document.ordinal != last {
        if matched.isFull { try empty(emit) }
        matched.beginDocument()
      }
      last = document.ordinal
      withUnsafePointer(to: form) { matched.count(UnsafeBufferPointer(start: $0, count: 1)) }
    }
  }

  // MARK: Windows that end with the document

  /// How many tokens between two matches cost less to read along than another reading does, and how many tokens of matches, and between
  /// them, are read at once.
  private static let nearby = 1_024
  private static let widest = 4_096
  /// How many are read first where a window reaches further than was read.
  private static let narrowest = 32

  /// What of one document is counted.
  private struct Sweep {
    let run: DocumentRun
    let language: Int
    let tokens: Range<Int>
    /// Its matches, by start.
    let matches: ArraySlice<Match>
    /// The first match that is not counted.
    var next: Int
    /// All that windows so far cover is before.
    var done: Int
  }

  /// Counts what windows of one document cover: from the left, every token once.
  ///
  /// Windows of one width to each side ascend as matches do. So what a window covers behind the next match, or before the one before it,
  /// is covered by windows of these.
  private func count(
    _ matches: ArraySlice<Match>, ofDocument document: Int, of run: DocumentRun, _ checkCancellation: () throws -> Void
  ) throws {
    let tokens = run.tokens(ofDocument: document)
    var sweep = Sweep(
      run: run, language: Int(inputs.documentLanguages[run.firstDocument + document]), tokens: tokens,
      matches: matches, next: matches.startIndex, done: tokens.lowerBound)
    inside.beginDocument()
    matched.beginDocument()
    storage.inside.documents += 1
    storage.matched.documents += 1
    storage.matches += matches.count
    guard let table = reading.table(ofLanguage: sweep.language) else {
      return try count(&sweep, by: nil, checkCancellation)
    }
    try table.withForms { try count(&sweep, by: $0, checkCancellation) }
  }

  /// Counts the matches of a document; a table gives its words their forms, where these follow from words.
  private func count(
    _ sweep: inout Sweep, by table: UnsafeBufferPointer<FormID>?, _ checkCancellation: () throws -> Void
  ) throws {
    try counted.withUnsafeBufferPointer { counted in
      while sweep.next < sweep.matches.endIndex {
        try checkCancellation()
        let (range, last) = stretch(of: sweep)
        guard range.upperBound <= sweep.tokens.upperBound else { throw WindowFolding.beyondDocument }
        if let table, !table.isEmpty, let words = try sweep.run.packedWords(range),
          let tokens = PackedCollocateTokens(words, from: range.lowerBound, counted: counted, table)
        {
          try count(tokens, in: range, upTo: last, &sweep)
        } else {
          try count(
            ReadCollocateTokens(try read(range, sweep), from: range.lowerBound), in: range, upTo: last, &sweep)
        }
      }
    }
  }

  /// The next matches that are near each other: the tokens to be read, and the index behind the last of these matches.
  private func stretch(of sweep: Sweep) -> (range: Range<Int>, last: Int) {
    let first = max(sweep.matches[sweep.next].start, sweep.done)
    var end = max(first, sweep.matches[sweep.next].end)
    var last = sweep.next + 1
    while last < sweep.matches.endIndex, sweep.matches[last].start - end <= CollocateFolding.nearby,
      end - first < CollocateFolding.widest
    {
      end = max(end, sweep.matches[last].end)
      last += 1
    }
    let (left, right) = (WindowFolding.reach(demand.left), WindowFolding.reach(demand.right))
    return (max(sweep.done, first - left)..<max(end, min(sweep.tokens.upperBound, end + right)), last)
  }

  /// Counts matches up to an index with the tokens around them; stops behind one whose windows reach beyond what was read.
  private func count<Tokens: CollocateTokens>(
    _ tokens: Tokens, in range: Range<Int>, upTo last: Int, _ sweep: inout Sweep
  ) throws {
    let countsAll = !demand.countsWordsOnly
    let (mostLeft, mostRight) = (demand.left, demand.right)
    var (around, within) = (inside.collection(of: range.count), matched.collection(of: range.count))
    var beyond: (low: Int, left: Int, right: Int, limit: Int)?
    let first = sweep.done
    var (done, next) = (first, sweep.next)
    let end = sweep.tokens.upperBound
    let variant = inputs.variant(ofLanguage: sweep.language)
    let matchForm = matchForms.indices.contains(variant) ? matchForms[variant] : nil
    var matchTokens = 0
    sweep.matches.withUnsafeBufferPointer { matches in
      // Both count from the first match of the document.
      let (base, count) = (sweep.matches.startIndex, matches.count)
      next -= base
      while next < last - base, beyond == nil {
        // Matches that touch each other are one.
        let start = max(matches[next].start, done)
        var stop = start
        while next < last - base, matches[next].start <= stop {
          stop = max(stop, matches[next].end)
          next += 1
        }
        let limit = next == count ? end : max(stop, matches[next].start)
        var (left, right) = (mostLeft, mostRight)
        if matchForm == nil {
          var all = Int.max
          _ = within.collectOn(tokens, from: start, upTo: stop, &all, countsAll: false)
        } else {
          matchTokens &+= stop &- start
        }
        let bound = done
        let low = around.collectBack(
          tokens, before: start, downTo: max(bound, range.lowerBound), &left, countsAll: countsAll)
        done = around.collectOn(tokens, from: stop, upTo: min(limit, range.upperBound), &right, countsAll: countsAll)
        // What is covered already bounds a window as the document does.
        if low == bound { left = 0 }
        if left > 0 || (right > 0 && done < limit) { beyond = (low, left, right, limit) }
      }
      next += base
    }
    sweep.next = next
    guard inside.count(around, by: tokens.table), matched.count(within, by: tokens.table) else {
      throw RunReading.damaged
    }
    if let matchForm { matched.count(matchForm, times: matchTokens) }
    if let beyond {
      // Only the first of a stretch reaches back beyond it, over what nothing covered yet.
      var (low, left, right) = (beyond.low, beyond.left, beyond.right)
      // Mostly a few more are enough.
      var width = CollocateFolding.narrowest
      func widen() { width = min(width * 4, CollocateFolding.widest) }
      while left > 0, low > first {
        let piece = max(first, low - width)..<low
        widen()
        let more = ReadCollocateTokens(try read(piece, sweep), from: piece.lowerBound)
        around = inside.collection(of: piece.count)
        low = around.collectBack(more, before: low, downTo: piece.lowerBound, &left, countsAll: countsAll)
        _ = inside.count(around, by: nil)
      }
      width = CollocateFolding.narrowest
      while right > 0, done < beyond.limit {
        let piece = done..<min(beyond.limit, done + width)
        widen()
        let more = ReadCollocateTokens(try read(piece, sweep), from: piece.lowerBound)
        around = inside.collection(of: piece.count)
        done = around.collectOn(more, from: done, upTo: piece.upperBound, &right, countsAll: countsAll)
        _ = inside.count(around, by: nil)
      }
    }
    sweep.done = done
  }

  /// The forms of some tokens, until the next call.
  private func read(_ range: Range<Int>, _ sweep: Sweep) throws -> UnsafePointer<FormID> {
    words.reserve(range.count)
    forms.reserve(range.count)
    try reading.read(
      range, of: sweep.run, language: sweep.language,
      words: UnsafeMutableBufferPointer(start: words.pointer, count: range.count),
      forms: UnsafeMutableBufferPointer(start: forms.pointer, count: range.count))
    return UnsafePointer(forms.pointer)
  }
}
