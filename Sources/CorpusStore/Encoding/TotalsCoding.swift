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

  // MARK: Reading

  /// The sums of those forms for which `flags[form] | always` has `FormFlags.countedBit`, a byte a form as counters keep them; nil when the
  /// bytes are something else, or of forms beyond the flags.
  ///
  /// All bytes of the blob must have been loaded. Linear in the flags.
  static func decode(_ blob: CheckedBlob, _ flags: UnsafeBufferPointer<UInt8>, always: UInt8) -> FormSums? {
    var cursor = ByteCursor(blob.base, from: 0, to: blob.count)
    guard cursor.hasMore else { return nil }
    var left = Int(cursor.varint())
    var counts = Column(forms: flags.count)
    var documents = Column(forms: flags.count)
    let isRight = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: blockForms * 3) { memory in
      guard let start = memory.baseAddress else { return false }
      let block = Block(forms: start, tokens: start + blockForms, fewer: start + 2 * blockForms)
      var next: UInt32 = 0
      while left > 0 {
        let count = min(left, blockForms)
        guard let read = block.read(&cursor, count, after: next), let last = read.last, Int(last) < flags.count,
          add(read, flags, always, &counts, &documents)
        else { return false }
        left -= count
        let (after, overflow) = last.addingReportingOverflow(1)
        if overflow, left > 0 { return false }
        next = after
      }
      return cursor.isInside && !cursor.hasMore
    }
    guard isRight, let tokens = counts.counter, let inDocuments = documents.counter else { return nil }
    return FormSums(counts: tokens, documents: inDocuments)
  }

  /// A number a form: a byte, and elsewhere what a byte does not hold.
  private struct Column {
    var bytes: [UInt8]
    var large: [(form: FormID, count: Int)] = []

    init(forms: Int) { bytes = Array(repeating: 0, count: forms) }

    /// Sets the number of a form.
    mutating func set(_ form: UInt32, _ number: UInt32) {
      bytes[Int(form)] = UInt8(truncatingIfNeeded: min(number, UInt32(TotalsCoding.large)))
      if number >= UInt32(TotalsCoding.large) { large.append((FormID(rawValue: form), Int(number))) }
    }

    var counter: FormCounter? { FormCounter(bytes: bytes, large: large) }
  }

  /// What one block says, in memory that is used for all.
  private struct Block {
    /// The forms, unless they follow each other.
    let forms: UnsafeMutablePointer<UInt32>
    /// By place, the tokens, and how many fewer the documents are, where a byte says that they are large.
    let tokens: UnsafeMutablePointer<UInt32>
    let fewer: UnsafeMutablePointer<UInt32>
    var count = 0
    var first: UInt32 = 0
    var follow = true
    var tokenBytes: UnsafePointer<UInt8>?
    var fewerBytes: UnsafePointer<UInt8>?

    init(
      forms: UnsafeMutablePointer<UInt32>, tokens: UnsafeMutablePointer<UInt32>, fewer: UnsafeMutablePointer<UInt32>
    ) {
      (self.forms, self.tokens, self.fewer) = (forms, tokens, fewer)
    }

    /// The last form; nil where it is beyond 32 bits.
    var last: UInt32? {
      if !follow { return forms[count - 1] }
      let (last, overflow) = first.addingReportingOverflow(UInt32(truncatingIfNeeded: count - 1))
      return overflow ? nil : last
    }

    /// Reads a block of so many forms, at least one; nil when the bytes are something else.
    func read(_ cursor: inout ByteCursor, _ count: Int, after next: UInt32) -> Block? {
      guard cursor.hasMore else { return nil }
      let (first, beyond) = next.addingReportingOverflow(cursor.varint())
      guard !beyond, let mode = cursor.bytes(1)?[0], mode <= 1, let tokenBytes = cursor.bytes(count),
        let fewerBytes = cursor.bytes(count)
      else { return nil }
      var read = self
      (read.count, read.first, read.follow) = (count, first, mode == 0)
      (read.tokenBytes, read.fewerBytes) = (tokenBytes, fewerBytes)
      let gaps = mode == 0 ? nil : cursor.bytes(count - 1)
      guard mode == 0 || gaps != nil, readLarge(tokenBytes, count, into: tokens, &cursor),
        readLarge(fewerBytes, count, into: fewer, &cursor)
      else { return nil }
      if let gaps { return readForms(first, gaps, count, &cursor) ? read : nil }
      return cursor.isInside ? read : nil
    }

    private func readForms(
      _ first: UInt32, _ gaps: UnsafePointer<UInt8>, _ count: Int, _ cursor: inout ByteCursor
    ) -> Bool {
      forms[0] = first
      for index in 0..<count - 1 { forms[index + 1] = UInt32(gaps[index]) }
      guard readLarge(gaps, count - 1, into: forms + 1, &cursor) else { return false }
      var form = UInt64(first)
      for index in 1..<max(1, count) {
        if forms[index] == 0 { return false }
        form &+= UInt64(forms[index])
        forms[index] = UInt32(truncatingIfNeeded: form)
      }
      return form <= UInt64(UInt32.max) && cursor.isInside
    }

    /// Puts what the cursor gives in the places of those bytes that stand for large numbers; false when that is beyond 32 bits, or missing.
    @inline(__always)
    private func readLarge(
      _ bytes: UnsafePointer<UInt8>, _ count: Int, into numbers: UnsafeMutablePointer<UInt32>,
      _ cursor: inout ByteCursor
    ) -> Bool {
      var isRight = true
      TotalsCoding.forEachLarge(bytes, count) { index in
        guard isRight, cursor.hasMore else { return isRight = false }
        let (sum, overflow) = UInt32(TotalsCoding.large).addingReportingOverflow(cursor.varint())
        if overflow { isRight = false }
        numbers[index] = sum
      }
      return isRight
    }
  }

  /// Calls the body with the places of the bytes that stand for large numbers.
  @inline(__always)
  private static func forEachLarge(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ body: (Int) -> Void) {
    for start in stride(from: 0, to: count, by: 8) {
      // Mostly there is none among eight; beyond the last byte other bytes of the blob follow, or its padding.
      let word = ~UnsafeRawPointer(bytes + start).loadUnaligned(as: UInt64.self)
      guard (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 else { continue }
      for index in start..<min(start + 8, count) where bytes[index] == large { body(index) }
    }
  }

  /// Adds a block, whose forms are all among the flags; false when a form has more documents than tokens.
  private static func add(
    _ block: Block, _ flags: UnsafeBufferPointer<UInt8>, _ always: UInt8, _ counts: inout Column,
    _ documents: inout Column
  ) -> Bool {
    guard let tokens = block.tokenBytes, let fewer = block.fewerBytes else { return false }
    let first = Int(block.first)
    var isRight: UInt8 = 1
    counts.bytes.withUnsafeMutableBufferPointer { counts in
      documents.bytes.withUnsafeMutableBufferPointer { documents in
        // Without a branch, and for forms that follow each other many at once.
        func add(_ form: Int, _ index: Int) {
          let mask: UInt8 = (flags[form] | always) & FormFlags.countedBit == 0 ? 0 : 255
          counts[form] = tokens[index] & mask
          documents[form] = (tokens[index] &- fewer[index]) & mask
          isRight &= fewer[index] <= tokens[index] ? 1 : 0
        }
        if block.follow {
          for index in 0..<block.count { add(first &+ index, index) }
        } else {
          for index in 0..<block.count { add(Int(block.forms[index]), index) }
        }
      }
    }
    forEachLarge(tokens, block.count) { index in
      let form = block.follow ? block.first &+ UInt32(truncatingIfNeeded: index) : block.forms[index]
      let less = fewer[index] == large ? block.fewer[index] : UInt32(fewer[index])
      guard less <= block.tokens[index] else { return isRight = 0 }
      guard (flags[Int(form)] | always) & FormFlags.countedBit != 0 else { return }
      counts.set(form, block.tokens[index])
      documents.set(form, block.tokens[index] - less)
    }
    return isRight == 1
  }
}
