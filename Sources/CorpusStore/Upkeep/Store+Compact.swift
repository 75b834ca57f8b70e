import AnalyzerKit
import Database

/// What compacting did.
public struct CompactSummary: Sendable {
  /// Segments of all corpora before.
  public var segmentsBefore = 0
  /// Segments of all corpora after.
  public var segmentsAfter = 0
}

extension Store {
  /// Merges the small segments that appends leave: each corpus gets the segments that loading it at once would give.
  ///
  /// A corpus whose segments are that already is not touched. `progress` is asked now and then whether to go on.
  public func compact(segmentTokens: Int = 1 << 20, progress: () -> Bool = { true }) throws(StoreError) -> CompactSummary {
    try StoreError.wrap {
      var summary = CompactSummary()
      let connection = try writer()
      try connection.transaction(.immediate) {
        for row in try CorpusRow.all(connection) {
          let segments = try row.segments(connection)
          summary.segmentsBefore += segments.count
          let isWorthIt = zip(segments, segments.dropFirst()).contains { $0.tokens + $1.tokens <= segmentTokens }
          summary.segmentsAfter +=
            isWorthIt ? try rewrite(row, segments, connection, segmentTokens, progress) : segments.count
        }
      }
      try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
      return summary
    }
  }

  /// Writes all segments of a corpus anew; returns how many there are then.
  private func rewrite(
    _ row: CorpusRow, _ segments: [SegmentInfo], _ connection: Connection, _ limit: Int, _ progress: () -> Bool
  ) throws -> Int {
    let vocabulary = try LoadVocabulary(connection)
    let languages = try StoreReader(connection).documents(of: try row.corpus(connection)).languages()
    // The new segments are numbered after the old ones, which are then removed.
    let offset = segments.count
    let encoder = SegmentEncoder(
      connection, corpus: row.id, segments: offset, lower: { try vocabulary.lower($0, variant: $1) })
    let assembler = SegmentAssembler(limit: limit, firstDocument: 0) { content in
      try encoder.write(content, forms: vocabulary.count)
    }
    var document = 0
    for info in segments {
      guard progress() else { throw StoreError.cancelled }
      let reader = try SegmentReader(info, connection)
      let bounds = try reader.bounds()
      let ids = try reader.ids(0..<info.tokens)
      let marks = try SegmentMarks.read(reader, bounds)
      for index in 0..<info.documents {
        let isContinuing = index == 0 && info.continuesDocument
        if !isContinuing {
          assembler.beginDocument(variant: LowerCasingVariant.of(languages[document]))
          document += 1
        }
        let range = Int(bounds.documentStarts[index])..<Int(bounds.documentStarts[index + 1])
        try marks.withUnsafeBufferPointer { marks in
          guard let base = marks.baseAddress else { return }
          try assembler.append(
            count: range.count, id: { ids[range.lowerBound + $0].rawValue }, marks: base + range.lowerBound)
        }
        if index + 1 < info.documents || !info.isContinued { try assembler.endDocument() }
      }
    }
    try assembler.finish()
    let old = segments.map { SQLValue.integer($0.id) }
    for id in old {
      try connection.run("DELETE FROM blob WHERE id IN (SELECT blob FROM segment_part WHERE segment = ?)", [id])
      try connection.run("DELETE FROM segment_part WHERE segment = ?", [id])
      try connection.run("DELETE FROM segment WHERE id = ?", [id])
    }
    try connection.run("UPDATE segment SET ordinal = ordinal - ? WHERE corpus = ?", [.integer(offset), .integer(row.id)])
    return encoder.segments - offset
  }
}
