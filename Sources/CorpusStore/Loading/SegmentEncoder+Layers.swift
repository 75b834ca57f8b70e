import Database

/// Writes what is said of a segment's tokens: the layers of annotation, and the regions.
extension SegmentEncoder {
  /// Writes layers and regions of a segment; what no token has takes no place.
  func writeAnnotation(_ content: SegmentContent, segment: Int) throws {
    for (name, values) in content.layers {
      // Behind the last value there may be nothing.
      if values.count == content.ids.count {
        try write(values, of: name, content, segment: segment)
      } else {
        let whole = Array(values) + Array(repeating: 0, count: content.ids.count - values.count)
        try whole.withUnsafeBufferPointer { try write($0, of: name, content, segment: segment) }
      }
    }
    if !content.regions.isEmpty { try write(content.regions, content, segment: segment) }
  }

  /// Writes a layer of a segment: for each token one more than its value's form, or 0.
  func write(
    _ values: UnsafeBufferPointer<UInt32>, of layer: String, _ content: SegmentContent, segment: Int
  ) throws {
    var seen = seenValues[layer] ?? (all: [], words: [])
    defer { seenValues[layer] = seen }
    let forms = vocabulary.count + 1
    tally.add(content, values, forms: forms, seen: &seen.all)
    hasher.reset()
    let numbers = tally.forms.drop { $0 == 0 }
    for number in numbers { hasher.add(vocabulary.hash(number - 1)) }
    let hasValues = !numbers.isEmpty
    let summary = summary(shift: 1)
    let postings = postings(values, shift: 1)
    tally.clear()
    // Also without values, so that it is known where a cut document has which.
    let words = zip(values, content.ids).map { vocabulary.isCounted($1) ? $0 : 0 }
    words.withUnsafeBufferPointer { tally.add(content, $0, forms: forms, seen: &seen.words) }
    let wordSummary = self.summary(shift: 1)
    tally.clear()
    guard hasValues else { return }
    let parts: [SegmentPart: [UInt8]] = [
      .ids: ids(values), .summary: summary, .words: wordSummary, .directory: postings.directory,
      .postings: postings.lists,
    ]
    for part in SegmentPart.layerOrder { try write(parts[part] ?? [], part, layer, segment: segment) }
    try writeChecksum("layer", layer, segment: segment)
  }

  private func write(_ regions: [SegmentRegion], _ content: SegmentContent, segment: Int) throws {
    var writer = ByteWriter()
    RegionCoding.encode(regions, documentStarts: content.documentStarts, into: &writer)
    hasher.reset()
    try write(writer.bytes(), .regions, "word", segment: segment)
    try writeChecksum("regions", "", segment: segment)
  }

  private func write(_ bytes: [UInt8], _ part: SegmentPart, _ layer: String, segment: Int) throws {
    hasher.add(part.rawValue + " " + layer)
    bytes.withUnsafeBytes { hasher.add($0) }
    try connection.run(
      "INSERT INTO segment_part(segment, kind, layer, blob) VALUES(?, ?, ?, ?)",
      [
        .integer(segment), .text(part.rawValue), .text(layer),
        .integer(try BlobWriting(connection: connection).write(bytes)),
      ])
  }

  private func writeChecksum(_ kind: String, _ name: String, segment: Int) throws {
    try connection.run(
      "INSERT INTO segment_annotation(segment, kind, name, checksum) VALUES(?, ?, ?, ?)",
      [.integer(segment), .text(kind), .text(name), .blob(hasher.finish().bytes)])
  }
}
