import AnalyzerKit

/// What a part of the corpus gives towards a frequency list.
public struct FrequencyPartial: Codable, Sendable {
  /// How often each form of the layer occurs.
  var counts = FormCounter()
  /// In how many documents each form of the layer occurs.
  var documents = FormCounter()
  /// How often each surface form occurs; filled for `--forms` only.
  var words = FormCounter()
  /// Where a word does not tell its form, for `--forms`: a form, a word that stands for it, and how often; a pair may have several rows.
  var pairs = Records(integers: 1)
  /// Counted tokens in all.
  var tokenTotal = 0
  /// Documents in all.
  var documentTotal = 0
  /// Matches of queries that are more than a set of forms: the first query with the same label, document, count, and the forms matched;
  /// no forms where there is a label.
  var matches = Records(integers: 3)
}

extension FrequencyPartial: Mergeable {
  /// Adds what another part gave.
  public mutating func merge(_ other: FrequencyPartial) throws {
    try counts.merge(other.counts)
    try documents.merge(other.documents)
    try words.merge(other.words)
    try pairs.merge(other.pairs)
    tokenTotal += other.tokenTotal
    documentTotal += other.documentTotal
    try matches.merge(other.matches)
  }
}
