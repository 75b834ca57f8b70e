/// The scan of one row, from its start in a buffer.
struct DelimitedRowScan {
  enum Outcome: Equatable {
    case row
    case end
    case needsMore
    /// The problem, and how many lines after the start.
    case failed(DelimitedError.Problem, lines: Int)
  }

  private enum FieldEnd { case delimiter, row, needsMore, failed(DelimitedError.Problem, lines: Int) }

  private static let quote = UInt8(ascii: "\"")

  let format: DelimitedFormat
  let longestRow: Int
  /// Where the scan stands: after the row, when it is done.
  private(set) var index: Int
  /// The bytes of all fields, and where each ends there.
  private(set) var content: [UInt8] = []
  private(set) var ends: [Int] = []
  /// How many line ends were passed.
  private(set) var lines = 0
  /// Where the row starts, after empty lines, and how many these were.
  private(set) var rowStart: Int
  private(set) var skippedLines = 0

  init(format: DelimitedFormat, longestRow: Int, start: Int) {
    self.format = format
    self.longestRow = longestRow
    index = start
    rowStart = start
  }

  /// Scans a row.
  ///
  /// Where more text may come, a row counts as read only when its line end and a byte more are there.
  mutating func run(_ text: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Outcome {
    while index < text.count, Self.isLineEnd(text[index]) {
      if text[index] == 0x0D, index + 1 == text.count, !isFinal { return .needsMore }
      passLineEnd(text)
      rowStart = index
      skippedLines = lines
    }
    if index >= text.count { return isFinal ? .end : .needsMore }
    while true {
      switch readField(text, isFinal: isFinal) {
      case .delimiter: continue
      case .row: return .row
      case .needsMore: return .needsMore
      case .failed(let problem, let lines): return .failed(problem, lines: lines)
      }
    }
  }

  private mutating func readField(_ text: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> FieldEnd {
    if index < text.count, text[index] == Self.quote {
      let before = (index: index, content: content.count, lines: lines)
      let problem: DelimitedError.Problem
      switch readQuoted(text, isFinal: isFinal) {
      case .closed: return endField(text, isFinal: isFinal)
      case .needsMore: return .needsMore
      case .open: problem = .openQuote
      case .textAfter: problem = .textAfterQuote
      }
      if !format.keepsStrayQuotes { return .failed(problem, lines: problem == .openQuote ? before.lines : lines) }
      index = before.index
      content.removeLast(content.count - before.content)
      lines = before.lines
    }
    let start = index
    while index < text.count, text[index] != format.delimiter, !Self.isLineEnd(text[index]) { index += 1 }
    content.append(contentsOf: text[start..<index])
    return endField(text, isFinal: isFinal)
  }

  private enum QuotedEnd { case closed, open, textAfter, needsMore }

  private mutating func readQuoted(_ text: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> QuotedEnd {
    index += 1
    var start = index
    while index < text.count {
      let byte = text[index]
      if Self.isLineEnd(byte) {
        passLineEnd(text)
      } else if byte != Self.quote {
        index += 1
      } else if index + 1 >= text.count {
        if !isFinal { return .needsMore }
        content.append(contentsOf: text[start..<index])
        index += 1
        return .closed
      } else {
        let isDoubled = text[index + 1] == Self.quote
        content.append(contentsOf: text[start..<(isDoubled ? index + 1 : index)])
        index += isDoubled ? 2 : 1
        start = index
        if !isDoubled {
          return text[index] == format.delimiter || Self.isLineEnd(text[index]) ? .closed : .textAfter
        }
      }
    }
    // Past the limit the row is given up as too long, but where stray quotes are text it need not be read on.
    let isTooLong = format.keepsStrayQuotes && index - start > longestRow
    return isFinal || isTooLong ? .open : .needsMore
  }

  /// Ends the field where the scan stands: at a delimiter, a line end, or the end of the text.
  private mutating func endField(_ text: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> FieldEnd {
    if index >= text.count, !isFinal { return .needsMore }
    ends.append(content.count)
    guard index < text.count else { return .row }
    if text[index] == format.delimiter {
      index += 1
      return .delimiter
    }
    // A CR at the end of a chunk may be half a line end.
    if index + 1 >= text.count, !isFinal { return .needsMore }
    passLineEnd(text)
    return .row
  }

  private mutating func passLineEnd(_ text: UnsafeBufferPointer<UInt8>) {
    let isPair = text[index] == 0x0D && index + 1 < text.count && text[index + 1] == 0x0A
    index += isPair ? 2 : 1
    lines += 1
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
