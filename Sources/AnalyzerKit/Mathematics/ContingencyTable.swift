/// The two-by-two table of how often two events occur together, alone, and not at all.
///
/// Named as in Evert (2008): rows tell whether the first event (the node's window, the target corpus) holds, columns
/// whether the second (the collocate, the word) does.
///
///               column 1   column 2
///      row 1      o11        o12      r1
///      row 2      o21        o22      r2
///                 c1         c2       n
public struct ContingencyTable: Hashable, Sendable {
  /// How often both are observed together.
  public let o11: Int
  /// The total of the first row.
  public let r1: Int
  /// The total of the first column.
  public let c1: Int
  /// The sample size.
  public let n: Int

  /// Takes the joint count, the two totals and the sample size.
  ///
  /// - Throws: `AnalyzerError.malformedReport` where a cell would be negative, so unless 0 ≤ o11 ≤ min(r1, c1) and
  ///   r1 + c1 − o11 ≤ n.
  public init(o11: Int, r1: Int, c1: Int, n: Int) throws {
    guard o11 >= 0, o11 <= min(r1, c1), r1 - o11 <= n, c1 <= n - (r1 - o11) else {
      throw AnalyzerError.malformedReport(
        "the counts o11 = \(o11), r1 = \(r1), c1 = \(c1), n = \(n) make no table; needed are "
          + "0 <= o11 <= min(r1, c1) and r1 + c1 - o11 <= n")
    }
    self.o11 = o11
    self.r1 = r1
    self.c1 = c1
    self.n = n
  }

  /// How often the first event occurs without the second.
  public var o12: Int { r1 - o11 }
  /// How often the second event occurs without the first.
  public var o21: Int { c1 - o11 }
  /// How often neither occurs.
  public var o22: Int { n - r1 - o21 }
  /// The total of the second row.
  public var r2: Int { n - r1 }
  /// The total of the second column.
  public var c2: Int { n - c1 }

  /// What chance would give for both: r1 · c1 / n; missing for an empty table.
  public var e11: Double? { expected(r1, c1) }
  /// What chance would give for the first alone: r1 · c2 / n; missing for an empty table.
  public var e12: Double? { expected(r1, c2) }
  /// What chance would give for the second alone: r2 · c1 / n; missing for an empty table.
  public var e21: Double? { expected(r2, c1) }
  /// What chance would give for neither: r2 · c2 / n; missing for an empty table.
  public var e22: Double? { expected(r2, c2) }

  private func expected(_ row: Int, _ column: Int) -> Double? {
    n == 0 ? nil : Double(row) * Double(column) / Double(n)
  }

  /// o11 · o22 − o12 · o21, which is o11 · n − r1 · c1: positive for attraction, 0 for independence.
  ///
  /// The difference is taken in integers, since the two products are often equal in their first sixteen digits.
  var determinant: Double {
    let (left, isLarge) = o11.multipliedReportingOverflow(by: n)
    let (right, isLargeToo) = r1.multipliedReportingOverflow(by: c1)
    // Neither is negative, so the difference fits; from more than 64 bits the conversion is slow.
    return isLarge || isLargeToo ? Double(Int128(o11) * Int128(n) - Int128(r1) * Int128(c1)) : Double(left - right)
  }

  /// How far o11 lies from e11 (each other cell lies as far from its own expectation, up to the sign).
  var deviation: Double { determinant / Double(n) }

  /// −1, 0 or 1: whether the pair is rarer than chance, as frequent, or more frequent.
  var sign: Double {
    let difference = determinant
    return difference > 0 ? 1 : difference < 0 ? -1 : 0
  }
}
