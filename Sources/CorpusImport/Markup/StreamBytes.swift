/// A stream as libxml2 pulls it: any number of bytes at a time; an error of the stream is kept until it can be thrown.
final class StreamBytes {
  /// How many bytes have been given.
  private(set) var count = 0
  /// Why the stream could not be read.
  private(set) var failure: ImportError?

  private let stream: any ByteStream
  private var piece: [UInt8] = []
  private var place = 0

  init(_ stream: any ByteStream) { self.stream = stream }

  /// Copies the next bytes; 0 at the end, -1 where the stream cannot be read.
  func copy(into target: UnsafeMutableRawBufferPointer) -> Int {
    while place == piece.count {
      do {
        guard let next = try stream.next() else { return 0 }
        piece = next
        place = 0
      } catch {
        failure = error
        return -1
      }
    }
    let amount = min(target.count, piece.count - place)
    target.copyBytes(from: piece[place..<place + amount])
    place += amount
    count += amount
    return amount
  }
}
