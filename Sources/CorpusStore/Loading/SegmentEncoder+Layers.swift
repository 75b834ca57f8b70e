/// Encodes what is said of a segment's tokens: the layers of annotation, and the regions.
extension SegmentEncoder {
  /// Encodes layers and regions of a segment; what no token has takes no place.
  func addAnnotations(_ content: SegmentContent, _ vocabulary: VocabularyView, to segment: inout EncodedSegment) {
    for (name, values) in content.layers {
      // Behind the last value there may be nothing.
      let missing = content.ids.count - values.count
      let whole = missing == 0 ? values : values + Array(repeating: 0, count: missing)
      whole.withUnsafeBufferPointer { values in
        if let layer = layer(values, name, content, vocabulary) { segment.annotations.append(layer) }
      }
    }
    if !content.regions.isEmpty { segment.annotations.append(regions(content)) }
  }

  /// A layer of a segment: for each token one more than its value's form, or 0; nil when no token has a value.
  private func layer(
    _ values: UnsafeBufferPointer<UInt32>, _ layer: String, _ content: SegmentContent, _ vocabulary: VocabularyView
  ) -> EncodedSegment.Annotation? {
    let limit = vocabulary.count + 1
    tally.add(content, values, below: limit, seen: content.seen[layer])
    hasher.reset()
    guard tally.forms.contains(where: { $0 > 0 }) else { return nil }
    addHashes(vocabulary, shift: 1)
    let summary = summary(shift: 1)
    let postings = postings(values.count, shift: 1)
    let words = zip(values, content.ids).map { vocabulary.isCounted($1) ? $0 : 0 }
    words.withUnsafeBufferPointer {
      tally.add(content, $0, below: limit, seen: content.seen[CarriedForms.words(of: layer)])
    }
    let parts: [SegmentPart: Range<Int>] = [
      .ids: ids(values), .summary: summary, .words: self.summary(shift: 1), .directory: postings.directory,
      .postings: postings.lists,
    ]
    return annotation(
      "layer", layer,
      SegmentPart.layerOrder.map { EncodedSegment.Part(part: $0, layer: layer, bytes: parts[$0] ?? 0..<0) })
  }

  private func regions(_ content: SegmentContent) -> EncodedSegment.Annotation {
    let bytes = memory.part { writer in
      RegionCoding.encode(content.regions, documentStarts: content.documentStarts, into: &writer)
    }
    hasher.reset()
    return annotation("regions", "", [EncodedSegment.Part(part: .regions, layer: "word", bytes: bytes)])
  }

  private func annotation(_ kind: String, _ name: String, _ parts: [EncodedSegment.Part]) -> EncodedSegment.Annotation {
    for part in parts {
      hasher.add(part.part.rawValue + " " + part.layer)
      memory.withBytes(part.bytes) { hasher.add($0) }
    }
    return EncodedSegment.Annotation(kind: kind, name: name, parts: parts, checksum: hasher.finish())
  }
}
