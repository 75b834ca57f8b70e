/// How a sketch is cut into bands: documents that agree in all rows of a band are compared exactly.
///
/// A pair of Jaccard similarity s agrees in at least one of b bands of r rows with probability 1 − (1 − sʳ)ᵇ
/// (Leskovec, Rajaraman & Ullman 2020, Mining of Massive Datasets, section 3.4.2).
struct Banding: Hashable {
  /// How many places a sketch has at most.
  static let places = 120
  /// How many bands there are at most.
  private static let mostBands = 60
  /// How probable it must be that a pair at the threshold is found.
  private static let wantedRecall = 0.9999

  /// How many bands there are.
  let bands: Int
  /// How many places of the sketch a band has.
  let rows: Int

  /// The banding with the longest bands, thus the fewest pairs to compare, that still finds pairs at a threshold.
  init(threshold: Double) {
    var rows = 1
    while Banding.recall(at: threshold, rows: rows + 1) >= Banding.wantedRecall { rows += 1 }
    self.rows = rows
    bands = Banding.bands(of: rows)
  }

  private static func bands(of rows: Int) -> Int { min(mostBands, places / rows) }

  private static func recall(at similarity: Double, rows: Int) -> Double {
    guard rows <= places / 4 else { return 0 }
    var agreement = 1.0
    for _ in 0..<rows { agreement *= similarity }
    var missed = 1.0
    for _ in 0..<bands(of: rows) { missed *= 1 - agreement }
    return 1 - missed
  }

  /// The probability that a pair of a similarity is compared.
  func recall(at similarity: Double) -> Double { Banding.recall(at: similarity, rows: rows) }

  /// How many places of the sketch are used.
  var size: Int { bands * rows }
}
