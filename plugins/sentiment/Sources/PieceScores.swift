import AnalyzerKit

/// The scores of one piece of text: a sentence, a window, or a whole document.
struct PieceScores {
  let tokens: Int
  let hits: Int
  let positive: Double
  let negative: Double
  let neutral: Double
  let mean: Double
  let compound: Double

  /// Sums up the hits of a piece; α = 15 as in VADER.
  init(tokens: Int, hits found: [Scorer.Hit]) {
    self.tokens = tokens
    hits = found.count
    var sum = ExactSum()
    var ups = 0
    var downs = 0
    for hit in found {
      sum.add(hit.value)
      if hit.value > 0 { ups += 1 } else if hit.value < 0 { downs += 1 }
    }
    let total = sum.value
    let share: (Int) -> Double = { tokens == 0 ? 0 : Double($0) / Double(tokens) }
    positive = share(ups)
    negative = share(downs)
    neutral = share(tokens - ups - downs)
    mean = hits == 0 ? .nan : total / Double(hits)
    compound = total / (total * total + 15).squareRoot()
  }

  /// Positive, negative, neutral, mean and compound; mean is not a number without a hit.
  var reals: [Double] { [positive, negative, neutral, mean, compound] }
}

/// Sums over the pieces of one document or group, exact in any order.
struct ScoreSums: Codable, Sendable, Mergeable {
  private(set) var tokens = 0
  private(set) var hits = 0
  private(set) var pieces = 0
  private(set) var piecesWithHits = 0
  private var sums: [ExactSum] = Array(repeating: ExactSum(), count: 5)

  mutating func add(_ piece: PieceScores) {
    tokens += piece.tokens
    hits += piece.hits
    guard piece.tokens > 0 else { return }
    pieces += 1
    piecesWithHits += piece.hits > 0 ? 1 : 0
    for (index, number) in piece.reals.enumerated() where !number.isNaN { sums[index].add(number) }
  }

  mutating func merge(_ other: ScoreSums) throws {
    guard sums.count == other.sums.count else { throw AnalyzerError.damagedPartial("scores of another shape") }
    tokens += other.tokens
    hits += other.hits
    pieces += other.pieces
    piecesWithHits += other.piecesWithHits
    for index in sums.indices { try sums[index].merge(other.sums[index]) }
  }

  /// The mean over pieces of positive, negative, neutral, mean and compound; nil where there is no piece to divide by.
  var means: [Double?] {
    sums.enumerated().map { index, sum in
      let divisor = index == 3 ? piecesWithHits : pieces
      return divisor == 0 ? nil : sum.value / Double(divisor)
    }
  }
}
