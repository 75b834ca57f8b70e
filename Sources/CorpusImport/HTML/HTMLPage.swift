import CXML

/// An HTML page piece by piece, through libxml2's forgiving parser; all of its pointers stay in here.
final class HTMLPage {
  /// How deep elements may stand: beyond, closing them takes libxml2 too long.
  static let deepest = 2_000
  /// How long a tag or comment may be, in bytes: libxml2 keeps it until it ends.
  private static let longestTag = 1 << 24

  /// The text and metadata so far.
  private(set) var content = HTMLContent()

  private var page: OpaquePointer?
  private var isTooDeep = false

  init() {}

  /// Reads a whole page.
  func read(_ stream: any ByteStream, path: String) throws(ImportError) {
    let events = cxml_html_events(
      context: Unmanaged.passUnretained(self).toOpaque(),
      start: { context, name, attributes in
        guard let context, let name else { return }
        Unmanaged<HTMLPage>.fromOpaque(context).takeUnretainedValue().start(name, attributes)
      },
      end: { context, name in
        guard let context, let name else { return }
        Unmanaged<HTMLPage>.fromOpaque(context).takeUnretainedValue().content.end(String(cString: name))
      },
      text: { context, bytes, count in
        guard let context, let bytes, count > 0 else { return }
        Unmanaged<HTMLPage>.fromOpaque(context).takeUnretainedValue().content.text(
          UnsafeRawBufferPointer(start: bytes, count: Int(count)).bindMemory(to: UInt8.self))
      })
    guard let page = cxml_html_open(events) else {
      throw .malformed(path: path, line: 1, problem: "there is no memory for the HTML reader")
    }
    self.page = page
    defer {
      cxml_html_close(page)
      self.page = nil
    }
    while let piece = try stream.next() {
      feed(HTMLPage.withoutNull(piece), page)
      if isTooDeep {
        throw .malformed(
          path: path, line: max(1, Int(cxml_html_line(page))),
          problem: "elements stand more than \(HTMLPage.deepest) deep within each other")
      }
      if cxml_html_waiting(page) > HTMLPage.longestTag {
        throw .malformed(
          path: path, line: max(1, Int(cxml_html_line(page))),
          problem: "a tag or comment is longer than \(HTMLPage.longestTag >> 20) MB")
      }
    }
    cxml_html_read(page, nil, 0, 1)
  }

  private func feed(_ bytes: [UInt8], _ page: OpaquePointer) {
    bytes.withUnsafeBytes { bytes in
      cxml_html_read(page, bytes.bindMemory(to: CChar.self).baseAddress, Int32(clamping: bytes.count), 0)
    }
  }

  private func start(_ name: UnsafePointer<CChar>, _ list: UnsafePointer<UnsafePointer<CChar>?>?) {
    var attributes: [(name: String, value: String)] = []
    if var next = list {
      while let name = next[0] {
        attributes.append((String(cString: name), next[1].map { String(cString: $0) } ?? ""))
        next += 2
      }
    }
    content.start(String(cString: name), attributes)
    if content.depth > HTMLPage.deepest, let page {
      isTooDeep = true
      cxml_html_stop(page)
    }
  }

  /// A NUL is U+FFFD to HTML, and the end of the text to libxml2.
  private static func withoutNull(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0) else { return bytes }
    return bytes.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] }
  }
}
