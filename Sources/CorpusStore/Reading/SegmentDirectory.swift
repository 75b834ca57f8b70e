import AnalyzerKit

/// Finds a form's list in the postings of a segment: two steps, a block table and at most 64 entries.
struct SegmentDirectory {
  /// Where a list stands.
  struct Entry {
    /// How many positions it has.
    let count: Int
    /// Its first byte in the postings.
    let offset: Int
    /// How many bytes it takes.
    let bytes: Int
  }

  private let blob: CheckedBlob
  private let segment: SegmentReader
  private let blocks: Int
  private let forms: Int

  init(_ blob: CheckedBlob, _ segment: SegmentReader) throws(StoreError) {
    self.blob = blob
    self.segment = segment
    guard blob.count >= 8 else { throw segment.damaged("no directory") }
    let head = try blob.view(0..<8)
    blocks = Int(CheckedBlob.number32(head, at: 0))
    forms = Int(CheckedBlob.number32(head, at: 4))
    let perBlock = SegmentPart.directoryBlock
    guard blocks == (forms + perBlock - 1) / perBlock, 8 + blocks * 12 <= blob.count else {
      throw segment.damaged("the directory's table is not well formed")
    }
  }

  /// What the table says of a block: its first form, and where its entries and its first list stand.
  private struct Block {
    let firstForm: UInt32
    let entries: Int
    let lists: Int

    init(_ table: UnsafeRawPointer, _ block: Int) {
      firstForm = Block.firstForm(table, block)
      entries = Int(CheckedBlob.number32(table, at: block * 12 + 4))
      lists = Int(CheckedBlob.number32(table, at: block * 12 + 8))
    }

    static func firstForm(_ table: UnsafeRawPointer, _ block: Int) -> UInt32 {
      CheckedBlob.number32(table, at: block * 12)
    }
  }

  /// The table, until the next look at the blob.
  private func table() throws(StoreError) -> UnsafeRawPointer { try blob.view(8..<8 + blocks * 12) }

  /// The entry of a form; nil when it does not occur.
  func entry(of form: FormID) throws(StoreError) -> Entry? {
    guard blocks > 0 else { return nil }
    let table = try table()
    let low = (0..<blocks).partitionPoint { Block.firstForm(table, $0) > form.rawValue } - 1
    guard low >= 0 else { return nil }
    let block = Block(table, low)
    let start = block.entries
    let end = low + 1 < blocks ? Block(table, low + 1).entries : blob.count
    guard start <= end, end <= blob.count else { throw segment.damaged("the directory's table does not ascend") }
    var cursor = ByteCursor(try blob.view(start..<end), from: 0, to: end - start)
    var current = Int(block.firstForm)
    var offset = block.lists
    while cursor.hasMore {
      current += Int(cursor.varint())
      let count = Int(cursor.varint())
      let bytes = Int(cursor.varint())
      guard cursor.isInside else { throw segment.damaged("the directory is not well formed") }
      if current == Int(form.rawValue) { return Entry(count: count, offset: offset, bytes: bytes) }
      if current > Int(form.rawValue) { return nil }
      offset += bytes
    }
    return nil
  }

  /// Calls the body with every form and its list, ascending; used by `check`.
  func forEach(_ body: (FormID, Entry) throws -> Void) throws {
    try blob.loadAll()
    let table = try table()
    var seen = 0
    for number in 0..<blocks {
      let block = Block(table, number)
      let start = block.entries
      let end = number + 1 < blocks ? Block(table, number + 1).entries : blob.count
      guard start <= end, end <= blob.count else { throw segment.damaged("the directory's table does not ascend") }
      var cursor = ByteCursor(blob.base, from: start, to: end)
      var current = Int(block.firstForm)
      var offset = block.lists
      while cursor.hasMore {
        current += Int(cursor.varint())
        let entry = Entry(count: Int(cursor.varint()), offset: offset, bytes: Int(cursor.varint()))
        guard cursor.isInside, let form = UInt32(exactly: current) else {
          throw segment.damaged("the directory is not well formed")
        }
        try body(FormID(rawValue: form), entry)
        offset += entry.bytes
        seen += 1
      }
    }
    guard seen == forms else { throw segment.damaged("the directory has \(seen) forms and says \(forms)") }
  }
}
