import AnalyzerKit

/// Where forms occur in a segment.
extension SegmentReader {
  /// Appends the positions of a word form, or of a value of a layer, ascending; nothing when it does not occur here.
  public func positions(
    of form: FormID, in layer: LayerName = .word, appendingTo positions: inout [UInt32]
  ) throws(StoreError) {
    guard hasSummary(layer) else { return }
    let directory = try blob(.directory, layer)
    guard let entry = try SegmentDirectory(directory, self).entry(of: form) else { return }
    let postings = try blob(.postings, layer)
    let end = entry.offset + entry.bytes
    guard entry.offset >= 0, end <= postings.count else { throw damaged("the directory leads out of the postings") }
    let bytes = try postings.view(entry.offset..<end)
    let isRight = RiceCoding.decode(bytes, 0, entry.bytes, count: entry.count, tokens: info.tokens, into: &positions)
    guard isRight else { throw damaged("the postings of form \(form.rawValue) are not well formed") }
  }

  /// Calls the body with the positions of every form, ascending by form; used by `check`.
  func forEachPostings(of layer: LayerName = .word, _ body: (FormID, [UInt32]) throws -> Void) throws {
    let postings = try blob(.postings, layer)
    try postings.loadAll()
    var positions: [UInt32] = []
    try SegmentDirectory(try blob(.directory, layer), self).forEach { form, entry in
      guard entry.offset + entry.bytes <= postings.count else {
        throw damaged("the directory leads out of the postings")
      }
      positions.removeAll(keepingCapacity: true)
      let isRight = RiceCoding.decode(
        postings.base, entry.offset, entry.offset + entry.bytes, count: entry.count, tokens: info.tokens,
        into: &positions)
      guard isRight else { throw damaged("the postings of form \(form.rawValue) are not well formed") }
      try body(form, positions)
    }
  }

  /// How many tokens have a word form, or a value of a layer.
  public func count(of form: FormID, in layer: LayerName = .word) throws(StoreError) -> Int {
    guard hasSummary(layer) else { return 0 }
    return try SegmentDirectory(try blob(.directory, layer), self).entry(of: form)?.count ?? 0
  }
}
