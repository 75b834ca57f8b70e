import AnalyzerKit
import Database

/// Reads one segment: windows of ids, bounds, summaries and postings, each checked when it is first touched.
///
/// It belongs to its reader and thread. Positions count from the segment's first token.
public final class SegmentReader {
  /// What is known of the segment without opening it.
  public let info: SegmentInfo

  private let connection: Connection
  private let access: BlobAccess?
  private var parts: [String: Int] = [:]
  private var open: [String: CheckedBlob] = [:]
  @exclusivity(unchecked) private var ids: (blob: CheckedBlob, width: Int)?
  private var values: [LayerName: (blob: CheckedBlob, width: Int)] = [:]
  private var sentences: CheckedBlob?
  @exclusivity(unchecked) private var spaces: CheckedBlob?

  init(_ info: SegmentInfo, _ connection: Connection, _ access: BlobAccess? = nil) throws {
    self.info = info
    self.access = access
    self.connection = connection
    try connection.forEachRow("SELECT kind, layer, blob FROM segment_part WHERE segment = ?", [.integer(info.id)]) {
      parts[SegmentReader.key($0.text(0), $0.text(1))] = $0.integer(2)
    }
    guard !parts.isEmpty else { throw StoreError.changed(path: connection.path, what: "segment \(info.id)") }
  }

  private static func key(_ kind: String, _ layer: String) -> String { kind + " " + layer }

  func damaged(_ what: String) -> StoreError {
    .damaged(path: connection.path, what: "segment \(info.id): \(what)")
  }

  /// The blob of a part, opened once.
  func blob(_ part: SegmentPart, _ layer: LayerName = .word) throws(StoreError) -> CheckedBlob {
    let key = SegmentReader.key(part.rawValue, layer.name)
    if let kept = open[key] { return kept }
    guard let id = parts[key] else {
      throw .outOfRange(what: "segment \(info.id) has no \(part.rawValue) of the layer \(layer)")
    }
    let made = try StoreError.wrap { try CheckedBlob(id, connection, access) }
    open[key] = made
    return made
  }

  /// Whether it has a summary of a layer.
  public func hasSummary(_ layer: LayerName) -> Bool {
    parts[SegmentReader.key(SegmentPart.summary.rawValue, layer.name)] != nil
  }

  /// The layers that have values here besides the word forms, by name.
  var annotationLayers: [LayerName] {
    parts.keys.compactMap { key in
      key.hasPrefix(SegmentPart.words.rawValue + " ")
        ? LayerName(String(key.dropFirst(SegmentPart.words.rawValue.count + 1))) : nil
    }.sorted { $0.name < $1.name }
  }

  /// Whether regions start here.
  var hasRegions: Bool { parts[SegmentReader.key(SegmentPart.regions.rawValue, "word")] != nil }

  func check(_ tokens: Range<Int>) throws(StoreError) {
    guard tokens.lowerBound >= 0, tokens.upperBound <= info.tokens else {
      throw .outOfRange(what: "tokens \(tokens) of segment \(info.id), which has \(info.tokens)")
    }
  }

  // MARK: Tokens

  private func openIDs(_ layer: LayerName) throws(StoreError) -> (blob: CheckedBlob, width: Int) {
    if layer == .word, let ids { return ids }
    if let kept = values[layer] { return kept }
    let made = try blob(.ids, layer)
    guard made.count >= 8 else { throw damaged("no ids") }
    let head = try made.view(0..<8)
    let width = Int(CheckedBlob.number32(head, at: 0))
    guard (1...32).contains(width), Int(CheckedBlob.number32(head, at: 4)) == info.tokens,
      made.count == 8 + BitPacking.bytes(info.tokens, width: width)
    else { throw damaged("the ids do not fit the number of tokens") }
    if layer == .word { ids = (made, width) } else { values[layer] = (made, width) }
    return (made, width)
  }

  /// Reads the word forms' ids of a range of positions; the buffer must have room for them.
  ///
  /// Only the pieces of 64 KB that hold the range are read. Ids are below the number of forms unless the store is damaged in a way that its
  /// checksums do not show; whoever indexes with them unchecked must look.
  @inlinable
  public func read(tokens: Range<Int>, into buffer: UnsafeMutableBufferPointer<FormID>) throws(StoreError) {
    guard let start = buffer.baseAddress, buffer.count >= tokens.count else {
      if tokens.isEmpty { return }
      throw .outOfRange(what: "a buffer of \(buffer.count) ids for \(tokens.count)")
    }
    try read(tokens, start)
  }

  @usableFromInline
  func read(_ tokens: Range<Int>, _ target: UnsafeMutablePointer<FormID>) throws(StoreError) {
    try read(tokens, of: .word, target)
  }

  /// Reads the numbers of a layer as they are stored.
  func read(
    _ tokens: Range<Int>, of layer: LayerName, _ target: UnsafeMutablePointer<FormID>
  ) throws(StoreError) {
    try check(tokens)
    let (bytes, width) = try packedBytes(tokens, of: layer)
    UnsafeMutableRawPointer(target).withMemoryRebound(to: UInt32.self, capacity: tokens.count) {
      BitPacking.unpack(bytes, fromBit: tokens.lowerBound * width & 7, count: tokens.count, width: width, into: $0)
    }
  }

  /// The bytes that hold the numbers of some tokens, which must be there, until the next read, and how many bits each has.
  func packedBytes(
    _ tokens: Range<Int>, of layer: LayerName
  ) throws(StoreError) -> (base: UnsafeRawPointer, width: Int) {
    let (blob, width) = try openIDs(layer)
    let firstByte = 8 + tokens.lowerBound * width / 8
    let endByte = 8 + BitPacking.bytes(tokens.upperBound, width: width)
    return (try blob.view(min(firstByte, endByte)..<endByte), width)
  }

  /// The word forms' ids of a range of positions.
  public func ids(_ tokens: Range<Int>) throws(StoreError) -> [FormID] {
    try check(tokens)
    var result = [FormID](repeating: FormID(rawValue: 0), count: tokens.count)
    let outcome: Result<Void, StoreError> = result.withUnsafeMutableBufferPointer { buffer in
      Result { () throws(StoreError) -> Void in try read(tokens: tokens, into: buffer) }
    }
    try outcome.get()
    return result
  }

  private func bitmap(_ part: SegmentPart, _ kept: inout CheckedBlob?) throws(StoreError) -> CheckedBlob {
    if let kept { return kept }
    let made = try blob(part)
    guard made.count == (info.tokens + 7) / 8 else {
      throw damaged("the bits of \(part.rawValue) do not fit its tokens")
    }
    kept = made
    return made
  }

  /// Reads whether white space follows each token of a range of positions, as 1 or 0; the buffer must have room for them.
  public func readSpaces(
    _ tokens: Range<Int>, into buffer: UnsafeMutableBufferPointer<UInt8>
  ) throws(StoreError) {
    try check(tokens)
    guard let target = buffer.baseAddress, buffer.count >= tokens.count, !tokens.isEmpty else {
      if tokens.isEmpty { return }
      throw .outOfRange(what: "a buffer of \(buffer.count) bytes for \(tokens.count)")
    }
    let bits = try bitmap(.spaces, &spaces)
    let bytes = try bits.view(tokens.lowerBound / 8..<(tokens.upperBound + 7) / 8)
    let first = tokens.lowerBound & 7
    // Eight at a time from the first whole byte on: each bit of a byte is brought into a byte of its own.
    let single = min(tokens.count, first == 0 ? 0 : 8 - first)
    let whole = (tokens.count - single) / 8
    for index in 0..<single {
      target[index] = bytes.load(as: UInt8.self) &>> UInt8(truncatingIfNeeded: first &+ index) & 1
    }
    let start = bytes + (first + single) / 8
    for byte in 0..<whole {
      let spread =
        UInt64(start.load(fromByteOffset: byte, as: UInt8.self)) &* 0x0101_0101_0101_0101 & 0x8040_2010_0804_0201
      let marks = (spread &+ 0x7F7F_7F7F_7F7F_7F7F | spread) &>> 7 & 0x0101_0101_0101_0101
      UnsafeMutableRawPointer(target + single + byte * 8).storeBytes(of: marks.littleEndian, as: UInt64.self)
    }
    for index in single + whole * 8..<tokens.count {
      let place = first &+ index
      let byte = bytes.load(fromByteOffset: place &>> 3, as: UInt8.self)
      target[index] = byte &>> UInt8(truncatingIfNeeded: place & 7) & 1
    }
  }

  /// Whether white space follows each token of a range of positions.
  public func spaceAfter(_ tokens: Range<Int>) throws(StoreError) -> [Bool] {
    try check(tokens)
    var marks = [UInt8](repeating: 0, count: tokens.count)
    let outcome: Result<Void, StoreError> = marks.withUnsafeMutableBufferPointer { buffer in
      Result { () throws(StoreError) -> Void in try readSpaces(tokens, into: buffer) }
    }
    try outcome.get()
    return marks.map { $0 != 0 }
  }

  // MARK: Bounds

  /// The sentence that holds a position, as far as it lies in this segment.
  public func sentence(around position: Int) throws(StoreError) -> Range<Int> {
    try check(position..<position + 1)
    let bits = try bitmap(.sentences, &sentences)
    var start = position
    // Sentences are short: a look at the piece around the position mostly is enough.
    try bits.load(start / 8..<start / 8 + 1)
    while start > 0, !bits.bit(start) {
      start -= 1
      if start & 7 == 7 { try bits.load(start / 8..<start / 8 + 1) }
    }
    var end = position + 1
    while end < info.tokens {
      if end & 7 == 0 { try bits.load(end / 8..<end / 8 + 1) }
      if bits.bit(end) { break }
      end += 1
    }
    // A sentence never crosses the end of a document: the next document starts one.
    return start..<end
  }

  /// All bounds: documents, sentences and paragraphs.
  ///
  /// About a tenth of a millisecond for a full segment.
  public func bounds() throws(StoreError) -> SegmentBounds {
    let bits = try bitmap(.sentences, &sentences)
    try bits.loadAll()
    let blob = try blob(.bounds)
    try blob.loadAll()
    guard
      let bounds = SegmentBounds.read(blob.base, blob.count, tokens: info.tokens, sentenceStarts: bits.setBits()),
      bounds.documentStarts.count == info.documents + 1, bounds.sentenceStarts.last.map({ $0 < info.tokens }) ?? true
    else { throw damaged("the bounds are not well formed") }
    return bounds
  }

  /// The bounds without the sentences, for which there is `sentenceMarks`, and without the paragraphs unless they are wanted.
  public func documentBounds(paragraphs: Bool = true) throws(StoreError) -> SegmentBounds {
    let blob = try blob(.bounds)
    func read(_ start: UnsafeRawPointer, _ count: Int) -> SegmentBounds? {
      SegmentBounds.read(start, count, tokens: info.tokens, sentenceStarts: [], paragraphs: paragraphs)
    }
    // The documents stand before the paragraphs, and are mostly few.
    let few = min(blob.count, SegmentReader.fewBytes)
    if !paragraphs, few < blob.count, let bounds = read(try blob.view(0..<few), few),
      bounds.documentStarts.count == info.documents + 1
    {
      return bounds
    }
    try blob.loadAll()
    guard let bounds = read(blob.base, blob.count), bounds.documentStarts.count == info.documents + 1 else {
      throw damaged("the bounds are not well formed")
    }
    return bounds
  }

  /// How many bytes of bounds are looked at first.
  private static let fewBytes = 4_096

  /// The starts of sentences as a bit a token.
  public func sentenceMarks() throws(StoreError) -> SentenceMarks {
    let bits = try bitmap(.sentences, &sentences)
    try bits.loadAll()
    return SentenceMarks(bits, tokens: info.tokens)
  }

  // MARK: Summaries

  /// Calls the body with every form of a layer that occurs here, ascending: the form, its tokens, and its documents.
  ///
  /// A document that spans segments is counted in the one in which the form first occurs in it, so that sums over segments are exact.
  public func summary(_ layer: LayerName, _ body: (FormID, Int, Int) -> Void) throws(StoreError) {
    try summaryBlocks(layer) { forms, counts, documents in
      for index in 0..<forms.count { body(forms[index], Int(counts[index]), Int(documents[index])) }
    }
  }

  /// The same in blocks of at most 1,024 forms: three buffers of one length that live during the call.
  public func summaryBlocks(
    _ layer: LayerName,
    _ body: (UnsafeBufferPointer<FormID>, UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<UInt32>) -> Void
  ) throws(StoreError) {
    let blob = try blob(.summary, layer)
    try blob.loadAll()
    guard SummaryCoding.decode(blob, body) else { throw damaged("the summary of \(layer) is not well formed") }
  }

  // MARK: Checksums

  /// The checksum as the encoder makes it; used by `check`.
  func checksum(forms: [UInt64]) throws -> ContentHash {
    let hasher = ContentHasher()
    for (part, layer) in SegmentPart.checksumOrder {
      if part == .summary, layer == .word { for form in forms { hasher.add(form) } }
      try add(part, layer, to: hasher)
    }
    return hasher.finish()
  }

  /// Adds a part to a checksum.
  func add(_ part: SegmentPart, _ layer: LayerName, to hasher: ContentHasher) throws {
    let blob = try blob(part, layer)
    try blob.loadAll()
    hasher.add(part.rawValue + " " + layer.name)
    hasher.add(UnsafeRawBufferPointer(start: blob.base, count: blob.count))
  }
}
