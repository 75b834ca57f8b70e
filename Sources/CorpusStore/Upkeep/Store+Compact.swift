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
  /// Segments that are so already, from the first on, are not touched. Sums of a corpus that are missing, as an older version did not
  /// keep them, or damaged are made. `progress` is asked now and then whether to go on; when not, it ends with `cancelled` and nothing
  /// is changed.
  public func compact(segmentTokens: Int = 1 << 20, progress: () -> Bool = { true }) throws(StoreError)
    -> CompactSummary
  {
    try StoreError.wrap {
      var summary = CompactSummary()
      let connection = try writer()
      try connection.transaction(.immediate) {
        for row in try CorpusRow.all(connection) {
          let segments = try row.segments(connection)
          let compaction = try Compaction(row, segments, connection, limit: segmentTokens)
          summary.segmentsBefore += segments.count
          summary.segmentsAfter += try compaction.run(progress)
          try CorpusTotals(corpus: row.id, connection: connection).complete(try row.segments(connection))
        }
      }
      StoreFile.shortenLog(connection)
      return summary
    }
  }
}
