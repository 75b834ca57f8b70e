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
    try blob.load(0..<8)
    blocks = Int(blob.number32(at: 0))
    forms = Int(blob.number32(at: 4))
    let perBlock = SegmentPart.directoryBlock
    guard blocks == (forms + perBlock - 1) / perBlock, 8 + blocks * 12 <= blob.count else {
      throw segment.damaged("the directory's table is not well formed")
    }
    try blob.load(0..<8 + blocks * 12)
  }

  private func firstForm(_ block: Int) -> UInt32 { blob.number32(at: 8 + block * 12) }
  private func entries(_ block: Int) -> Int { Int(blob.number32(at: 8 + block * 12 + 4)) }
  private func lists(_ block: Int) -> Int { Int(blob.number32(at: 8 + block * 12 + 8)) }

  /// The entry of a form; nil when it does not occur.
  func entry(of form: FormID) throws(StoreError) -> Entry? {
    guard blocks > 0, firstForm(0) <= form.rawValue else { return nil }
    let low = (0..<blocks).partitionPoint { firstForm($0) > form.rawValue } - 1
    let start = entries(low)
    let end = low + 1 < blocks ? entries(low + 1) : blob.count
    guard start <= end, end <= blob.count else { throw segment.damaged("the directory's table does not ascend") }
    var cursor = ByteCursor(try blob.view(start..<end), from: 0, to: end - start)
    var current = Int(firstForm(low))
    var offset = lists(low)
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
    var seen = 0
    for block in 0..<blocks {
      let start = entries(block)
      let end = block + 1 < blocks ? entries(block + 1) : blob.count
      guard start <= end, end <= blob.count else { throw segment.damaged("the directory's table does not ascend") }
      var cursor = ByteCursor(blob.base, from: start, to: end)
      var current = Int(firstForm(block))
      var offset = lists(block)
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
