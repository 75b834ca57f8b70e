import AnalyzerKit

/// Layers of annotation and regions of a segment.
///
/// `TokenStorage.uncounted` stands for a token without a value. A layer that the segment has no value of reads as empty.
extension SegmentReader {
  /// The layers of annotation that tokens of the segment have values in, by name.
  public var layers: [LayerName] { annotationLayers }

  /// Reads the values of a layer for a range of positions; the buffer must have room for them.
  public func read(
    tokens: Range<Int>, of layer: LayerName, into buffer: UnsafeMutableBufferPointer<FormID>
  ) throws(StoreError) {
    if layer == .word { return try read(tokens: tokens, into: buffer) }
    guard let start = buffer.baseAddress, buffer.count >= tokens.count else {
      if tokens.isEmpty { return }
      throw .outOfRange(what: "a buffer of \(buffer.count) ids for \(tokens.count)")
    }
    guard hasSummary(layer) else {
      try check(tokens)
      return UnsafeMutableBufferPointer(start: start, count: tokens.count).update(repeating: TokenStorage.uncounted)
    }
    try read(tokens, of: layer, start)
    // Stored is one more, so that 0, no value, becomes the largest number.
    UnsafeMutableRawPointer(start).withMemoryRebound(to: UInt32.self, capacity: tokens.count) { numbers in
      for index in 0..<tokens.count { numbers[index] &-= 1 }
    }
  }

  /// The values of a layer for a range of positions.
  public func ids(_ tokens: Range<Int>, of layer: LayerName) throws(StoreError) -> [FormID] {
    try check(tokens)
    var result = [FormID](repeating: TokenStorage.uncounted, count: tokens.count)
    let outcome: Result<Void, StoreError> = result.withUnsafeMutableBufferPointer { buffer in
      Result { () throws(StoreError) -> Void in try read(tokens: tokens, of: layer, into: buffer) }
    }
    try outcome.get()
    return result
  }

  /// Calls the body with the values of a layer and how often each occurs, as `summaryBlocks` does for map layers.
  ///
  /// Without `countsPunctuation` only tokens count whose word form has a letter or a digit.
  public func valueBlocks(
    _ layer: LayerName, countsPunctuation: Bool,
    _ body: (UnsafeBufferPointer<FormID>, UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<UInt32>) -> Void
  ) throws(StoreError) {
    guard hasSummary(layer) else { return }
    let blob = try blob(countsPunctuation ? .summary : .words, layer)
    try blob.loadAll()
    guard SummaryCoding.decode(blob, body) else { throw damaged("the summary of \(layer) is not well formed") }
  }

  /// The same, value by value: the value, its tokens, and its documents.
  public func values(
    _ layer: LayerName, countsPunctuation: Bool, _ body: (FormID, Int, Int) -> Void
  ) throws(StoreError) {
    try valueBlocks(layer, countsPunctuation: countsPunctuation) { forms, counts, documents in
      for index in 0..<forms.count { body(forms[index], Int(counts[index]), Int(documents[index])) }
    }
  }

  /// The regions that start here, by document and start; those of the same start in the order of the source.
  public func regions() throws(StoreError) -> [SegmentRegion] {
    guard hasRegions else { return [] }
    let blob = try blob(.regions)
    try blob.loadAll()
    guard let regions = RegionCoding.decode(blob, bounds: try bounds(), isContinued: info.isContinued) else {
      throw damaged("the regions are not well formed")
    }
    return regions
  }

  /// The checksum of a layer as the encoder makes it; used by `check`.
  func checksum(of layer: LayerName, forms: [UInt64]) throws -> ContentHash {
    let hasher = ContentHasher()
    for form in forms { hasher.add(form) }
    for part in SegmentPart.layerOrder { try add(part, layer, to: hasher) }
    return hasher.finish()
  }

  /// The checksum of the regions as the encoder makes it; used by `check`.
  func regionsChecksum() throws -> ContentHash {
    let hasher = ContentHasher()
    try add(.regions, .word, to: hasher)
    return hasher.finish()
  }
}
