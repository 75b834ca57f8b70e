internal import CICU

/// Decodes text in one of ICU's encodings, piece by piece.
///
/// The one place that hands memory to ICU's converters: what is passed is only read or written during the call.
final class DecodingConverter {
  private let converter: OpaquePointer

  /// A converter; nil for a name that ICU does not know.
  init?(_ encoding: TextEncoding) {
    guard let converter = lect_converter_open(encoding.name) else { return nil }
    self.converter = converter
  }

  deinit { lect_converter_close(converter) }

  /// How many sequences have been replaced by U+FFFD so far.
  var replacements: Int { Int(lect_converter_replaced(converter)) }

  /// The next bytes as UTF-8; a character that is cut is kept for the next call, unless this is the last.
  func decode(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 2)
    bytes.withUnsafeBytes { raw in
      let bytes = raw.bindMemory(to: CChar.self)
      // ICU takes no null pointer, even where nothing is to be read.
      var nothing: CChar = 0
      withUnsafePointer(to: &nothing) { empty in
        let start = bytes.baseAddress ?? empty
        var source: UnsafePointer<CChar>? = start
        var isFull = true
        while isFull {
          withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { target in
            let count = lect_converter_convert(
              converter, &source, start + bytes.count, target.baseAddress, target.count, isLast, &isFull)
            if count > 0 {
              output.append(contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(target)[..<count]))
            }
            if count < 0 { isFull = false }
          }
        }
      }
    }
    return output
  }
}
