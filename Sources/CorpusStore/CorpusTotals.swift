import AnalyzerKit
import Database

/// How often each form occurs in a whole corpus, in how many documents: the sum of the summaries of its segments, by layer.
///
/// Kept so that a frequency list need not add them up. A corpus of an older store has none until something is appended, or the store
/// is compacted; nor has one in which a form occurs 2^31 times.
struct CorpusTotals {
  /// The layers that have summaries in every segment.
  static let layers: [LayerName] = [.word, .lower]

  let corpus: Int
  let connection: Connection

  /// The blob with the totals of a layer for a corpus of so many tokens; nil when there is none.
  ///
  /// The number of tokens tells whether they are of the corpus as its reader knows it: an append only ever adds some.
  func blob(_ layer: LayerName, tokens: Int) throws -> Int? {
    try connection.integer(
      "SELECT blob FROM corpus_total WHERE corpus = ? AND layer = ? AND tokens = ?",
      [.integer(corpus), .text(layer.name), .integer(tokens)])
  }

  /// Makes them anew after segments were added: those before the first new one are in the totals of that time, if there are any.
  ///
  /// Linear in the forms of the store and in the new summaries.
  func update(_ segments: [SegmentInfo], from first: Int) throws {
    let before = segments[..<first].reduce(0) { $0 + $1.tokens }
    for layer in CorpusTotals.layers {
      let bytes: [UInt8]?
      do {
        let old = try blob(layer, tokens: before)
        bytes = try encoded(layer, of: old == nil ? segments[...] : segments[first...], addedTo: old)
      } catch is StoreError {
        // What can be made of the segments must not keep anybody from adding to them.
        bytes = try encoded(layer, of: segments[...], addedTo: nil)
      }
      try remove(layer)
      guard let bytes else { continue }
      let blob = try bytes.withUnsafeBytes { try BlobWriting(connection: connection).write($0) }
      try connection.run(
        "INSERT INTO corpus_total(corpus, layer, tokens, blob) VALUES(?, ?, ?, ?)",
        [
          .integer(corpus), .text(layer.name), .integer(segments.reduce(0) { $0 + $1.tokens }), .integer(blob),
        ])
    }
  }

  /// Makes those that are missing or damaged.
  func complete(_ segments: [SegmentInfo]) throws {
    let tokens = segments.reduce(0) { $0 + $1.tokens }
    for layer in CorpusTotals.layers {
      if let id = try blob(layer, tokens: tokens), (try? CheckedBlob(id, connection).loadAll()) != nil { continue }
      return try update(segments, from: 0)
    }
  }

  /// Takes them away.
  func remove() throws {
    for layer in CorpusTotals.layers { try remove(layer) }
  }

  private func remove(_ layer: LayerName) throws {
    let key: [SQLValue] = [.integer(corpus), .text(layer.name)]
    try connection.run(
      "DELETE FROM blob WHERE id IN (SELECT blob FROM corpus_total WHERE corpus = ? AND layer = ?)", key)
    try connection.run("DELETE FROM corpus_total WHERE corpus = ? AND layer = ?", key)
  }

  /// Writes the totals of a store of version 3, which are laid out as summaries are, anew.
  ///
  /// Those that are damaged are left out: they can be made again.
  static func renew(_ connection: Connection) throws {
    var kept: [(corpus: Int, layer: String, blob: Int)] = []
    try connection.forEachRow("SELECT corpus, layer, blob FROM corpus_total") {
      kept.append(($0.integer(0), $0.text(1), $0.integer(2)))
    }
    let forms = try? Vocabulary(connection).count
    for row in kept {
      let key: [SQLValue] = [.integer(row.corpus), .text(row.layer)]
      if let bytes = forms.flatMap({ renewed(row.blob, $0, connection) }) {
        let blob = try bytes.withUnsafeBytes { try BlobWriting(connection: connection).write($0) }
        try connection.run(
          "UPDATE corpus_total SET blob = ? WHERE corpus = ? AND layer = ?", [.integer(blob)] + key)
      } else {
        try connection.run("DELETE FROM corpus_total WHERE corpus = ? AND layer = ?", key)
      }
      try connection.run("DELETE FROM blob WHERE id = ?", [.integer(row.blob)])
    }
  }

  private static func renewed(_ id: Int, _ forms: Int, _ connection: Connection) -> [UInt8]? {
    guard let blob = try? CheckedBlob(id, connection), (try? blob.loadAll()) != nil else { return nil }
    var sum = FormTotals(forms: forms)
    guard SummaryCoding.decode(blob, { sum.add($0, $1, $2) }), sum.isInside else { return nil }
    return sum.encoded()
  }

  /// Whether those that are kept are the sums of all summaries.
  func areRight(_ segments: [SegmentInfo]) throws -> Bool {
    var kept: [(layer: String, tokens: Int, blob: Int)] = []
    try connection.forEachRow("SELECT layer, tokens, blob FROM corpus_total WHERE corpus = ?", [.integer(corpus)]) {
      kept.append(($0.text(0), $0.integer(1), $0.integer(2)))
    }
    let tokens = segments.reduce(0) { $0 + $1.tokens }
    for row in kept {
      guard CorpusTotals.layers.contains(LayerName(row.layer)), row.tokens == tokens,
        let bytes = try encoded(LayerName(row.layer), of: segments[...], addedTo: nil)
      else { return false }
      let blob = try CheckedBlob(row.blob, connection)
      try blob.loadAll()
      guard UnsafeRawBufferPointer(start: blob.base, count: blob.count).elementsEqual(bytes) else { return false }
    }
    return true
  }

  /// The sum of some segments and of totals, as bytes; nil when a count is too large for them.
  private func encoded(_ layer: LayerName, of segments: ArraySlice<SegmentInfo>, addedTo old: Int?) throws -> [UInt8]? {
    var sum = FormTotals(forms: try Vocabulary(connection).count)
    if let old {
      let blob = try CheckedBlob(old, connection)
      try blob.loadAll()
      guard TotalsCoding.decode(blob, { sum.add($0, $1, $2) }) else {
        throw StoreError.damaged(path: connection.path, what: "the totals of \(layer)")
      }
    }
    for info in segments {
      try SegmentReader(info, connection).summaryBlocks(layer) { sum.add($0, $1, $2) }
    }
    guard sum.isInside else {
      throw StoreError.damaged(path: connection.path, what: "summaries of forms that are not there")
    }
    return sum.encoded()
  }
}

/// Adds summaries up.
private struct FormTotals {
  private var counts: [UInt32]
  private var documents: [UInt32]
  private var isTooLarge = false
  /// Whether all forms were among those that there are.
  private(set) var isInside = true

  init(forms: Int) {
    counts = Array(repeating: 0, count: max(0, min(forms, Int(UInt32.max))))
    documents = counts
  }

  mutating func add(
    _ forms: UnsafeBufferPointer<FormID>, _ added: UnsafeBufferPointer<UInt32>,
    _ inDocuments: UnsafeBufferPointer<UInt32>
  ) {
    for index in forms.indices {
      let form = Int(forms[index].rawValue)
      guard form < counts.count else {
        isInside = false
        return
      }
      let (count, overflow) = counts[form].addingReportingOverflow(added[index])
      // A document has the form at least once, so that documents never exceed counts.
      isTooLarge = isTooLarge || overflow || count > UInt32.max / 2
      counts[form] = count
      documents[form] &+= inDocuments[index]
    }
  }

  func encoded() -> [UInt8]? { isTooLarge ? nil : TotalsCoding.encode(counts, documents) }
}

extension StoreReader {
  /// Calls the body with every form of a layer that occurs in a corpus, its tokens and its documents, in blocks of at most 1,024 as a
  /// segment's summary gives them; false, without a call, where the store has no such sums, none any more, or damaged ones.
  public func totals(
    _ layer: LayerName, of corpus: Corpus,
    _ body: (UnsafeBufferPointer<FormID>, UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<UInt32>) -> Void
  ) throws(StoreError) -> Bool {
    try StoreError.wrap {
      let totals = CorpusTotals(corpus: corpus.id, connection: connection)
      guard let id = try totals.blob(layer, tokens: corpus.tokens) else { return false }
      let blob: CheckedBlob
      do {
        blob = try checkedBlob(id)
        try blob.loadAll()
      } catch let error as StoreError {
        switch error {
        case .changed, .damaged: return false
        default: throw error
        }
      }
      guard TotalsCoding.decode(blob, body) else {
        throw StoreError.damaged(path: connection.path, what: "the totals of \(layer) of `\(corpus.name)`")
      }
      return true
    }
  }

  /// Whether the store has the sums of a corpus for a layer.
  public func hasTotals(_ layer: LayerName, of corpus: Corpus) throws(StoreError) -> Bool {
    try StoreError.wrap {
      try CorpusTotals(corpus: corpus.id, connection: connection).blob(layer, tokens: corpus.tokens) != nil
    }
  }
}
