/// A segment as it is stored.
struct EncodedSegment: Sendable {
  /// A part, and where its bytes are in the segment's memory.
  struct Part: Sendable {
    let part: SegmentPart
    let layer: String
    let bytes: Range<Int>
  }

  /// A layer of annotation, or the regions, with a checksum of its own.
  struct Annotation: Sendable {
    let kind: String
    let name: String
    let parts: [Part]
    let checksum: ContentHash
  }

  /// Where the bytes of all parts are.
  let memory: PartMemory
  let tokens: Int
  let firstDocument: Int
  let documents: Int
  let continuesDocument: Bool
  let isContinued: Bool
  let firstPosition: Int
  var parts: [Part] = []
  var checksum = ContentHash.zero
  var annotations: [Annotation] = []

  /// A segment without parts, whose bytes will be put into the memory.
  init(_ content: SegmentContent, _ memory: PartMemory) {
    self.memory = memory
    tokens = content.ids.count
    firstDocument = content.firstDocument
    documents = content.variants.count
    continuesDocument = content.continuesDocument
    isContinued = content.isContinued
    firstPosition = content.firstPosition
  }
}

/// The memory that parts of a segment are written into, one behind the other, and that they are stored from; used again.
///
/// It belongs to the encoder until the segment is encoded, then to whoever writes it, who gives it back.
final class PartMemory: @unchecked Sendable {
  /// What writes into it.
  @exclusivity(unchecked) private var writer = ByteWriter()

  /// About how many bytes the parts of a segment have for a token, at most.
  private static let tokenBytes = 6

  /// Makes room for what the parts of so many tokens have.
  func makeRoom(tokens: Int) { writer.makeRoom(tokens * PartMemory.tokenBytes) }

  /// Forgets all but the memory.
  func removeAll() { writer.removeAll() }

  /// Writes a part, and returns where it is.
  @inline(__always)
  func part(_ body: (inout ByteWriter) -> Void) -> Range<Int> {
    let start = writer.count
    body(&writer)
    return start..<writer.count
  }

  /// Lends the bytes of a part.
  func withBytes<Result>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try writer.withBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }
}
