/// Gathers what a writer makes and hands it to the sink in large blocks.
///
/// A writer calls `endLine` after each line, which is the only place where the sink is called and may throw.
struct OutputBuffer {
  /// The size from which a block is handed over, in bytes.
  private static let blockSize = 1 << 16
  /// The most spaces written at once, so that one huge cell cannot blow up every row.
  static let mostPadding = 400

  /// The most digits of a whole number, and its sign.
  private static let mostDigits = 20

  private let sink: any OutputStreamSink
  private var bytes: [UInt8] = []

  init(_ sink: any OutputStreamSink) {
    self.sink = sink
    bytes.reserveCapacity(Self.blockSize + Self.blockSize / 4)
  }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: text) }

  mutating func append(byte: UInt8) { bytes.append(byte) }

  mutating func append(_ character: Unicode.Scalar) { bytes.append(contentsOf: UTF8.encode(character) ?? .init()) }

  mutating func append(spaces count: Int) {
    guard count > 0 else { return }
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: min(count, Self.mostPadding)))
  }

  /// Appends the digits of a whole number.
  mutating func append(_ number: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.mostDigits) { digits in
      var rest = number.magnitude
      var first = digits.count
      repeat {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        first -= 1
        digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
        rest = quotient
      } while rest > 0
      if number < 0 {
        first -= 1
        digits[first] = UInt8(ascii: "-")
      }
      append(UnsafeBufferPointer(rebasing: digits[first...]))
    }
  }

  /// Appends a real number as `PlainNumber` writes it, and nothing when it is not finite.
  mutating func append(_ number: Double) {
    if let whole = PlainNumber.whole(number) {
      append(whole)
    } else if let text = PlainNumber.text(number) {
      append(text)
    }
  }

  /// Ends a line, and hands the block over when it is full.
  mutating func endLine() throws {
    bytes.append(UInt8(ascii: "\n"))
    if bytes.count >= Self.blockSize { try flush() }
  }

  /// Hands over what is left.
  mutating func flush() throws {
    guard !bytes.isEmpty else { return }
    try sink.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
