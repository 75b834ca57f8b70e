import CZstd

/// A part of one document in a block of kept text.
struct ResidueSection: BitwiseCopyable, Equatable {
  /// How many bytes of text it stands for.
  var textBytes = 0
  /// Which of the document's tokens is its first.
  var firstToken = 0
  /// How many tokens it has.
  var tokens = 0
  /// How many literals it has.
  var literals = 0
  /// How many blanks, 0 or 1, the token before it stands for, unless a literal comes first.
  var blanks = 0

  /// A section with nothing in it.
  init(firstToken: Int = 0, blanks: Int = 0) { (self.firstToken, self.blanks) = (firstToken, blanks) }
}

/// Lays out a block of kept text: what cannot be made of the tokens of its documents.
///
/// A token stands for its form and, if white space follows it, for a blank behind it, except at the end of its document. A literal stands
/// in place of what is behind a token, or before the first; or in place of a form. The block is a byte `ResidueBlock.mark`, the XXH3 (128
/// bits, big endian) of its text, the size of what follows in four bytes, and in a zstd frame, all numbers as varints:
///
/// - the number of sections, and for each: its bytes of text, doubled, plus its blanks; its first token, its tokens and its literals;
/// - the number of different literals, and for each its length and its bytes;
/// - the number of bytes of the next list; for each literal in its place how many tokens that stand for themselves are before it since the
///   literal before or the start of the section;
/// - for each literal in its place which one it is, doubled, plus 1 if it stands for a form.
struct ResidueWriter: ~Copyable {
  private static let places = 256
  /// Longer literals are not looked for among earlier ones.
  private static let mostCommonBytes = 64

  /// A literal that came before.
  private struct Known: BitwiseCopyable {
    var hash: UInt64 = 0
    var number: UInt32 = 0
    var offset: UInt32 = 0
    var length: UInt32 = 0
  }

  private let context = ZstdContext()
  private var sections = ByteWriter()
  private var sectionCount = 0
  private var literals = ByteWriter()
  private var literalCount: UInt32 = 0
  private var distances = ByteWriter()
  private var numbers = ByteWriter()
  private let known = GrowingMemory<Known>(capacity: places)

  init() { known.append(repeating: Known(), count: ResidueWriter.places) }

  /// About how many bytes were written.
  var count: Int { sections.count + literals.count + distances.count + numbers.count }

  /// Forgets all but the memory.
  mutating func removeAll() {
    if count == 0 { return }
    sections.removeAll()
    literals.removeAll()
    distances.removeAll()
    numbers.removeAll()
    (sectionCount, literalCount) = (0, 0)
    known.removeAll()
    known.append(repeating: Known(), count: ResidueWriter.places)
  }

  /// Writes a literal behind so many tokens that stand for themselves.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, replacesForm: Bool, after plain: Int) {
    distances.varint(UInt32(truncatingIfNeeded: plain))
    numbers.varint(number(of: bytes) << 1 | (replacesForm ? 1 : 0))
  }

  private mutating func number(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let isCommon = bytes.count <= ResidueWriter.mostCommonBytes
    let hash = isCommon ? Hashing.form(bytes) : 0
    let place = Int(hash % UInt64(ResidueWriter.places))
    let found = known.base[place]
    if isCommon, found.hash == hash, Int(found.length) == bytes.count,
      literals.withBytes({ written in
        UnsafeRawBufferPointer(rebasing: written[Int(found.offset)..<Int(found.offset) + bytes.count])
          .elementsEqual(UnsafeRawBufferPointer(bytes))
      })
    {
      return found.number
    }
    let number = literalCount
    literalCount += 1
    literals.varint(UInt32(truncatingIfNeeded: bytes.count))
    if isCommon {
      known.base[place] = Known(
        hash: hash, number: number, offset: UInt32(truncatingIfNeeded: literals.count),
        length: UInt32(truncatingIfNeeded: bytes.count))
    }
    literals.append(UnsafeRawBufferPointer(bytes))
    return number
  }

  /// Writes a section, whose literals were written.
  mutating func append(_ section: ResidueSection) {
    sections.varint(UInt32(truncatingIfNeeded: section.textBytes << 1 | section.blanks))
    sections.varint(UInt32(truncatingIfNeeded: section.firstToken))
    sections.varint(UInt32(truncatingIfNeeded: section.tokens))
    sections.varint(UInt32(truncatingIfNeeded: section.literals))
    sectionCount += 1
  }

  /// The block of what was written, whose text has the hash.
  func finish(_ hash: ContentHash) throws -> [UInt8] {
    var content = ByteWriter(capacity: count + 32)
    content.varint(UInt32(truncatingIfNeeded: sectionCount))
    sections.withBytes { content.append($0) }
    content.varint(literalCount)
    literals.withBytes { content.append($0) }
    content.varint(UInt32(truncatingIfNeeded: distances.count))
    distances.withBytes { content.append($0) }
    numbers.withBytes { content.append($0) }
    let size = withUnsafeBytes(of: UInt32(truncatingIfNeeded: content.count).littleEndian) { Array($0) }
    return [ResidueBlock.mark] + hash.bytes + size + (try content.withBytes { try context.compress($0) })
  }
}

/// A compressor's memory, used again and again.
final class ZstdContext {
  private static let level: Int32 = 3

  private let context = ZSTD_createCCtx()

  deinit { ZSTD_freeCCtx(context) }

  /// Compresses bytes.
  func compress(_ bytes: UnsafeRawBufferPointer) throws -> [UInt8] {
    var failed = false
    let packed = [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { buffer, filled in
      let size = ZSTD_compressCCtx(
        context, buffer.baseAddress, buffer.count, bytes.baseAddress, bytes.count, ZstdContext.level)
      failed = ZSTD_isError(size) != 0
      filled = failed ? 0 : size
    }
    if failed { throw StoreError.outOfRange(what: "text that cannot be compressed") }
    return packed
  }
}
