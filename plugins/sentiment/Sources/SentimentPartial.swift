import AnalyzerKit

/// What a part of the corpus gives towards sentiment.
public struct SentimentPartial: Codable, Sendable {
  /// Finished documents: ordinal, tokens, hits; the means.
  var documents = Records(integers: 3, reals: 5)
  /// Sentences or windows: document, sentence, order, tokens, hits; the scores.
  var pieces = Records(integers: 5, reals: 5)
  /// Hits to explain: document, position, sentence; base and value; the term and what changed it.
  var hits = Records(integers: 3, reals: 2)
  /// Documents of which only a part was seen so far, or whose windows are added one by one.
  var parts: [Int: ScoreSums] = [:]
  /// All pieces together, for a row a group.
  var total = ScoreSums()
  /// Documents in a language without a lexicon.
  var unscoredDocuments = 0

  /// Adds the pieces of a document, or of the part of it that a batch holds.
  mutating func add(_ sums: ScoreSums, of document: DocumentSlice, toTotal: Bool) throws {
    if toTotal || !document.isWhole {
      try addPart(sums, of: document.ordinal, toTotal: toTotal)
    } else {
      try documents.append([document.ordinal, sums.tokens, sums.hits], reals: sums.means.map { $0 ?? .nan })
    }
  }

  /// Adds some pieces of a document.
  mutating func addPart(_ sums: ScoreSums, of document: Int, toTotal: Bool) throws {
    if toTotal {
      try total.merge(sums)
    } else {
      try parts[document, default: ScoreSums()].merge(sums)
    }
  }

  /// Adds a row of its own for a sentence or window.
  mutating func addPiece(document: Int, sentence: Int, order: Int, _ piece: PieceScores) throws {
    try pieces.append([document, sentence, order, piece.tokens, piece.hits], reals: piece.reals)
  }

  /// The documents, those whose parts are now together among them, as ordinal, tokens, hits and means.
  func finishedDocuments() throws -> [Records.Record] {
    var all = documents
    for (ordinal, sums) in parts {
      try all.append([ordinal, sums.tokens, sums.hits], reals: sums.means.map { $0 ?? .nan })
    }
    return all.ordered
  }
}

extension SentimentPartial: Mergeable {
  /// Adds what another part gave.
  public mutating func merge(_ other: SentimentPartial) throws {
    try documents.merge(other.documents)
    try pieces.merge(other.pieces)
    try hits.merge(other.hits)
    for (ordinal, sums) in other.parts { try parts[ordinal, default: ScoreSums()].merge(sums) }
    try total.merge(other.total)
    unscoredDocuments += other.unscoredDocuments
  }
}
