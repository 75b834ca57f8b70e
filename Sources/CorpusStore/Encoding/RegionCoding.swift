import TextProcessing

/// The regions that start in a segment, by document and start.
///
/// A table of the distinct texts (names, attributes' names and values): their number, then for each its length and its UTF-8. Then the
/// number of regions, and for each: how many documents after the last one, the start counted from its document's first token in the segment,
/// the length, the name's place in the table, the number of attributes, and for each the places of name and value. All numbers are varints.
enum RegionCoding {
  /// Writes regions; `documentStarts` are those of the segment.
  static func encode(_ regions: [SegmentRegion], documentStarts: [Int], into writer: inout ByteWriter) {
    var texts: [String] = []
    var places: [String: UInt32] = [:]
    func place(_ text: String) -> UInt32 {
      if let known = places[text] { return known }
      let made = UInt32(texts.count)
      places[text] = made
      texts.append(text)
      return made
    }
    var numbers: [UInt32] = []
    var document = 0
    for region in regions {
      numbers.append(UInt32(region.document - document))
      document = region.document
      numbers.append(UInt32(region.start - documentStarts[document]))
      numbers += [UInt32(region.count), place(region.name), UInt32(region.attributes.count)]
      for attribute in region.attributes { numbers += [place(attribute.name), place(attribute.value)] }
    }
    writer.varint(UInt32(texts.count))
    for text in texts {
      writer.varint(UInt32(text.utf8.count))
      Array(text.utf8).withUnsafeBytes { writer.append($0) }
    }
    writer.varint(UInt32(regions.count))
    for number in numbers { writer.varint(number) }
  }

  /// Reads what `encode` wrote; nil when it is something else.
  ///
  /// Starts are inside their documents; a region may reach beyond the segment only in its last document.
  static func decode(_ blob: CheckedBlob, bounds: SegmentBounds, isContinued: Bool) -> [SegmentRegion]? {
    var reader = VarintReader(blob)
    guard let textCount = reader.number(), textCount <= blob.count else { return nil }
    var texts: [String] = []
    for _ in 0..<textCount {
      guard let length = reader.number(), let text = reader.bytes(length) else { return nil }
      texts.append(String(decoding: text, as: UTF8.self))
    }
    guard let count = reader.number(), count <= blob.count else { return nil }
    func text() -> String? {
      guard let place = reader.number(), place < texts.count else { return nil }
      return texts[place]
    }
    var regions: [SegmentRegion] = []
    var document = 0
    let documents = bounds.documentStarts.count - 1
    for _ in 0..<count {
      guard let step = reader.number() else { return nil }
      document += step
      guard document < documents, let offset = reader.number(), let length = reader.number(), let name = text(),
        let attributeCount = reader.number(), attributeCount <= blob.count
      else { return nil }
      let start = Int(bounds.documentStarts[document]) + offset
      let end = Int(bounds.documentStarts[document + 1])
      let goesOn = isContinued && document == documents - 1
      guard start <= end, start + length <= end || goesOn else { return nil }
      var attributes: [AnnotatedRegion.Attribute] = []
      for _ in 0..<attributeCount {
        guard let name = text(), let value = text() else { return nil }
        attributes.append(AnnotatedRegion.Attribute(name: name, value: value))
      }
      regions.append(
        SegmentRegion(document: document, start: start, count: length, name: name, attributes: attributes))
    }
    return reader.isAtEnd ? regions : nil
  }
}
