import CZstd
import Database

/// Reads kept text out of its compressed blocks.
struct TextReading {
  private let corpus: Corpus
  private let connection: Connection

  init(_ corpus: Corpus, _ connection: Connection) {
    self.corpus = corpus
    self.connection = connection
  }

  /// The text of a document.
  func text(_ ordinal: Int) throws -> [UInt8] {
    guard corpus.keepsText else { throw StoreError.noText(corpus: corpus.name) }
    guard (0..<corpus.documentCount).contains(ordinal) else {
      throw StoreError.noSuchDocument(ordinal: ordinal, count: corpus.documentCount)
    }
    return try connection.transaction(.deferred) {
      try DocumentTable.mustExist(corpus, connection)
      let row = try connection.statement(
        "SELECT text_start, text_bytes FROM \(Schema.documentTable(corpus.id)) WHERE ordinal = ?")
      defer { row.reset() }
      try row.bind(.integer(ordinal), at: 1)
      guard try row.step() else { throw StoreError.noSuchDocument(ordinal: ordinal, count: corpus.documentCount) }
      return try text(from: row.integer(0), bytes: row.integer(1))
    }
  }

  /// The texts of some documents that follow each other.
  func texts(_ ordinals: Range<Int>) throws -> [[UInt8]] {
    guard corpus.keepsText else { throw StoreError.noText(corpus: corpus.name) }
    return try connection.transaction(.deferred) {
      try DocumentTable.mustExist(corpus, connection)
      var places: [Range<Int>] = []
      let query =
        "SELECT text_start, text_bytes FROM \(Schema.documentTable(corpus.id)) WHERE ordinal >= ? AND ordinal < ? ORDER BY ordinal"
      try connection.forEachRow(query, [.integer(ordinals.lowerBound), .integer(ordinals.upperBound)]) { row in
        let (start, bytes) = (row.integer(0), row.integer(1))
        guard start >= places.last?.upperBound ?? 0, (0...1 << 40).contains(bytes), start <= 1 << 48 else {
          throw damaged(start)
        }
        places.append(start..<start + bytes)
      }
      guard places.count == ordinals.count, let first = places.first, let last = places.last else {
        throw damaged(ordinals.lowerBound)
      }
      let whole = try text(from: first.lowerBound, bytes: last.upperBound - first.lowerBound)
      return places.map { Array(whole[$0.lowerBound - first.lowerBound..<$0.upperBound - first.lowerBound]) }
    }
  }

  /// A stretch of the corpus's whole text.
  func text(from start: Int, bytes: Int) throws -> [UInt8] {
    guard bytes > 0 else { return [] }
    let (end, overflow) = start.addingReportingOverflow(bytes)
    guard start >= 0, !overflow else { throw damaged(start) }
    var result: [UInt8] = []
    // The block that holds the start is the last one that does not begin after it.
    let query = """
      SELECT start, bytes, blob FROM text_block WHERE corpus = ?1 AND start < ?3 AND start >=
      (SELECT max(start) FROM text_block WHERE corpus = ?1 AND start <= ?2) ORDER BY start
      """
    try connection.forEachRow(query, [.integer(corpus.id), .integer(start), .integer(end)]) { row in
      let blockStart = row.integer(0)
      guard blockStart >= 0 else { throw damaged(start) }
      let block = try unpacked(row.integer(2), bytes: row.integer(1))
      let from = start + result.count - blockStart
      guard from >= 0, from < block.count else { throw damaged(start) }
      result.append(contentsOf: block[from..<min(block.count, end - blockStart)])
    }
    guard result.count == bytes else { throw damaged(start) }
    return result
  }

  /// The text of a block.
  func unpacked(_ id: Int, bytes: Int) throws -> [UInt8] {
    guard bytes >= 0, bytes <= TextBlocks.blockBytes else { throw damaged(id) }
    let blob = try CheckedBlob(id, connection)
    try blob.loadAll()
    var failed = false
    let result = [UInt8](unsafeUninitializedCapacity: bytes) { buffer, filled in
      let size = ZSTD_decompress(buffer.baseAddress, bytes, blob.base, blob.count)
      failed = ZSTD_isError(size) != 0 || size != bytes
      filled = failed ? 0 : bytes
    }
    if failed { throw damaged(id) }
    return result
  }

  private func damaged(_ place: Int) -> StoreError {
    .damaged(path: connection.path, what: "the text of `\(corpus.name)` is not whole at \(place)")
  }
}
