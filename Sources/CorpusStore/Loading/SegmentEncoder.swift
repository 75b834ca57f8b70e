import Database

/// Encodes segments and writes them: ids, bits, bounds, summaries, postings; reused from segment to segment.
final class SegmentEncoder {
  let connection: Connection
  private let corpus: Int
  let vocabulary: LoadVocabulary
  let tally = FormTally()
  /// The forms, in both layers, of the part of a cut document that lies in earlier segments.
  private var seenWords: Set<UInt32> = []
  private var seenLowers: Set<UInt32> = []
  let hasher = ContentHasher()
  /// The values of the part of a cut document that lies in earlier segments, by layer; of all tokens, and of words.
  var seenValues: [String: (all: Set<UInt32>, words: Set<UInt32>)] = [:]
  /// How many segments the corpus has.
  private(set) var segments: Int

  /// Encodes for a corpus that has some segments.
  init(_ connection: Connection, corpus: Int, segments: Int, _ vocabulary: LoadVocabulary) {
    self.connection = connection
    self.corpus = corpus
    self.segments = segments
    self.vocabulary = vocabulary
  }

  /// Encodes and writes a segment.
  ///
  /// Its checksum covers the forms themselves, as ids alone would also name other forms in another store.
  func write(_ content: SegmentContent) throws {
    hasher.reset()
    var parts: [(SegmentPart, String, Int)] = []
    func add(_ part: SegmentPart, _ layer: String, _ bytes: [UInt8]) throws {
      hasher.add(part.rawValue + " " + layer)
      bytes.withUnsafeBytes { hasher.add($0) }
      parts.append((part, layer, try BlobWriting(connection: connection).write(bytes)))
    }
    try add(.ids, "word", ids(content.ids))
    try add(.spaces, "word", bits(content.marks, Parcel.Mark.space))
    try add(.sentences, "word", bits(content.marks, Parcel.Mark.sentence))
    try add(.bounds, "word", bounds(content))
    tally.add(content, content.ids, forms: vocabulary.count, seen: &seenWords)
    for form in tally.forms { hasher.add(vocabulary.hash(form)) }
    try add(.summary, "word", summary())
    let postings = postings(content.ids)
    try add(.directory, "word", postings.directory)
    try add(.postings, "word", postings.lists)
    tally.clear()
    try writeLowerSummary(content, add)
    let segment = try writeRow(content, parts)
    try writeAnnotation(content, segment: segment)
  }

  private func writeLowerSummary(
    _ content: SegmentContent, _ add: (SegmentPart, String, [UInt8]) throws -> Void
  ) throws {
    var lowers = [UInt32](repeating: 0, count: content.ids.count)
    for document in content.variants.indices {
      let variant = content.variants[document]
      let range = content.documentStarts[document]..<content.documentStarts[document + 1]
      if variant == "und" {
        vocabulary.commonLowers.withUnsafeBufferPointer { common in
          for index in range { lowers[index] = common[Int(content.ids[index])] }
        }
      } else {
        // An empty document has its casing, too.
        vocabulary.use(variant)
        for index in range { lowers[index] = try vocabulary.lower(content.ids[index], variant: variant) }
      }
    }
    lowers.withUnsafeBufferPointer { tally.add(content, $0, forms: vocabulary.count, seen: &seenLowers) }
    try add(.summary, "lower", summary())
    tally.clear()
  }

  private func writeRow(_ content: SegmentContent, _ parts: [(SegmentPart, String, Int)]) throws -> Int {
    try connection.run(
      """
      INSERT INTO segment(corpus, ordinal, tokens, first_document, documents, continues, continued, first_position, checksum)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(corpus), .integer(segments), .integer(content.ids.count), .integer(content.firstDocument),
        .integer(content.variants.count), .integer(content.continuesDocument ? 1 : 0),
        .integer(content.isContinued ? 1 : 0), .integer(content.firstPosition), .blob(hasher.finish().bytes),
      ])
    let segment = connection.lastInsertID
    for (part, layer, blob) in parts {
      try connection.run(
        "INSERT INTO segment_part(segment, kind, layer, blob) VALUES(?, ?, ?, ?)",
        [.integer(segment), .text(part.rawValue), .text(layer), .integer(blob)])
    }
    segments += 1
    return segment
  }

  // MARK: Parts

  func ids(_ ids: UnsafeBufferPointer<UInt32>) -> [UInt8] {
    var writer = ByteWriter(capacity: ids.count * 3 + 64)
    let width = BitPacking.width(of: ids.max() ?? 0)
    writer.fixed32(UInt32(width))
    writer.fixed32(UInt32(ids.count))
    BitPacking.pack(ids, width: width, into: &writer)
    return writer.bytes()
  }

  private func bits(_ marks: UnsafeBufferPointer<UInt8>, _ mark: UInt8) -> [UInt8] {
    var writer = ByteWriter(capacity: marks.count / 8 + 64)
    var index = 0
    while index < marks.count {
      var byte: UInt64 = 0
      for offset in 0..<min(8, marks.count - index) where marks[index + offset] & mark != 0 {
        byte |= 1 << UInt64(offset)
      }
      writer.low(byte, bytes: 1)
      index += 8
    }
    return writer.bytes()
  }

  private func bounds(_ content: SegmentContent) -> [UInt8] {
    var writer = ByteWriter()
    let paragraphs = content.marks.indices.filter { content.marks[$0] & Parcel.Mark.paragraph != 0 }
    SegmentBounds.write(
      documentStarts: content.documentStarts.map { UInt32($0) }, paragraphStarts: paragraphs.map { UInt32($0) },
      firstSentence: content.firstSentence, firstParagraph: content.firstParagraph, into: &writer)
    return writer.bytes()
  }

  /// The summary of what was tallied; in a layer of annotation, numbers are one more than forms, and 0 stands for no value.
  func summary(shift: UInt32 = 0) -> [UInt8] {
    let numbers = tally.forms.drop { $0 < shift }
    var writer = ByteWriter(capacity: numbers.count * 4 + 64)
    writer.varint(UInt32(numbers.count))
    var previous: UInt32 = 0
    for number in numbers {
      SummaryCoding.encode(
        number - shift, after: previous, count: tally.count(number), documents: tally.documents(number), into: &writer)
      previous = number - shift
    }
    return writer.bytes()
  }

  /// The positions of each form, and where each list stands.
  func postings(_ ids: UnsafeBufferPointer<UInt32>, shift: UInt32 = 0) -> (directory: [UInt8], lists: [UInt8]) {
    let forms = tally.forms
    var lists = ByteWriter(capacity: ids.count * 2 + 64)
    var entries = ByteWriter(capacity: forms.count * 4 + 64)
    var blocks: [(form: UInt32, entry: Int, list: Int)] = []
    var previous: UInt32 = 0
    var index = 0
    tally.forEachPositions(in: ids) { number, positions in
      guard number >= shift else { return }
      let form = number - shift
      if index % SegmentPart.directoryBlock == 0 {
        blocks.append((form, entries.count, lists.count))
        previous = form
      }
      let before = lists.count
      RiceCoding.encode(positions, tokens: ids.count, into: &lists)
      entries.varint(form - previous)
      entries.varint(UInt32(positions.count))
      entries.varint(UInt32(lists.count - before))
      previous = form
      index += 1
    }
    var directory = ByteWriter(capacity: entries.count + blocks.count * 12 + 64)
    directory.fixed32(UInt32(blocks.count))
    directory.fixed32(UInt32(index))
    let base = 8 + blocks.count * 12
    for block in blocks {
      directory.fixed32(block.form)
      directory.fixed32(UInt32(base + block.entry))
      directory.fixed32(UInt32(block.list))
    }
    entries.withBytes { directory.append($0) }
    return (directory.bytes(), lists.bytes())
  }
}
