/// The texts of some forms as UTF-8, one behind another.
public struct FormTextList: Sendable {
  /// The bytes of all texts.
  public private(set) var bytes: [UInt8] = []
  /// Where each text ends in them; it starts where the one before ends.
  public private(set) var ends: [Int] = []

  /// No texts yet.
  public init() {}

  /// Adds a text.
  public mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }
}
