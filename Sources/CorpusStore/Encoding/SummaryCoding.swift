import AnalyzerKit

/// Frequency summaries: forms ascending, each with its tokens and documents; see `SegmentPart.summary`.
enum SummaryCoding {
  /// Appends one form; `previous` is the form before it, 0 at first.
  @inline(__always)
  static func encode(
    _ form: UInt32, after previous: UInt32, count: UInt32, documents: UInt32, into writer: inout ByteWriter
  ) {
    writer.varint(form - previous)
    // A count is below 2^31, as a segment has fewer tokens than that.
    writer.varint(count << 1 | (documents == count ? 1 : 0))
    if documents != count { writer.varint(documents) }
  }

  /// Calls the body with blocks of at most 1,024 forms; false when the bytes are no summary.
  static func decode(
    _ blob: CheckedBlob,
    _ body: (UnsafeBufferPointer<FormID>, UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<UInt32>) -> Void
  ) -> Bool {
    var cursor = ByteCursor(blob.base, from: 0, to: blob.count)
    guard cursor.hasMore else { return false }
    var left = Int(cursor.varint())
    let size = 1_024
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: size * 3) { memory in
      guard let forms = memory.baseAddress else { return false }
      let counts = forms + size
      let documents = counts + size
      var form: UInt32 = 0
      while left > 0 {
        let block = min(left, size)
        for index in 0..<block {
          guard cursor.hasMore else { return false }
          // Most entries take two bytes and have as many documents as tokens: one look tells, and saves three branches.
          let two = UInt32(cursor.nextTwo)
          if two & 0x8180 == 0x0100 {
            cursor.skip(2)
            // Cannot go beyond 32 bits unnoticed: whatever wraps is smaller than the form before.
            let next = form &+ (two & 0x7F)
            if next < form { return false }
            form = next
            forms[index] = form
            counts[index] = two >> 9
            documents[index] = two >> 9
            continue
          }
          let (sum, overflow) = form.addingReportingOverflow(cursor.varint())
          if overflow { return false }
          form = sum
          let code = cursor.varint()
          forms[index] = form
          counts[index] = code >> 1
          documents[index] = code & 1 != 0 ? code >> 1 : cursor.varint()
          if documents[index] > counts[index] { return false }
        }
        guard cursor.isInside else { return false }
        UnsafeRawPointer(forms).withMemoryRebound(to: FormID.self, capacity: block) {
          body(
            UnsafeBufferPointer(start: $0, count: block), UnsafeBufferPointer(start: counts, count: block),
            UnsafeBufferPointer(start: documents, count: block))
        }
        left -= block
      }
      return cursor.isInside && !cursor.hasMore
    }
  }
}
