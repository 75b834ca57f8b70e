import TextProcessing

/// The text of a file as valid UTF-8 without a byte order mark, whatever its encoding.
final class DecodedStream: ByteStream {
  private let source: any ByteStream
  private let decoding: TextDecodingStream
  private var isAtEnd = false
  private var reported = 0

  init(_ source: any ByteStream, decoder: TextDecoder) {
    self.source = source
    decoding = TextDecodingStream(decoder)
  }

  /// What the bytes are decoded as.
  var encoding: String { decoding.encoding }
  /// Whether that was told by the look of the bytes alone.
  var isGuessed: Bool { decoding.isGuessed }
  /// How sure the guess is, in percent.
  var confidence: Int? { decoding.confidence }

  /// How many invalid sequences were replaced since this was last asked.
  func newReplacements() -> Int {
    defer { reported = decoding.replacements }
    return decoding.replacements - reported
  }

  func next() throws(ImportError) -> [UInt8]? {
    while !isAtEnd {
      let text: [UInt8]
      if let bytes = try source.next() {
        text = decoding.decode(bytes)
      } else {
        isAtEnd = true
        text = decoding.finish()
      }
      if !text.isEmpty { return text }
    }
    return nil
  }
}
