import AnalyzerKit

/// What a part of the corpus gives towards co-occurrence: with a node or as pairs.
public struct CooccurrencePartial: Codable, Sendable {
  /// With a node: how often each form occurs at all.
  var counts = FormCounter()
  /// With a node: how often each form stands inside a window.
  var inside = FormCounter()
  /// With a node: how often each form is part of a match.
  var nodes = FormCounter()
  /// With a node: in how many documents each form stands inside a window.
  var insideDocuments = FormCounter()
  /// With a node: the number of matches.
  var matchTotal = 0
  /// Without a node: the pairs.
  var pairs: PairCounter
}

extension CooccurrencePartial: Mergeable {
  /// Adds what another part gave.
  public mutating func merge(_ other: CooccurrencePartial) throws {
    try counts.merge(other.counts)
    try inside.merge(other.inside)
    try nodes.merge(other.nodes)
    try insideDocuments.merge(other.insideDocuments)
    matchTotal += other.matchTotal
    try pairs.merge(other.pairs)
  }
}
