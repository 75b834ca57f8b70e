import CXML

/// An HTML page piece by piece, through libxml2's forgiving parser; all of its pointers stay in here.
final class HTMLPage {
  /// How deep elements may stand: beyond, closing them takes libxml2 too long.
  static let deepest = 2_000

  /// The text and metadata so far.
  private(set) var content = HTMLContent()

  /// How many elements were read with their first attributes alone.
  var surplusElements: Int { input.surplusElements }

  private let input: StreamBytes
  private let path: String
  private var page: OpaquePointer?
  private var isTooDeep = false

  init(_ stream: any ByteStream, path: String) {
    input = StreamBytes(stream, isHTML: true)
    self.path = path
  }

  /// Reads the whole page.
  func read() throws(ImportError) {
    let events = cxml_html_events(
      context: Unmanaged.passUnretained(self).toOpaque(),
      read: { context, buffer, count in
        guard let context, let buffer, count > 0 else { return 0 }
        let input = Unmanaged<HTMLPage>.fromOpaque(context).takeUnretainedValue().input
        return Int32(clamping: input.copy(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))))
      },
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
    cxml_html_read(page)
    if let failure = input.failure { throw failure }
    if let problem = input.problem {
      throw .malformed(path: path, line: max(1, Int(cxml_html_line(page))), problem: problem)
    }
    if isTooDeep {
      throw .malformed(
        path: path, line: max(1, Int(cxml_html_line(page))),
        problem: "elements stand more than \(HTMLPage.deepest) deep within each other")
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
}
