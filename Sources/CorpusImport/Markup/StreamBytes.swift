/// A stream as libxml2 pulls it: any number of bytes at a time; an error of the stream is kept until it can be thrown.
final class StreamBytes {
  /// How many bytes have been given.
  private(set) var count = 0
  /// Why the stream could not be read.
  private(set) var failure: ImportError?

  private let stream: any ByteStream
  private var piece: [UInt8] = []
  private var place = 0

  /// What in the bytes would take libxml2 time or memory without bounds; it gets none after that.
  private(set) var problem: String?
  /// Whether the first element has come.
  var isPastProlog: Bool

  private let isHTML: Bool
  private var attributes: AttributeCount

  /// How many bytes may stand before the first element of XML: while libxml2 waits for the end of a document type, it goes through
  /// all of it again and again.
  static let longestProlog = 1 << 20

  /// A stream; in HTML, NUL becomes U+FFFD where it would be the end of the text, as its standard wants it.
  init(_ stream: any ByteStream, isHTML: Bool = false) {
    self.stream = stream
    self.isHTML = isHTML
    isPastProlog = isHTML
    attributes = AttributeCount(isHTML: isHTML)
  }

  /// Copies the next bytes, as many as there is room for unless the stream ends, so that no parser sees how it comes in pieces;
  /// 0 at the end, -1 where the stream cannot be read or must not be.
  func copy(into target: UnsafeMutableRawBufferPointer) -> Int {
    var filled = 0
    while filled < target.count {
      if place == piece.count {
        do {
          guard let next = try stream.next() else { break }
          piece = isHTML ? attributes.pruned(StreamBytes.withoutNUL(next)) : next
          place = 0
        } catch {
          failure = error
          return -1
        }
        continue
      }
      let amount = min(target.count - filled, piece.count - place)
      UnsafeMutableRawBufferPointer(rebasing: target[filled...]).copyBytes(from: piece[place..<place + amount])
      place += amount
      filled += amount
    }
    count += filled
    if !isPastProlog, count > StreamBytes.longestProlog {
      problem =
        "more than \(StreamBytes.longestProlog >> 20) MB stand before the first element; take the document type out"
    }
    if !isHTML, !attributes.take(UnsafeRawBufferPointer(rebasing: target[..<filled])) {
      problem = "an element has more than \(AttributeCount.most) attributes"
    }
    return problem == nil ? filled : -1
  }

  /// How many elements lost attributes because they had too many.
  var surplusElements: Int { attributes.surplusElements }

  private static func withoutNUL(_ bytes: [UInt8]) -> [UInt8] {
    bytes.contains(0) ? bytes.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] } : bytes
  }
}
