import AnalyzerKit

/// Sums of summaries: forms ascending, each with its tokens and documents, laid out for reading all of them at once.
///
/// The number of forms, then blocks of 1,024 forms (the last one smaller). A block has: how far its first form is from the form after the
/// one before; a byte that tells whether its forms follow each other (0) or not (1); a byte a form with its tokens; a byte a form with how
/// many fewer its documents are; unless the forms follow each other, a byte for each form but the first with its distance from the form
/// before. Where 255 stands in a byte, the number is 255 and more: how much more comes behind, in the order of the bytes. Numbers that are
/// no bytes are varints.
enum TotalsCoding {
  /// How many forms a block has.
  static let blockForms = 1_024

  /// Stands for a number that does not fit a byte.
  private static let large: UInt8 = 255

  /// The bytes of the sums of forms numbered from 0 on; a form without tokens does not occur.
  ///
  /// No form may have more documents than tokens.
  static func encode(_ counts: [UInt32], _ documents: [UInt32]) -> [UInt8] {
    let forms = counts.reduce(0) { $0 + ($1 == 0 ? 0 : 1) }
    var writer = ByteWriter(capacity: forms * 3 + forms / 8 + 64)
    writer.varint(UInt32(truncatingIfNeeded: forms))
    var block: [Int] = []
    block.reserveCapacity(blockForms)
    var next = 0
    for form in counts.indices where counts[form] != 0 {
      block.append(form)
      if block.count == blockForms {
        encode(block, after: next, counts, documents, into: &writer)
        next = form + 1
        block.removeAll(keepingCapacity: true)
      }
    }
    if !block.isEmpty { encode(block, after: next, counts, documents, into: &writer) }
    return writer.bytes()
  }

  private static func encode(
    _ block: [Int], after next: Int, _ counts: [UInt32], _ documents: [UInt32], into writer: inout ByteWriter
  ) {
    let follow = block[block.count - 1] - block[0] == block.count - 1
    writer.varint(UInt32(truncatingIfNeeded: block[0] - next))
    var bytes: [UInt8] = [follow ? 0 : 1]
    bytes.reserveCapacity(block.count * 3 + 1)
    for form in block { bytes.append(UInt8(truncatingIfNeeded: min(counts[form], UInt32(large)))) }
    for form in block {
      bytes.append(UInt8(truncatingIfNeeded: min(counts[form] - documents[form], UInt32(large))))
    }
    if !follow {
      for index in 1..<block.count {
        bytes.append(UInt8(truncatingIfNeeded: min(block[index] - block[index - 1], Int(large))))
      }
    }
    bytes.withUnsafeBytes { writer.append($0) }
    for form in block where counts[form] >= UInt32(large) { writer.varint(counts[form] - UInt32(large)) }
    for form in block where counts[form] - documents[form] >= UInt32(large) {
      writer.varint(counts[form] - documents[form] - UInt32(large))
    }
    if follow { return }
    for index in 1..<block.count where block[index] - block[index - 1] >= Int(large) {
      writer.varint(UInt32(truncatingIfNeeded: block[index] - block[index - 1]) - UInt32(large))
    }
  }

  /// Calls the body with each block: forms, tokens, documents; false when the bytes are something else.
  static func decode(
    _ blob: CheckedBlob,
    _ body: (UnsafeBufferPointer<FormID>, UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<UInt32>) -> Void
  ) -> Bool {
    var cursor = ByteCursor(blob.base, from: 0, to: blob.count)
    guard cursor.hasMore else { return false }
    var left = Int(cursor.varint())
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: blockForms * 3) { memory in
      guard let forms = memory.baseAddress else { return false }
      let counts = forms + blockForms
      let documents = counts + blockForms
      var next: UInt32 = 0
      while left > 0 {
        let count = min(left, blockForms)
        guard let last = decode(&cursor, count, after: next, forms, counts, documents) else { return false }
        UnsafeRawPointer(forms).withMemoryRebound(to: FormID.self, capacity: count) {
          body(
            UnsafeBufferPointer(start: $0, count: count), UnsafeBufferPointer(start: counts, count: count),
            UnsafeBufferPointer(start: documents, count: count))
        }
        left -= count
        let (after, overflow) = last.addingReportingOverflow(1)
        if overflow, left > 0 { return false }
        next = after
      }
      return cursor.isInside && !cursor.hasMore
    }
  }

  /// Reads one block; returns its last form, nil when the bytes are something else.
  private static func decode(
    _ cursor: inout ByteCursor, _ count: Int, after next: UInt32, _ forms: UnsafeMutablePointer<UInt32>,
    _ counts: UnsafeMutablePointer<UInt32>, _ documents: UnsafeMutablePointer<UInt32>
  ) -> UInt32? {
    guard cursor.hasMore else { return nil }
    let (first, beyond) = next.addingReportingOverflow(cursor.varint())
    guard !beyond, let mode = cursor.bytes(1)?[0], mode <= 1, let tokens = cursor.bytes(count),
      let fewer = cursor.bytes(count)
    else { return nil }
    let gaps = mode == 0 ? nil : cursor.bytes(count - 1)
    guard mode == 0 || gaps != nil else { return nil }
    for index in 0..<count { counts[index] = UInt32(tokens[index]) }
    for index in 0..<count { documents[index] = UInt32(fewer[index]) }
    guard addLarge(tokens, count, to: counts, &cursor), addLarge(fewer, count, to: documents, &cursor) else {
      return nil
    }
    var isRight: UInt32 = 1
    for index in 0..<count {
      isRight &= documents[index] <= counts[index] ? 1 : 0
      documents[index] = counts[index] &- documents[index]
    }
    guard isRight == 1 else { return nil }
    guard let gaps else {
      guard !first.addingReportingOverflow(UInt32(truncatingIfNeeded: count - 1)).overflow else { return nil }
      for index in 0..<count { forms[index] = first &+ UInt32(truncatingIfNeeded: index) }
      return forms[count - 1]
    }
    forms[0] = 0
    for index in 0..<count - 1 { forms[index + 1] = UInt32(gaps[index]) }
    guard addLarge(gaps, count - 1, to: forms + 1, &cursor) else { return nil }
    var form = UInt64(first)
    for index in 0..<count {
      form &+= UInt64(forms[index])
      if index > 0, forms[index] == 0 { return nil }
      forms[index] = UInt32(truncatingIfNeeded: form)
    }
    return form <= UInt64(UInt32.max) && cursor.isInside ? forms[count - 1] : nil
  }

  /// Adds to the numbers of those bytes that stand for large ones what the cursor gives; false when that is beyond 32 bits, or missing.
  @inline(__always)
  private static func addLarge(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, to numbers: UnsafeMutablePointer<UInt32>, _ cursor: inout ByteCursor
  ) -> Bool {
    for start in stride(from: 0, to: count, by: 8) {
      // Mostly there is none among eight; beyond the last byte other bytes of the blob follow, or its padding.
      let word = ~UnsafeRawPointer(bytes + start).loadUnaligned(as: UInt64.self)
      guard (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 else { continue }
      for index in start..<min(start + 8, count) where bytes[index] == large {
        guard cursor.hasMore else { return false }
        let (sum, overflow) = numbers[index].addingReportingOverflow(cursor.varint())
        if overflow { return false }
        numbers[index] = sum
      }
    }
    return true
  }
}
