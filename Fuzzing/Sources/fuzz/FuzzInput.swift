/// The bytes that libFuzzer makes: the first ones choose options, the rest is the content.
struct FuzzInput {
  private var bytes: UnsafeBufferPointer<UInt8>.SubSequence

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes[...] }

  /// Takes a byte that chooses something; 0 at the end.
  mutating func choice() -> Int { Int(bytes.popFirst() ?? 0) }

  /// Takes one of several things.
  mutating func choice<Element>(of elements: [Element]) -> Element { elements[choice() % elements.count] }

  /// What is left.
  var rest: [UInt8] { Array(bytes) }

  /// What is left, as text: invalid sequences are replaced.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Ends the program when a property does not hold, so that libFuzzer keeps the input.
func require(_ holds: Bool, _ property: @autoclosure () -> String) {
  if !holds { fatalError(property()) }
}
