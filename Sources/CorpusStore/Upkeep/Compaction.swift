import AnalyzerKit
import Database
import TextProcessing

/// Gives a corpus the segments that loading it at once would give, inside a transaction.
struct Compaction {
  /// All that the cutting of a corpus decides of a segment.
  private struct Cut: Equatable {
    let tokens: Int
    let firstDocument: Int
    let documents: Int
    let continues: Bool
    let isContinued: Bool

    init(_ info: SegmentInfo) {
      (tokens, firstDocument, documents) = (info.tokens, info.firstDocument, info.documents)
      (continues, isContinued) = (info.continuesDocument, info.isContinued)
    }

    init(_ content: SegmentContent) {
      (tokens, firstDocument, documents) = (content.ids.count, content.firstDocument, content.variants.count)
      (continues, isContinued) = (content.continuesDocument, content.isContinued)
    }
  }

  private let row: CorpusRow
  private let segments: [SegmentInfo]
  private let connection: Connection
  private let limit: Int
  private let variants: [String]

  init(_ row: CorpusRow, _ segments: [SegmentInfo], _ connection: Connection, limit: Int) throws {
    self.row = row
    self.segments = segments
    self.connection = connection
    self.limit = limit
    variants = try StoreReader(connection).documents(of: try row.corpus(connection)).languages()
      .map { LowerCasing.variant(of: $0) }
  }

  /// Writes the segments anew from the first that a load at once would cut otherwise; returns how many there are then.
  func run(_ progress: () -> Bool) throws -> Int {
    var cuts: [Cut] = []
    let trial = SegmentAssembler(limit: limit, firstDocument: 0) { cuts.append(Cut($0)) }
    // Where a corpus is cut depends on its bounds, not on its forms.
    try replay(from: 0, into: trial, annotation: nil, progress) { reader, _ in
      [UInt32](repeating: 0, count: reader.info.tokens)
    }
    var first = zip(segments, cuts).prefix { Cut($0) == $1 }.count
    if first == segments.count, first == cuts.count { return first }
    // The parts of a document that is cut count their documents together.
    while first > 0, first == segments.count || segments[first].continuesDocument { first -= 1 }
    try rewrite(from: first, progress)
    return cuts.count
  }

  private func rewrite(from first: Int, _ progress: () -> Bool) throws {
    let vocabulary = try LoadVocabulary(connection, hashed: true)
    // The new segments are numbered after the old ones, which are then removed.
    let output = SegmentOutput(
      SegmentWriter(connection, corpus: row.id, segments: segments.count), vocabulary)
    let assembler = SegmentAssembler(limit: limit, firstDocument: segments[first].firstDocument) {
      try output.take($0)
    }
    try replay(from: first, into: assembler, annotation: vocabulary.count, progress) { reader, count in
      let ids = try reader.ids(0..<count).map(\.rawValue)
      guard ids.allSatisfy({ Int($0) < vocabulary.count }) else { throw reader.damaged("tokens without a form") }
      return ids
    }
    try output.finish()
    // Compacting gives no form a number: the vocabulary is not written.
    guard vocabulary.count == vocabulary.existing else {
      throw StoreError.damaged(path: connection.path, what: "a form's lower case is not in the vocabulary")
    }
    for old in segments[first...] {
      let id: [SQLValue] = [.integer(old.id)]
      try connection.run("DELETE FROM blob WHERE id IN (SELECT blob FROM segment_part WHERE segment = ?)", id)
      for table in ["segment_part", "segment_annotation"] {
        try connection.run("DELETE FROM \(table) WHERE segment = ?", id)
      }
      try connection.run("DELETE FROM segment WHERE id = ?", id)
    }
    // One after another, upwards, so that no two ever have the same number.
    for ordinal in segments.count..<output.segments {
      try connection.run(
        "UPDATE segment SET ordinal = ? WHERE corpus = ? AND ordinal = ?",
        [.integer(ordinal - segments.count + first), .integer(row.id), .integer(ordinal)])
    }
  }

  /// Gives the documents from a segment on to an assembler, as a load does, with their annotation if it is told how many forms there
  /// are; `forms` gives the forms of a segment.
  private func replay(
    from first: Int, into assembler: SegmentAssembler, annotation annotated: Int?, _ progress: () -> Bool,
    forms: (SegmentReader, Int) throws -> [UInt32]
  ) throws {
    var next = segments.isEmpty ? 0 : segments[first].firstDocument
    var isOpen = false
    for info in segments[first...] {
      guard progress() else { throw StoreError.cancelled }
      let reader = try SegmentReader(info, connection)
      guard info.continuesDocument == isOpen, info.firstDocument == next - (isOpen ? 1 : 0) else {
        throw reader.damaged("it does not follow the one before")
      }
      let bounds = try reader.bounds()
      let ids = try forms(reader, info.tokens)
      let marks = try SegmentMarks.read(reader, bounds)
      let annotation = try annotated.map { try SegmentAnnotation(reader, forms: $0) }
      for index in 0..<info.documents {
        if index > 0 || !info.continuesDocument {
          let document = info.firstDocument + index
          guard document < variants.count else { throw reader.damaged("documents that the corpus does not have") }
          assembler.beginDocument(variant: variants[document])
        }
        let range = Int(bounds.documentStarts[index])..<Int(bounds.documentStarts[index + 1])
        annotation?.give(range, ofDocument: index, to: assembler)
        try ids[range].withUnsafeBufferPointer { ids in
          try marks[range].withUnsafeBufferPointer { marks in
            guard let base = marks.baseAddress else { return }
            try assembler.append(ids, marks: base)
          }
        }
        if index + 1 < info.documents || !info.isContinued { try assembler.endDocument() }
      }
      next = info.firstDocument + info.documents
      isOpen = info.isContinued && info.documents > 0
    }
    guard !isOpen, next == variants.count else {
      throw StoreError.damaged(path: connection.path, what: "the segments of `\(row.info.name)` miss documents")
    }
    try assembler.finish()
  }
}
