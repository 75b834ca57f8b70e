import Database

/// Encodes segments and writes them: ids, bits, bounds, summaries, postings; reused from segment to segment.
final class SegmentEncoder {
  private let connection: Connection
  private let corpus: Int
  private let lower: (UInt32, String) throws -> UInt32
  private var counts: [UInt32] = []
  private var documents: [UInt32] = []
  private var lastDocument: [UInt32] = []
  private var stamp: UInt32 = 0
  private var touched: [UInt32] = []
  /// The forms, in both layers, of the part of a cut document that lies in earlier segments.
  private var seenWords: Set<UInt32> = []
  private var seenLowers: Set<UInt32> = []
  private let hasher = ContentHasher()
  /// How many segments the corpus has.
  private(set) var segments: Int

  /// Encodes for a corpus that has some segments; `lower` gives the lower case of a form under a casing variant.
  init(
    _ connection: Connection, corpus: Int, segments: Int, lower: @escaping (UInt32, String) throws -> UInt32
  ) {
    self.connection = connection
    self.corpus = corpus
    self.segments = segments
    self.lower = lower
  }

  /// Encodes and writes a segment; `forms` is one more than the largest id.
  func write(_ content: SegmentContent, forms: Int) throws {
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
    try count(content, ids: content.ids, forms: forms, seen: &seenWords)
    try add(.summary, "word", summary())
    let postings = postings(content.ids)
    try add(.directory, "word", postings.directory)
    try add(.postings, "word", postings.lists)
    clear()
    try writeLowerSummary(content, forms: forms, add)
    try writeRow(content, parts)
  }

  private func writeLowerSummary(
    _ content: SegmentContent, forms: Int, _ add: (SegmentPart, String, [UInt8]) throws -> Void
  ) throws {
    var lowers = [UInt32](repeating: 0, count: content.ids.count)
    for document in content.variants.indices {
      let variant = content.variants[document]
      for index in content.documentStarts[document]..<content.documentStarts[document + 1] {
        lowers[index] = try lower(content.ids[index], variant)
      }
    }
    let largest = lowers.max().map { Int($0) + 1 } ?? 0
    try lowers.withUnsafeBufferPointer {
      try count(content, ids: $0, forms: max(forms, largest), seen: &seenLowers)
    }
    try add(.summary, "lower", summary())
    clear()
  }

  private func writeRow(_ content: SegmentContent, _ parts: [(SegmentPart, String, Int)]) throws {
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
  }

  // MARK: Parts

  private func ids(_ ids: UnsafeBufferPointer<UInt32>) -> [UInt8] {
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

  /// Counts tokens and documents by form; a document that began earlier counts only for forms not seen there.
  private func count(
    _ content: SegmentContent, ids: UnsafeBufferPointer<UInt32>, forms: Int, seen: inout Set<UInt32>
  ) throws {
    if counts.count < forms {
      let more = forms - counts.count
      counts.append(contentsOf: repeatElement(0, count: more))
      documents.append(contentsOf: repeatElement(0, count: more))
      lastDocument.append(contentsOf: repeatElement(0, count: more))
    }
    for document in content.variants.indices {
      stamp &+= 1
      if stamp == 0 {
        for index in lastDocument.indices { lastDocument[index] = 0 }
        stamp = 1
      }
      let isRest = document == 0 && content.continuesDocument
      for index in content.documentStarts[document]..<content.documentStarts[document + 1] {
        let form = Int(ids[index])
        if counts[form] == 0 { touched.append(ids[index]) }
        counts[form] += 1
        if lastDocument[form] != stamp {
          lastDocument[form] = stamp
          if !isRest || !seen.contains(ids[index]) { documents[form] += 1 }
        }
      }
    }
    if content.isContinued {
      // What is cut is one document: the last, and the only one with tokens unless it began here.
      let last = content.variants.count - 1
      if !(content.continuesDocument && last == 0) { seen = [] }
      for index in content.documentStarts[last]..<content.documentStarts[last + 1] { seen.insert(ids[index]) }
    } else {
      seen = []
    }
    touched.sort()
  }

  private func clear() {
    for form in touched {
      counts[Int(form)] = 0
      documents[Int(form)] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }

  private func summary() -> [UInt8] {
    var writer = ByteWriter(capacity: touched.count * 4 + 64)
    writer.varint(UInt32(touched.count))
    var previous: UInt32 = 0
    for form in touched {
      SummaryCoding.encode(
        form, after: previous, count: counts[Int(form)], documents: documents[Int(form)], into: &writer)
      previous = form
    }
    return writer.bytes()
  }

  /// The positions of each form, and where each list stands.
  private func postings(_ ids: UnsafeBufferPointer<UInt32>) -> (directory: [UInt8], lists: [UInt8]) {
    var positions = [UInt32](repeating: 0, count: ids.count)
    // The counts become the places where the forms' next positions go.
    var place: UInt32 = 0
    var ends: [UInt32] = []
    ends.reserveCapacity(touched.count)
    for form in touched {
      let count = counts[Int(form)]
      counts[Int(form)] = place
      place += count
      ends.append(place)
    }
    for index in ids.indices {
      let form = Int(ids[index])
      positions[Int(counts[form])] = UInt32(index)
      counts[form] += 1
    }
    var lists = ByteWriter(capacity: ids.count + 64)
    var entries = ByteWriter(capacity: touched.count * 4 + 64)
    var blocks: [(form: UInt32, entry: Int, list: Int)] = []
    var start = 0
    var previous: UInt32 = 0
    positions.withUnsafeBufferPointer { positions in
      for (index, form) in touched.enumerated() {
        if index % SegmentPart.directoryBlock == 0 {
          blocks.append((form, entries.count, lists.count))
          previous = form
        }
        let before = lists.count
        let list = UnsafeBufferPointer(rebasing: positions[start..<Int(ends[index])])
        RiceCoding.encode(list, tokens: ids.count, into: &lists)
        entries.varint(form - previous)
        entries.varint(UInt32(list.count))
        entries.varint(UInt32(lists.count - before))
        previous = form
        start = Int(ends[index])
      }
    }
    var directory = ByteWriter(capacity: entries.count + blocks.count * 12 + 64)
    directory.fixed32(UInt32(blocks.count))
    directory.fixed32(UInt32(touched.count))
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
