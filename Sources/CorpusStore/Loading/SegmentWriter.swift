import Database

/// Writes encoded segments of a corpus, in order.
final class SegmentWriter {
  private let connection: Connection
  private let corpus: Int
  /// How many segments the corpus has.
  private(set) var segments: Int

  /// Writes for a corpus that has some segments.
  init(_ connection: Connection, corpus: Int, segments: Int) {
    self.connection = connection
    self.corpus = corpus
    self.segments = segments
  }

  /// Writes the next segment.
  func write(_ segment: EncodedSegment) throws {
    try connection.run(
      """
      INSERT INTO segment(corpus, ordinal, tokens, first_document, documents, continues, continued, first_position, checksum)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(corpus), .integer(segments), .integer(segment.tokens), .integer(segment.firstDocument),
        .integer(segment.documents), .integer(segment.continuesDocument ? 1 : 0),
        .integer(segment.isContinued ? 1 : 0), .integer(segment.firstPosition), .blob(segment.checksum.bytes),
      ])
    let id = connection.lastInsertID
    for part in segment.parts { try write(part, segment.memory, of: id) }
    try write(segment.annotations, segment.memory, of: id)
    segments += 1
  }

  /// Writes layers and regions of a segment that is there, whose bytes are in some memory.
  func write(_ annotations: [EncodedSegment.Annotation], _ memory: PartMemory, of id: Int) throws {
    for annotation in annotations {
      for part in annotation.parts { try write(part, memory, of: id) }
      try connection.run(
        "INSERT INTO segment_annotation(segment, kind, name, checksum) VALUES(?, ?, ?, ?)",
        [.integer(id), .text(annotation.kind), .text(annotation.name), .blob(annotation.checksum.bytes)])
    }
  }

  private func write(_ part: EncodedSegment.Part, _ memory: PartMemory, of segment: Int) throws {
    let blob = try memory.withBytes(part.bytes) { try BlobWriting(connection: connection).write($0) }
    try connection.run(
      "INSERT INTO segment_part(segment, kind, layer, blob) VALUES(?, ?, ?, ?)",
      [.integer(segment), .text(part.part.rawValue), .text(part.layer), .integer(blob)])
  }
}
