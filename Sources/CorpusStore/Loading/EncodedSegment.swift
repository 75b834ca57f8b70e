/// A segment as it is stored.
struct EncodedSegment: Sendable {
  /// A part and its bytes.
  struct Part: Sendable {
    let part: SegmentPart
    let layer: String
    let bytes: [UInt8]
  }

  /// A layer of annotation, or the regions, with a checksum of its own.
  struct Annotation: Sendable {
    let kind: String
    let name: String
    let parts: [Part]
    let checksum: ContentHash
  }

  let tokens: Int
  let firstDocument: Int
  let documents: Int
  let continuesDocument: Bool
  let isContinued: Bool
  let firstPosition: Int
  var parts: [Part] = []
  var checksum = ContentHash.zero
  var annotations: [Annotation] = []

  init(_ content: SegmentContent) {
    tokens = content.ids.count
    firstDocument = content.firstDocument
    documents = content.variants.count
    continuesDocument = content.continuesDocument
    isContinued = content.isContinued
    firstPosition = content.firstPosition
  }
}
