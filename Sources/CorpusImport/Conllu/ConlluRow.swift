/// A line of a sentence: a word, a range of words that are one token, or an empty node.
struct ConlluRow {
  /// What the first column says.
  enum Kind: Equatable {
    case word(Int)
    case range(Int, Int)
    case emptyNode
  }

  let kind: Kind
  let line: Int
  let fields: [ArraySlice<UInt8>]

  /// Cuts a line into its columns and checks their number, the word's number and the form.
  init(_ text: ArraySlice<UInt8>, _ columns: ConlluColumns, _ lines: ByteLines) throws(ImportError) {
    fields = text.split(separator: 0x09, maxSplits: .max, omittingEmptySubsequences: false)
    line = lines.number
    guard fields.count == columns.roles.count else { throw ConlluRow.wrongNumber(fields.count, columns, text, lines) }
    let id = fields[columns.id]
    guard let kind = ConlluRow.kind(id) else {
      throw lines.malformed(
        "'\(String(decoding: id, as: UTF8.self).clipped)' is no number of a word, such as 8, 8-9 or 8.1")
    }
    self.kind = kind
    if fields[columns.form].isEmpty { throw lines.malformed("the form is empty") }
  }

  private static func wrongNumber(
    _ count: Int, _ columns: ConlluColumns, _ text: ArraySlice<UInt8>, _ lines: ByteLines
  ) -> ImportError {
    let expected = columns.roles.count
    let hint =
      count == 1 && text.contains(0x20) ? "; columns are separated by tabs, not by spaces" : ""
    return lines.malformed("a token has \(expected) columns separated by tabs, and this line has \(count)\(hint)")
  }

  private static func kind(_ id: ArraySlice<UInt8>) -> Kind? {
    if let number = number(id) { return .word(number) }
    if let dash = id.firstIndex(of: 0x2D) {
      guard let first = number(id[..<dash]), let last = number(id[(dash + 1)...]), first <= last else { return nil }
      return .range(first, last)
    }
    guard let dot = id.firstIndex(of: 0x2E), number(id[..<dot]) != nil, number(id[(dot + 1)...]) != nil else {
      return nil
    }
    return .emptyNode
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...9).contains(digits.count) else { return nil }
    var value = 0
    for digit in digits {
      guard digit &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }
}
