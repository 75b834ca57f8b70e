import TextProcessing

/// A tag of the vertical format: `<s>`, `<text id="a">`, `</s>`, `<g/>`.
struct MarkupTag: Equatable {
  enum Kind { case start, end, empty }

  var name: String
  var kind: Kind
  var attributes: [AnnotatedRegion.Attribute] = []

  /// The attributes, each name once: values of the same name are joined.
  var distinctAttributes: [AnnotatedRegion.Attribute] {
    if attributes.count < 2 { return attributes }
    var distinct = AttributeList()
    for attribute in attributes { distinct.add(attribute.name, attribute.value) }
    return distinct.attributes
  }

  /// The tag that is all of a line but for blanks at its end; nil where the line is none.
  init?(line: ArraySlice<UInt8>) {
    guard line.first == 0x3C, let tag = MarkupTag.tag(in: line, at: line.startIndex) else { return nil }
    guard line[tag.end...].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { return nil }
    self = tag.tag
  }

  private init(name: String, kind: Kind, attributes: [AnnotatedRegion.Attribute] = []) {
    self.name = name
    self.kind = kind
    self.attributes = attributes
  }

  /// The tags that stand one after another; nil where anything else stands between them.
  static func tags(in text: ArraySlice<UInt8>) -> [MarkupTag]? {
    var tags: [MarkupTag] = []
    var at = text.startIndex
    while at < text.endIndex {
      guard let next = tag(in: text, at: at) else { return nil }
      tags.append(next.tag)
      at = next.end
    }
    return tags
  }

  /// The tag at a place and where it ends.
  private static func tag(in text: ArraySlice<UInt8>, at start: Int) -> (tag: MarkupTag, end: Int)? {
    var scan = MarkupScan(text, at: start)
    guard scan.skip(0x3C) else { return nil }
    let isEnd = scan.skip(0x2F)
    guard let name = scan.name() else { return nil }
    var attributes: [AnnotatedRegion.Attribute] = []
    while !isEnd {
      let spaced = scan.skipBlanks()
      guard spaced, let attribute = scan.attribute() else { break }
      attributes.append(AnnotatedRegion.Attribute(name: attribute.name, value: attribute.value))
    }
    _ = scan.skipBlanks()
    let isEmpty = !isEnd && scan.skip(0x2F)
    guard scan.skip(0x3E) else { return nil }
    return (MarkupTag(name: name, kind: isEnd ? .end : isEmpty ? .empty : .start, attributes: attributes), scan.at)
  }
}

/// Reads the parts of a tag.
private struct MarkupScan {
  let text: ArraySlice<UInt8>
  var at: Int

  init(_ text: ArraySlice<UInt8>, at: Int) {
    self.text = text
    self.at = at
  }

  private var byte: UInt8? { at < text.endIndex ? text[at] : nil }

  mutating func skip(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    at += 1
    return true
  }

  /// Skips blanks; whether there were any.
  mutating func skipBlanks() -> Bool {
    let start = at
    while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0D { at += 1 }
    return at > start
  }

  /// A name of an element: an ASCII letter or `_`, then letters, digits, `_`, `-`, `.` and `:`.
  mutating func name() -> String? {
    let start = at
    guard let first = byte, MarkupName.isStart(first) else { return nil }
    while let byte, MarkupName.isPart(byte) { at += 1 }
    return String(decoding: text[start..<at], as: UTF8.self)
  }

  /// `name="value"`, with `'` or without quotes; nil, at the same place, for anything else.
  mutating func attribute() -> (name: String, value: String)? {
    let start = at
    while let byte, !MarkupScan.endsName(byte) { at += 1 }
    let name = text[start..<at]
    _ = skipBlanks()
    guard !name.isEmpty, skip(0x3D) else {
      at = start
      return nil
    }
    _ = skipBlanks()
    guard let value = value() else {
      at = start
      return nil
    }
    return (MarkupName.decoded(String(decoding: name, as: UTF8.self)), value)
  }

  private mutating func value() -> String? {
    guard let first = byte else { return nil }
    let isQuoted = first == 0x22 || first == 0x27
    if isQuoted { at += 1 }
    let start = at
    while let byte, isQuoted ? byte != first : !MarkupScan.endsBareValue(byte) { at += 1 }
    let value = text[start..<at]
    if isQuoted, !skip(first) { return nil }
    return String(decoding: CharacterReferences.decoded(value), as: UTF8.self)
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x3D || byte == 0x3E || byte == 0x2F || byte == 0x22 || byte == 0x27 || byte == 0x3C
  }

  private static func endsBareValue(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x3E || byte == 0x22 }
}
