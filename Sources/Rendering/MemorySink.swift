/// A sink that keeps what is written to it, for notebooks, pages and tests.
public final class MemorySink: OutputStreamSink {
  /// Everything written so far.
  public private(set) var bytes: [UInt8] = []

  /// Starts empty.
  public init() {}

  /// Everything written so far, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Keeps the bytes; never throws.
  public func write(_ bytes: [UInt8]) { self.bytes += bytes }
}
