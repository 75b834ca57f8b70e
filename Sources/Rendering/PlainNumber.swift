/// Numbers as scripts and other programs read them: no grouping, a point, no locale.
public enum PlainNumber {
  /// The shortest decimal that reads back as the same number, or nil for one that is not finite.
  ///
  /// A whole number has no fraction (`5`, and `0` for negative zero). Below 0.0001 and above 2^53 it has an exponent
  /// (`1e-07`, `1e+16`), as JSON and every reader of numbers allow.
  public static func text(_ number: Double) -> String? {
    guard number.isFinite else { return nil }
    if let whole = whole(number) { return String(whole) }
    return number.description
  }

  /// The number as an integer, if it is one and every integer up to it has a `Double` of its own (2^53).
  static func whole(_ number: Double) -> Int? {
    guard number.magnitude <= 0x1p53 else { return nil }
    // Exact for these magnitudes, and unlike `Int(exactly:)` without a call into the mathematics library.
    let whole = Int(number)
    return Double(whole) == number ? whole : nil
  }
}
