import AnalyzerKit
import Database

/// How often each form occurs in a corpus, in how many documents: the sum of the summaries of its segments, by layer.
///
/// Kept so that a frequency list need not add them up. They are of all segments or, where little was appended since they were made, of
/// all but the last ones: making them anew costs what the vocabulary is large. A corpus of an older store has none until something is
/// appended, or the store is compacted; nor has one in which a form occurs 2^31 times.
struct CorpusTotals {
  /// The layers that have summaries in every segment.
  static let layers: [LayerName] = [.word, .lower]

  let corpus: Int
  let connection: Connection

  /// They are made anew when what they lack is more than this part of what they have.
  private static let mostLacking = 8

  /// What is kept of a layer: the blob, and how many of the segments, from the first on, it is the sum of.
  struct Kept {
    let blob: Int
    let segments: Int
    let tokens: Int
  }

  /// The totals of a layer; nil when there are none, or they are of other segments.
  ///
  /// The number of tokens tells which segments they are of: an append only ever adds some.
  func kept(_ layer: LayerName, of segments: some Collection<SegmentInfo>) throws -> Kept? {
    var row: (tokens: Int, blob: Int)?
    try connection.forEachRow(
      "SELECT tokens, blob FROM corpus_total WHERE corpus = ? AND layer = ?",
      [.integer(corpus), .text(layer.name)]
    ) { row = ($0.integer(0), $0.integer(1)) }
    guard let row else { return nil }
    var tokens = 0
    var count = 0
    for segment in segments {
      if tokens + segment.tokens > row.tokens { break }
      tokens += segment.tokens
      count += 1
    }
    return tokens == row.tokens ? Kept(blob: row.blob, segments: count, tokens: tokens) : nil
  }

  /// Makes them anew after segments were added, unless those are few.
  ///
  /// Linear in the forms of the store and in the summaries that they lack.
  func update(_ segments: [SegmentInfo]) throws {
    let tokens = segments.reduce(0) { $0 + $1.tokens }
    for layer in CorpusTotals.layers {
      let old = try kept(layer, of: segments)
      if let old, tokens - old.tokens <= old.tokens / CorpusTotals.mostLacking { continue }
      try make(layer, of: segments, from: old)
    }
  }

  /// Makes those anew that are missing, damaged, or not of all segments.
  func complete(_ segments: [SegmentInfo]) throws {
    for layer in CorpusTotals.layers {
      let old = try kept(layer, of: segments)
      if let old, old.segments == segments.count, (try? CheckedBlob(old.blob, connection).loadAll()) != nil { continue }
      try make(layer, of: segments, from: old)
    }
  }

  private func make(_ layer: LayerName, of segments: [SegmentInfo], from old: Kept?) throws {
    let bytes: [UInt8]?
    do {
      bytes = try encoded(layer, of: segments[(old?.segments ?? 0)...], addedTo: old?.blob)
    } catch is StoreError {
      // What can be made of the segments must not keep anybody from adding to them.
      bytes = try encoded(layer, of: segments[...], addedTo: nil)
    }
    try remove(layer)
    guard let bytes else { return }
    let blob = try bytes.withUnsafeBytes { try BlobWriting(connection: connection).write($0) }
    try connection.run(
      "INSERT INTO corpus_total(corpus, layer, tokens, blob) VALUES(?, ?, ?, ?)",
      [.integer(corpus), .text(layer.name), .integer(segments.reduce(0) { $0 + $1.tokens }), .integer(blob)])
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

  /// Whether those that are kept are the sums of the summaries of the segments that they are of.
  func areRight(_ segments: [SegmentInfo]) throws -> Bool {
    var layers: [LayerName] = []
    try connection.forEachRow("SELECT layer FROM corpus_total WHERE corpus = ?", [.integer(corpus)]) {
      layers.append(LayerName($0.text(0)))
    }
    for layer in layers {
      guard CorpusTotals.layers.contains(layer), let kept = try kept(layer, of: segments),
        let bytes = try encoded(layer, of: segments[..<kept.segments], addedTo: nil)
      else { return false }
      let blob = try CheckedBlob(kept.blob, connection)
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
      guard sum.add(blob) else { throw StoreError.damaged(path: connection.path, what: "the totals of \(layer)") }
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
      add(form, added[index], inDocuments[index])
    }
  }

  /// Adds the sums of a blob, all of which must have been loaded; false when it holds something else.
  mutating func add(_ blob: CheckedBlob) -> Bool {
    let all = [UInt8](repeating: FormFlags.countedBit, count: counts.count)
    guard let sums = all.withUnsafeBufferPointer({ TotalsCoding.decode(blob, $0, always: 0) }) else { return false }
    sums.counts.forEach { form, count in
      add(Int(form.rawValue), UInt32(clamping: count), UInt32(clamping: sums.documents[form]))
    }
    return true
  }

  private mutating func add(_ form: Int, _ added: UInt32, _ inDocuments: UInt32) {
    let (count, overflow) = counts[form].addingReportingOverflow(added)
    // A document has the form at least once, so that documents never exceed counts.
    isTooLarge = isTooLarge || overflow || count > UInt32.max / 2
    counts[form] = count
    documents[form] &+= inDocuments
  }

  func encoded() -> [UInt8]? { isTooLarge ? nil : TotalsCoding.encode(counts, documents) }
}

extension StoreReader {
  /// How often each form of a layer occurs in the first segments of a corpus, and in how many documents: of forms for which
  /// `flags[form] | always` has `FormFlags.countedBit`.
  ///
  /// They are those that `segmentsInTotals` told of: nil where the store has others by now, none any more, or damaged ones. The flags are
  /// those of all forms. Linear in them.
  public func sums(
    _ layer: LayerName, of corpus: Corpus, segments: Int, flags: [UInt8], always: UInt8
  ) throws(StoreError) -> FormSums? {
    try StoreError.wrap {
      let totals = CorpusTotals(corpus: corpus.id, connection: connection)
      guard let kept = try totals.kept(layer, of: corpus.segments), kept.segments == segments else { return nil }
      let blob: CheckedBlob
      do {
        blob = try checkedBlob(kept.blob)
        try blob.loadAll()
      } catch let error as StoreError {
        switch error {
        case .changed, .damaged: return nil
        default: throw error
        }
      }
      guard let sums = flags.withUnsafeBufferPointer({ TotalsCoding.decode(blob, $0, always: always) }) else {
        throw StoreError.damaged(path: connection.path, what: "the totals of \(layer) of `\(corpus.name)`")
      }
      return sums
    }
  }

  /// Of how many segments of a corpus, from the first on, the store has the sums for a layer; 0 when it has none.
  public func segmentsInTotals(_ layer: LayerName, of corpus: Corpus) throws(StoreError) -> Int {
    try StoreError.wrap {
      try CorpusTotals(corpus: corpus.id, connection: connection).kept(layer, of: corpus.segments)?.segments ?? 0
    }
  }
}
