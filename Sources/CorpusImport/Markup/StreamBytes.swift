/// A stream as libxml2 pulls it: any number of bytes at a time; an error of the stream is kept until it can be thrown.
final class StreamBytes {
  /// How many bytes have been given.
  private(set) var count = 0
  /// Why the stream could not be read.
  private(set) var failure: ImportError?

  private let stream: any ByteStream
  private var piece: [UInt8] = []
  private var place = 0

  private let replacesNull: Bool

  /// A stream; NUL becomes U+FFFD where it would be the end of the text, as HTML wants it.
  init(_ stream: any ByteStream, replacesNull: Bool = false) {
    self.stream = stream
    self.replacesNull = replacesNull
  }

  /// Copies the next bytes, as many as there is room for unless the stream ends, so that no parser sees how it comes in pieces;
  /// 0 at the end, -1 where the stream cannot be read.
  func copy(into target: UnsafeMutableRawBufferPointer) -> Int {
    var filled = 0
    while filled < target.count {
      if place == piece.count {
        do {
          guard let next = try stream.next() else { break }
          piece = replacesNull && next.contains(0) ? next.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] } : next
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
    return filled
  }
}
