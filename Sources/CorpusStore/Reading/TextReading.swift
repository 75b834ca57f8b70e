import CZstd
import Database

/// Reads the kept text of a corpus, out of its blocks and the tokens of its documents.
///
/// For one state of the store: whoever uses it holds a snapshot or a transaction.
final class TextReading {
  /// A block, read.
  private enum Block {
    /// The text itself, as stores before version 5 keep it.
    case text([UInt8])
    /// What tokens leave of it.
    case residue(ResidueBlock)
  }

  /// The most bytes of text in a block of the older kind.
  private static let mostTextBytes = 262_144
  private static let mostDocumentBytes = 1 << 40

  private let corpus: Corpus
  private let reader: StoreReader
  private let tokens: DocumentTokens
  /// The block that was read last.
  private var last: (blob: Int, bytes: Int, block: Block)?

  init(_ corpus: Corpus, _ reader: StoreReader) {
    self.corpus = corpus
    self.reader = reader
    tokens = DocumentTokens(corpus, reader)
  }

  /// The text of a document.
  func text(_ ordinal: Int) throws -> [UInt8] {
    guard corpus.keepsText else { throw StoreError.noText(corpus: corpus.name) }
    guard (0..<corpus.documentCount).contains(ordinal) else {
      throw StoreError.noSuchDocument(ordinal: ordinal, count: corpus.documentCount)
    }
    return try texts(ordinal..<ordinal + 1)[0]
  }

  /// The texts of some documents that follow each other.
  func texts(_ ordinals: Range<Int>) throws -> [[UInt8]] {
    guard corpus.keepsText else { throw StoreError.noText(corpus: corpus.name) }
    var texts: [[UInt8]] = []
    for (index, place) in try places(ordinals).enumerated() {
      texts.append(try text(ordinals.lowerBound + index, at: place))
    }
    return texts
  }

  /// Where the documents are in the corpus's whole text.
  private func places(_ ordinals: Range<Int>) throws -> [Range<Int>] {
    try DocumentTable.mustExist(corpus, reader.connection)
    var places: [Range<Int>] = []
    let query =
      "SELECT text_start, text_bytes FROM \(Schema.documentTable(corpus.id)) WHERE ordinal >= ? AND ordinal < ? ORDER BY ordinal"
    try reader.connection.forEachRow(query, [.integer(ordinals.lowerBound), .integer(ordinals.upperBound)]) { row in
      let (start, bytes) = (row.integer(0), row.integer(1))
      guard start >= places.last?.upperBound ?? 0, (0...TextReading.mostDocumentBytes).contains(bytes), start <= 1 << 48
      else { throw damaged(start) }
      places.append(start..<start + bytes)
    }
    guard places.count == ordinals.count else { throw damaged(ordinals.lowerBound) }
    return places
  }

  /// The text of a document that is at a place of the whole.
  private func text(_ ordinal: Int, at place: Range<Int>) throws -> [UInt8] {
    var text: [UInt8] = []
    if place.isEmpty { return text }
    // The block that holds the start is the last one that does not begin after it.
    let query = """
      SELECT start, bytes, blob FROM text_block WHERE corpus = ?1 AND start < ?3 AND start >=
      (SELECT max(start) FROM text_block WHERE corpus = ?1 AND start <= ?2) ORDER BY start
      """
    var rows: [(start: Int, bytes: Int, blob: Int)] = []
    let values: [SQLValue] = [.integer(corpus.id), .integer(place.lowerBound), .integer(place.upperBound)]
    try reader.connection.forEachRow(query, values) {
      rows.append(($0.integer(0), $0.integer(1), $0.integer(2)))
    }
    for row in rows {
      guard row.start >= 0 else { throw damaged(place.lowerBound) }
      let from = place.lowerBound + text.count - row.start
      guard from >= 0, from < row.bytes else { throw damaged(place.lowerBound) }
      switch try block(row.blob, bytes: row.bytes) {
      case .text(let block): text.append(contentsOf: block[from..<min(block.count, place.upperBound - row.start)])
      case .residue(let block):
        try append(block, from: from, to: min(row.bytes, place.upperBound - row.start), ordinal, to: &text)
      }
    }
    guard text.count == place.count else { throw damaged(place.lowerBound) }
    return text
  }

  /// Appends the text of the sections of a block between two places in its text; they are all of one document.
  private func append(
    _ block: ResidueBlock, from first: Int, to end: Int, _ ordinal: Int, to text: inout [UInt8]
  ) throws {
    var index = block.section(endingAfter: first)
    while index < block.sections.count, block.starts[index] < end {
      guard block.starts[index] >= first, block.starts[index + 1] <= end else { throw damaged(block.starts[index]) }
      try append(block.sections[index], index, of: block, ordinal, to: &text)
      index += 1
    }
  }

  private func append(
    _ section: ResidueSection, _ index: Int, of block: ResidueBlock, _ ordinal: Int, to text: inout [UInt8]
  ) throws {
    let read = try tokens.read(section.firstToken..<section.firstToken + section.tokens, ofDocument: ordinal)
    let forms = try reader.vocabulary.bytes(of: read.forms)
    guard let made = block.text(index, forms: forms, spaces: read.spaces) else { throw damaged(ordinal) }
    text += made
  }

  private func block(_ id: Int, bytes: Int) throws -> Block {
    if let last, last.blob == id, last.bytes == bytes { return last.block }
    let blob = try CheckedBlob(id, reader.connection)
    try blob.loadAll()
    let content = UnsafeRawBufferPointer(start: blob.base, count: blob.count)
    let block: Block
    if content.first == ResidueBlock.mark {
      guard let residue = ResidueBlock(content), residue.textBytes == bytes else { throw damaged(id) }
      block = .residue(residue)
    } else {
      block = .text(try unpacked(content, bytes: bytes))
    }
    withExtendedLifetime(blob) {}
    last = (id, bytes, block)
    return block
  }

  private func unpacked(_ content: UnsafeRawBufferPointer, bytes: Int) throws -> [UInt8] {
    guard bytes >= 0, bytes <= TextReading.mostTextBytes else { throw damaged(bytes) }
    let text = [UInt8](unsafeUninitializedCapacity: bytes) { buffer, filled in
      filled = ZSTD_decompress(buffer.baseAddress, bytes, content.baseAddress, content.count) == bytes ? bytes : 0
    }
    guard text.count == bytes else { throw damaged(bytes) }
    return text
  }

  private func damaged(_ place: Int) -> StoreError {
    .damaged(path: reader.connection.path, what: "the text of `\(corpus.name)` is not whole at \(place)")
  }

  // MARK: Checking

  /// What is wrong with the text of the corpus: all of it is made, and compared with the hashes of its blocks.
  func problems(_ progress: () -> Bool) throws -> [String] {
    let places = try places(0..<corpus.documentCount)
    var problems: [String] = []
    if places.first?.lowerBound ?? 0 != 0
      || zip(places, places.dropFirst()).contains(where: { $0.upperBound != $1.lowerBound })
    {
      problems.append("the texts of the documents of `\(corpus.name)` do not follow each other")
    }
    var rows: [(start: Int, bytes: Int, blob: Int)] = []
    try reader.connection.forEachRow(
      "SELECT start, bytes, blob FROM text_block WHERE corpus = ? ORDER BY start", [.integer(corpus.id)]
    ) { rows.append(($0.integer(0), $0.integer(1), $0.integer(2))) }
    var (end, ordinal) = (0, 0)
    for row in rows {
      guard progress() else { throw StoreError.cancelled }
      guard row.start == end, row.bytes > 0, case let block = try block(row.blob, bytes: row.bytes) else {
        throw StoreError.damaged(path: reader.connection.path, what: "kept text is missing")
      }
      if case .residue(let residue) = block, try hash(of: residue, at: end, in: places, &ordinal) != residue.hash {
        problems.append("the text of `\(corpus.name)` is wrong at \(end)")
      }
      end += row.bytes
    }
    if places.last?.upperBound ?? 0 != end { problems.append("the text of `\(corpus.name)` is incomplete") }
    return problems
  }

  /// The hash of the text that is made by a block, which begins at a place of the whole; `ordinal` is a document that does not end
  /// before it, and moves on.
  private func hash(
    of block: ResidueBlock, at start: Int, in places: [Range<Int>], _ ordinal: inout Int
  ) throws -> ContentHash {
    let hasher = ContentHasher()
    for (index, section) in block.sections.enumerated() where section.textBytes > 0 {
      let begin = start + block.starts[index]
      while ordinal < places.count, places[ordinal].upperBound <= begin { ordinal += 1 }
      guard ordinal < places.count, begin >= places[ordinal].lowerBound,
        begin + section.textBytes <= places[ordinal].upperBound
      else { throw damaged(begin) }
      var text: [UInt8] = []
      try append(section, index, of: block, ordinal, to: &text)
      text.withUnsafeBytes { hasher.add($0) }
    }
    return hasher.finish()
  }
}
