import AnalyzerKit
import CorpusStore

/// The documents that start in one segment, whole: where the last one goes on in later segments, so does the run.
///
/// Positions count from the first token of its first document. It belongs to its reader and thread.
public final class DocumentRun {
  private struct Part {
    let reader: SegmentReader
    /// Where the part starts in the segment.
    let offset: Int
    /// Where the part starts in the run.
    let start: Int
    let count: Int
    /// Read when they are first asked for.
    var sentences: SentenceMarks?
    var end: Int { start + count }
  }

  // One thread reads a run, a few tokens at a time: checks of exclusive access are off, and parts are reached by index, as a copy
  // of one would be counted.
  @exclusivity(unchecked) private var parts: [Part] = []
  /// The ordinal of the first document.
  @exclusivity(unchecked) public private(set) var firstDocument = 0
  /// Where documents start, and where the last one ends; one entry more than documents.
  @exclusivity(unchecked) public private(set) var documentStarts: [Int] = [0]
  private var paragraphs: [Int]?

  /// Opens the run of the segment at an index of a corpus's list.
  public init(_ index: Int, of corpus: Corpus, in reader: StoreReader) throws {
    let info = corpus.segments[index]
    let segment = try reader.segment(info)
    let bounds = try segment.documentBounds(paragraphs: false)
    let skipped = info.continuesDocument ? 1 : 0
    guard bounds.documentStarts.count > skipped else { return }
    firstDocument = info.firstDocument + skipped
    let offset = Int(bounds.documentStarts[skipped])
    documentStarts = bounds.documentStarts[skipped...].map { Int($0) - offset }
    try append(segment, offset: offset, count: info.tokens - offset)
    guard documentCount > 0, info.isContinued else { return }
    for next in corpus.segments[(index + 1)...] {
      let segment = try reader.segment(next)
      let bounds = try segment.documentBounds(paragraphs: false)
      let count = bounds.documentStarts.count > 1 ? Int(bounds.documentStarts[1]) : next.tokens
      try append(segment, offset: 0, count: count)
      documentStarts[documentStarts.count - 1] = tokenCount
      if next.documents > 1 || !next.isContinued { break }
    }
  }

  private func append(_ reader: SegmentReader, offset: Int, count: Int) throws {
    parts.append(
      Part(reader: reader, offset: offset, start: tokenCount, count: count))
  }

  private func sentences(ofPart index: Int) throws -> SentenceMarks {
    if let known = parts[index].sentences { return known }
    let marks = try parts[index].reader.sentenceMarks()
    parts[index].sentences = marks
    return marks
  }

  /// The positions that start a paragraph, ascending; read when they are first asked for.
  public func paragraphStarts() throws -> [Int] {
    if let paragraphs { return paragraphs }
    var starts: [Int] = []
    for part in parts {
      let shift = part.start - part.offset
      for paragraph in try part.reader.documentBounds().paragraphStarts
      where Int(paragraph) >= part.offset && Int(paragraph) < part.offset + part.count {
        starts.append(Int(paragraph) + shift)
      }
    }
    paragraphs = starts
    return starts
  }

  // MARK: Sentences

  /// How many sentences start before a position.
  public func sentenceCount(before position: Int) throws -> Int {
    var sum = 0
    for index in parts.indices where parts[index].start < position {
      let (start, offset) = (parts[index].start, parts[index].offset)
      let end = min(position, parts[index].end)
      let sentences = try sentences(ofPart: index)
      sum += sentences.count(before: end - start + offset) - (offset == 0 ? 0 : sentences.count(before: offset))
    }
    return sum
  }

  /// Appends the positions in a range at which sentences start, ascending, each with a shift added.
  public func appendSentenceStarts(
    in range: Range<Int>, shiftedBy added: Int, to starts: inout GrowingBuffer<Int>
  ) throws {
    for index in parts.indices {
      let from = max(range.lowerBound, parts[index].start)
      let to = min(range.upperBound, parts[index].end)
      guard from < to else { continue }
      let shift = parts[index].offset - parts[index].start
      try sentences(ofPart: index).appendStarts(in: from + shift..<to + shift, shiftedBy: added - shift, to: &starts)
    }
  }

  /// The first position from one on at which a sentence starts; the end of the run when there is none.
  public func sentenceStart(notBefore position: Int) throws -> Int {
    for index in parts.indices where position < parts[index].end {
      let part = parts[index]
      let shift = part.offset - part.start
      if let start = try sentences(ofPart: index).firstStart(notBefore: max(position, part.start) + shift),
        start < part.end + shift
      {
        return start - shift
      }
    }
    return tokenCount
  }

  /// How many documents start here.
  public var documentCount: Int { documentStarts.count - 1 }

  /// How many tokens the documents have.
  public var tokenCount: Int { parts.last?.end ?? 0 }

  /// The positions of a document, by its index in the run.
  public func tokens(ofDocument index: Int) -> Range<Int> { documentStarts[index]..<documentStarts[index + 1] }

  private func forEachPart(
    in range: Range<Int>, _ body: (SegmentReader, Range<Int>, _ offset: Int) throws -> Void
  ) throws {
    for index in parts.indices {
      let from = max(range.lowerBound, parts[index].start)
      let to = min(range.upperBound, parts[index].end)
      guard from < to else { continue }
      let shift = parts[index].offset - parts[index].start
      try body(parts[index].reader, from + shift..<to + shift, from - range.lowerBound)
    }
  }

  /// Reads the words of a range of positions, or their values in a layer of annotation; the buffer has room for just them.
  ///
  /// `TokenStorage.uncounted` stands for a token without a value.
  public func read(
    _ range: Range<Int>, of layer: LayerName = .word, into buffer: UnsafeMutableBufferPointer<FormID>
  ) throws {
    try forEachPart(in: range) { reader, tokens, offset in
      try reader.read(
        tokens: tokens, of: layer, into: UnsafeMutableBufferPointer(rebasing: buffer[offset..<offset + tokens.count]))
    }
  }

  /// The words of a range of positions as they are packed, until the next read; nil where they are in more than one segment.
  public func packedWords(_ range: Range<Int>) throws -> PackedForms? {
    for index in parts.indices where range.lowerBound >= parts[index].start && range.upperBound <= parts[index].end {
      let shift = parts[index].offset - parts[index].start
      return try parts[index].reader.packedForms(range.lowerBound + shift..<range.upperBound + shift)
    }
    return nil
  }

  /// Reads whether white space follows the tokens of a range of positions, as 1 or 0.
  public func readSpaces(_ range: Range<Int>, into buffer: UnsafeMutableBufferPointer<UInt8>) throws {
    try forEachPart(in: range) { reader, tokens, offset in
      try reader.readSpaces(
        tokens, into: UnsafeMutableBufferPointer(rebasing: buffer[offset..<offset + tokens.count]))
    }
  }

  /// How often a word, or a value of a layer of annotation, occurs in the segments of the run.
  public func count(of word: FormID, in layer: LayerName = .word) throws -> Int {
    try parts.reduce(0) { $0 + (try $1.reader.count(of: word, in: layer)) }
  }

  /// Appends the positions of a word, or of a value of a layer of annotation, ascending.
  public func positions(
    of word: FormID, in layer: LayerName = .word, appendingTo positions: inout [Int]
  ) throws {
    for part in parts {
      var found: [UInt32] = []
      try part.reader.positions(of: word, in: layer, appendingTo: &found)
      // They ascend: those of other documents stand before and behind.
      let (first, end) = (part.offset, part.offset + part.count)
      let start = found.indices.partitionPoint { Int(found[$0]) >= first }
      let inside = start..<(start..<found.count).partitionPoint { Int(found[$0]) >= end }
      positions.append(contentsOf: found[inside].lazy.map { Int($0) - part.offset + part.start })
    }
  }

  /// The regions of a name in the documents of the run, by start; those of the same start in the order of the source.
  public func regions(named name: String) throws -> [Range<Int>] {
    var regions: [Range<Int>] = []
    for part in parts {
      for region in try part.reader.regions() where region.name == name {
        let start = region.start - part.offset + part.start
        // What starts in a document before the run's first, or after its last, is no part of it.
        guard region.start >= part.offset, region.start < part.offset + part.count, region.count > 0 else { continue }
        regions.append(start..<start + region.count)
      }
    }
    return regions
  }
}
