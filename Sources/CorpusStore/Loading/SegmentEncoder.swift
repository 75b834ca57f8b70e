/// Encodes segments: ids, bits, bounds, summaries, postings; one a thread, reused from segment to segment.
final class SegmentEncoder {
  let tally = FormTally()
  let hasher = ContentHasher()
  /// Where the parts of the segment are written that is being encoded.
  private(set) var memory = PartMemory()
  /// The entries of a directory, until it is known where each block of them stands.
  @exclusivity(unchecked) private var entries = ByteWriter()

  /// Encodes a segment, whose forms are in the vocabulary, into some memory, which is empty.
  ///
  /// Its checksum covers the forms themselves, as ids alone would also name other forms in another store.
  func encode(_ content: SegmentContent, _ vocabulary: VocabularyView, into memory: PartMemory) -> EncodedSegment {
    self.memory = memory
    memory.makeRoom(tokens: content.ids.count)
    var segment = EncodedSegment(content, memory)
    hasher.reset()
    func add(_ part: SegmentPart, _ layer: String, _ bytes: Range<Int>) {
      hasher.add(part.rawValue + " " + layer)
      memory.withBytes(bytes) { hasher.add($0) }
      segment.parts.append(EncodedSegment.Part(part: part, layer: layer, bytes: bytes))
    }
    add(.ids, "word", ids(content.ids))
    add(.spaces, "word", bits(content.marks, Parcel.Mark.space))
    add(.sentences, "word", bits(content.marks, Parcel.Mark.sentence))
    add(.bounds, "word", bounds(content))
    tally.add(content, content.ids, below: vocabulary.count, seen: content.seen["word"])
    addHashes(vocabulary)
    add(.summary, "word", summary())
    let postings = postings(content.ids.count)
    add(.directory, "word", postings.directory)
    add(.postings, "word", postings.lists)
    if let lowers = content.lowers {
      tally.add(content, lowers.buffer, below: vocabulary.count, seen: content.seen["lower"])
    } else {
      tally.map(content, below: vocabulary.count, seen: content.seen["lower"]) { vocabulary.lowers[Int($0)] }
    }
    add(.summary, "lower", summary())
    segment.checksum = hasher.finish()
    addAnnotations(content, vocabulary, to: &segment)
    return segment
  }

  /// Adds the hashes of the forms that were tallied, each less `shift`, to the checksum.
  func addHashes(_ vocabulary: VocabularyView, shift: UInt32 = 0) {
    var hashes: [UInt64] = []
    hashes.reserveCapacity(tally.formCount)
    tally.forEach { form, _, _ in
      if form >= shift { hashes.append(vocabulary.hashes[Int(form - shift)].littleEndian) }
    }
    hashes.withUnsafeBytes { hasher.add($0) }
  }

  // MARK: Parts

  func ids(_ ids: UnsafeBufferPointer<UInt32>) -> Range<Int> {
    var largest: UInt32 = 0
    for id in ids { largest = max(largest, id) }
    let width = BitPacking.width(of: largest)
    return memory.part { writer in
      writer.fixed32(UInt32(width))
      writer.fixed32(UInt32(ids.count))
      BitPacking.pack(ids, width: width, into: &writer)
    }
  }

  /// A bit a token: whether it has the mark, a power of two.
  private func bits(_ marks: UnsafeBufferPointer<UInt8>, _ mark: UInt8) -> Range<Int> {
    let shift = UInt64(mark.trailingZeroBitCount)
    return memory.part { writer in
      writer.write(most: (marks.count + 7) / 8) { target in
        let bytes = UnsafeRawBufferPointer(marks)
        let whole = marks.count / 8
        for index in 0..<whole {
          let eight = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self))
          // The eight lowest bits of the bytes, gathered in the highest byte.
          let gathered = ((eight &>> shift) & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080
          target[index] = UInt8(truncatingIfNeeded: gathered &>> 56)
        }
        guard whole * 8 < marks.count else { return target + whole }
        target[whole] = 0
        for index in whole * 8..<marks.count where marks[index] & mark != 0 {
          target[whole] |= 1 << UInt8(index & 7)
        }
        return target + (whole + 1)
      }
    }
  }

  private func bounds(_ content: SegmentContent) -> Range<Int> {
    var paragraphs: [UInt32] = []
    let bytes = UnsafeRawBufferPointer(content.marks)
    let eight = UInt64(Parcel.Mark.paragraph) &* 0x0101_0101_0101_0101
    let whole = bytes.count & ~7
    for index in stride(from: 0, to: whole, by: 8) {
      // Few tokens start a paragraph: eight are looked at together.
      var found = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) & eight
      while found != 0 {
        paragraphs.append(UInt32(truncatingIfNeeded: index &+ found.trailingZeroBitCount / 8))
        found &= found &- 1
      }
    }
    for index in whole..<bytes.count where bytes[index] & Parcel.Mark.paragraph != 0 {
      paragraphs.append(UInt32(truncatingIfNeeded: index))
    }
    return memory.part { writer in
      SegmentBounds.write(
        documentStarts: content.documentStarts.map { UInt32($0) }, paragraphStarts: paragraphs,
        firstSentence: content.firstSentence, firstParagraph: content.firstParagraph, into: &writer)
    }
  }

  /// The summary of what was tallied; in a layer of annotation, numbers are one more than forms, and 0 stands for no value.
  func summary(shift: UInt32 = 0) -> Range<Int> {
    var forms: UInt32 = 0
    tally.forEach { number, _, _ in forms += number >= shift ? 1 : 0 }
    return memory.part { writer in
      writer.varint(forms)
      var previous: UInt32 = 0
      tally.forEach { number, count, documents in
        guard number >= shift else { return }
        SummaryCoding.encode(number - shift, after: previous, count: count, documents: documents, into: &writer)
        previous = number - shift
      }
    }
  }

  /// The positions of each form, and where each list stands.
  func postings(_ tokens: Int, shift: UInt32 = 0) -> (directory: Range<Int>, lists: Range<Int>) {
    entries.removeAll()
    var blocks: [(form: UInt32, entry: Int, list: Int)] = []
    var previous: UInt32 = 0
    var index = 0
    let lists = memory.part { lists in
      let start = lists.count
      tally.forEachPositions(in: tokens) { [self] number, positions in
        guard number >= shift else { return }
        let form = number - shift
        let before = lists.count
        if index % SegmentPart.directoryBlock == 0 {
          blocks.append((form, entries.count, before - start))
          previous = form
        }
        RiceCoding.encode(positions, tokens: tokens, into: &lists)
        entries.varint(form - previous)
        entries.varint(UInt32(positions.count))
        entries.varint(UInt32(lists.count - before))
        previous = form
        index += 1
      }
    }
    let directory = memory.part { directory in
      directory.fixed32(UInt32(blocks.count))
      directory.fixed32(UInt32(index))
      let base = 8 + blocks.count * 12
      for block in blocks {
        directory.fixed32(block.form)
        directory.fixed32(UInt32(base + block.entry))
        directory.fixed32(UInt32(block.list))
      }
      entries.withBytes { directory.append($0) }
    }
    return (directory, lists)
  }
}
