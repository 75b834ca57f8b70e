/// How often a word occurs in a target corpus and in a reference corpus: what keyness is computed from.
public struct FrequencyComparison: Hashable, Sendable {
  /// How often the word occurs in the target corpus.
  public let count: Int
  /// How many tokens the target corpus has.
  public let size: Int
  /// How often the word occurs in the reference corpus.
  public let referenceCount: Int
  /// How many tokens the reference corpus has.
  public let referenceSize: Int
  /// The two corpora against the word and all others; o11 is `count`, o21 is `referenceCount`.
  public let table: ContingencyTable

  /// Takes the counts and the corpus sizes.
  ///
  /// - Throws: `AnalyzerError.malformedReport` unless 0 ≤ count ≤ size in both corpora, `AnalyzerError.overflow` where
  ///   the sizes do not add up to an `Int`.
  public init(count: Int, size: Int, referenceCount: Int, referenceSize: Int) throws {
    guard count >= 0, count <= size, referenceCount >= 0, referenceCount <= referenceSize else {
      throw AnalyzerError.malformedReport(
        "a word occurs \(count) times among \(size) tokens, and \(referenceCount) times among \(referenceSize) of the "
          + "reference; each count must be from 0 to its size")
    }
    let (total, overflow) = size.addingReportingOverflow(referenceSize)
    if overflow { throw AnalyzerError.overflow("the size of the two corpora together") }
    self.count = count
    self.size = size
    self.referenceCount = referenceCount
    self.referenceSize = referenceSize
    table = try ContingencyTable(o11: count, r1: size, c1: count + referenceCount, n: total)
  }

  /// How often the word occurs in a million tokens of the target corpus; missing where that is empty.
  public var perMillion: Double? { Self.perMillion(count, of: size) }

  /// How often the word occurs in a million tokens of the reference corpus; missing where that is empty.
  public var referencePerMillion: Double? { Self.perMillion(referenceCount, of: referenceSize) }

  private static func perMillion(_ count: Int, of size: Int) -> Double? {
    size > 0 ? 1e6 * Double(count) / Double(size) : nil
  }

  /// (a − b) / b · 100 for relative frequencies a and b; missing where the word is not in the reference corpus.
  ///
  /// Gabrielatos & Marchi (2012), Keyness: appropriate metrics and practical issues.
  public var percentDifference: Double? {
    guard referenceCount > 0, size > 0 else { return nil }
    return 100 * table.determinant / Double(referenceCount) / Double(size)
  }

  /// (a + N) / (b + N) for frequencies a and b per million; missing where a corpus is empty.
  ///
  /// N > 0, the `constant`, decides between rare words (1) and common ones (100 and more). Kilgarriff (2009), Simple
  /// maths for keywords.
  public func simpleMaths(constant: Double = 1) -> Double? {
    guard let perMillion, let referencePerMillion, constant > 0, constant < .infinity else { return nil }
    return (perMillion + constant) / (referencePerMillion + constant)
  }
}
