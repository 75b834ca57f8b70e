/// Where rendered bytes go: standard output, a file, memory.
///
/// The renderer gathers its output into blocks of about 64 KB, so a sink need not buffer.
public protocol OutputStreamSink: AnyObject {
  /// Takes the next bytes, all of them, or throws; what it throws ends the rendering.
  func write(_ bytes: [UInt8]) throws
}
