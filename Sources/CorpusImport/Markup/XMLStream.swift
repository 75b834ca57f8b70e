import CXML
import Glibc

/// An XML document piece by piece, through libxml2's streaming reader; all of its pointers stay in here.
///
/// Nothing but the stream is read: no network, no document type, no external entity. Internal entities are expanded by
/// `XMLEntities`, within bounds.
final class XMLStream {
  /// What stands next.
  enum Event { case start, end, text }

  /// The text of the last event `.text`.
  private(set) var text: [UInt8] = []

  private let input: StreamBytes
  private let path: String
  private let reader: OpaquePointer
  private var names: [UnsafePointer<CChar>: String] = [:]
  private var isEmpty = false
  private var growth = TextGrowth()

  /// Opens a stream of UTF-8; what the document says of its encoding is passed over.
  init(_ stream: any ByteStream, path: String) throws(ImportError) {
    input = StreamBytes(stream)
    self.path = path
    let made = cxml_reader_open(
      { context, buffer, count in
        guard let context, let buffer, count > 0 else { return 0 }
        let input = Unmanaged<StreamBytes>.fromOpaque(context).takeUnretainedValue()
        return Int32(clamping: input.copy(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))))
      }, Unmanaged.passUnretained(input).toOpaque())
    guard let made else { throw .malformed(path: path, line: 1, problem: "there is no memory for the XML reader") }
    reader = made
  }

  deinit { cxml_reader_close(reader) }

  /// An error at the line that was read last.
  func malformed(_ problem: String) -> ImportError {
    .malformed(path: path, line: max(1, Int(cxml_reader_line(reader))), problem: problem)
  }

  /// The next element that starts or ends, or text; nil at the end of the document.
  func next() throws(ImportError) -> Event? {
    if isEmpty {
      isEmpty = false
      return .end
    }
    while true {
      let event = cxml_reader_next(reader)
      if let failure = input.failure { throw failure }
      if let problem = input.problem { throw malformed(problem) }
      if event == CXML_START.rawValue || event == CXML_EMPTY.rawValue { input.isPastProlog = true }
      switch event {
      case CXML_END_OF_DOCUMENT.rawValue: return nil
      case CXML_START.rawValue: return .start
      case CXML_EMPTY.rawValue:
        isEmpty = true
        return .start
      case CXML_END.rawValue: return .end
      case CXML_TEXT.rawValue:
        text.removeAll(keepingCapacity: true)
        try take(bytes(cxml_reader_text(reader)), into: &text)
        return .text
      case CXML_ENTITY.rawValue:
        text.removeAll(keepingCapacity: true)
        try expand(bytes(cxml_reader_name(reader)), 0, into: &text)
        return .text
      case CXML_OTHER.rawValue: continue
      default: throw failure
      }
    }
  }

  /// The name of the element that starts or ends, without its prefix.
  var name: String {
    guard let name = cxml_reader_name(reader) else { return "" }
    // Names stand once in the reader's dictionary, so that the place of one says which it is.
    if let known = names[name] { return known }
    let made = String(cString: name)
    if names.count < 4_096 { names[name] = made }
    return made
  }

  /// The attributes of the element that starts, in order; the prefix `xml:` is part of a name, others are not.
  func attributes() throws(ImportError) -> [(name: String, value: String)] {
    var attributes: [(name: String, value: String)] = []
    var next = cxml_reader_attribute(reader)
    while let attribute = next {
      next = cxml_attribute_next(attribute)
      var hasPrefix: Int32 = 0
      guard let name = cxml_attribute_name(attribute, &hasPrefix) else { continue }
      var value: [UInt8] = []
      var part = cxml_attribute_part(attribute)
      while let piece = part {
        part = cxml_part_next(piece)
        var isEntity: Int32 = 0
        let text = bytes(cxml_part_text(piece, &isEntity))
        if isEntity != 0 { try expand(text, 0, into: &value) } else { try take(text, into: &value) }
      }
      let prefix = hasPrefix != 0 ? "xml:" : ""
      attributes.append((prefix + String(cString: name), String(decoding: value, as: UTF8.self)))
    }
    return attributes
  }

  private var failure: ImportError {
    var line: Int32 = 0
    let problem = cxml_reader_problem(reader, &line).map { String(cString: $0) } ?? "the reader gives no reason"
    return .malformed(
      path: path, line: max(1, line > 0 ? Int(line) : Int(cxml_reader_line(reader))),
      problem: XMLStream.limit(behind: problem)
        ?? "this is no well-formed XML: \(problem.split(whereSeparator: \.isNewline).joined(separator: " ").clipped)")
  }

  /// What libxml2 refuses though it may be well-formed, in words that say what to change; nil for any other problem.
  private static func limit(behind problem: String) -> String? {
    if problem.contains("Excessive depth") { return "elements stand more than 256 deep within each other" }
    let isTooLong = ["Huge input lookup", "huge text node", "too long", "too big"].contains { problem.contains($0) }
    return isTooLong ? "a tag, a comment or a text without markup is longer than 10 MB; divide it into paragraphs" : nil
  }

  private func bytes(_ text: UnsafePointer<CChar>?) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: text, count: text.map { strlen($0) } ?? 0)
  }

  /// Adds text, as long as the whole stays within bounds.
  private func take(_ bytes: some Collection<UInt8>, into target: inout [UInt8]) throws(ImportError) {
    guard growth.allows(bytes.count, read: input.count) else {
      throw malformed(
        "entities and default attributes make the document more than \(TextGrowth.most) times as long as the file; "
          + "that is no text but an attack on programs that read it")
    }
    target.append(contentsOf: bytes)
  }

  /// Adds what an entity stands for, with the entities in it.
  private func expand(_ name: some Collection<UInt8>, _ depth: Int, into target: inout [UInt8]) throws(ImportError) {
    let shown = String(decoding: name, as: UTF8.self)
    var kind: Int32 = 0
    let content = shown.withCString { bytes(cxml_reader_entity(reader, $0, &kind)) }
    switch UInt32(bitPattern: kind) {
    case CXML_INTERNAL.rawValue: break
    case CXML_EXTERNAL.rawValue:
      throw malformed(
        "the entity &\(shown.clipped); stands for another file or address, and Lect opens none that the user did not name"
      )
    default:
      guard let scalar = Unicode.Scalar(shown.withCString { cxml_character($0) }), scalar.value > 0 else {
        throw malformed("the entity &\(shown.clipped); is not declared in the file")
      }
      return try take(Array(String(Character(scalar)).utf8), into: &target)
    }
    // The five of XML stand for themselves.
    if content.count == 1 { return try take(content, into: &target) }
    guard depth < TextGrowth.deepest else {
      throw malformed("entities stand within entities more than \(TextGrowth.deepest) deep, at &\(shown.clipped);")
    }
    // An entity may hold nothing but others, so that reading one costs even if it gives nothing.
    guard growth.allows(content.count, read: input.count) else { return try take(content, into: &target) }
    try expand(content: content, of: shown.clipped, depth, into: &target)
  }

  private func expand(
    content: UnsafeRawBufferPointer, of shown: String, _ depth: Int, into target: inout [UInt8]
  ) throws(ImportError) {
    var at = 0
    while at < content.count {
      let stop = content[at...].firstIndex { $0 == 0x26 || $0 == 0x3C } ?? content.count
      try take(content[at..<stop], into: &target)
      if stop == content.count { return }
      if content[stop] == 0x3C { throw malformed("the entity &\(shown); holds markup; write it where it belongs") }
      guard let end = content[stop...].firstIndex(of: 0x3B) else {
        throw malformed("the entity &\(shown); holds an & that starts no reference")
      }
      if content[stop + 1] == 0x23 {
        try take(CharacterReferences.decoded(Array(content[stop...end])[...]), into: &target)
      } else {
        try expand(content[(stop + 1)..<end], depth + 1, into: &target)
      }
      at = end + 1
    }
  }
}
