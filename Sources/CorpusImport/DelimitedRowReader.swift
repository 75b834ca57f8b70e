/// Reads rows of delimited text in UTF-8 as they come: CSV as in RFC 4180, and its relatives.
///
/// A field in quotes may hold delimiters, line ends, and quotes written twice. A quote within a field that does not start with
/// one is text. Lines end with LF, CRLF or CR. Empty lines are left out. Holds one row and one chunk in memory.
public struct DelimitedRowReader {
  /// The longest row, in bytes.
  public static let longestRow = 1 << 26

  private let format: DelimitedFormat
  private let longestRow: Int
  private let nextChunk: () throws(ImportError) -> [UInt8]?
  private var buffer: [UInt8] = []
  private var start = 0
  private var line = 1
  private var isAtEnd = false

  /// A reader of a text in pieces; nil ends it.
  public init(format: DelimitedFormat, chunks: @escaping () throws(ImportError) -> [UInt8]?) {
    self.init(format: format, longestRow: Self.longestRow, chunks: chunks)
  }

  /// A reader with a limit of its own.
  init(format: DelimitedFormat, longestRow: Int, chunks: @escaping () throws(ImportError) -> [UInt8]?) {
    self.format = format
    self.longestRow = longestRow
    nextChunk = chunks
  }

  /// A reader of a text.
  public init(_ text: [UInt8], format: DelimitedFormat) {
    self.init(format: format) { () throws(ImportError) in nil }
    buffer = text
    isAtEnd = true
  }

  /// The next row; nil at the end.
  ///
  /// Amortised linear in the text.
  public mutating func next() throws(DelimitedReadError) -> DelimitedRow? {
    while true {
      var scan = DelimitedRowScan(format: format, longestRow: longestRow, start: start)
      let outcome = buffer.withUnsafeBufferPointer { scan.run($0, isFinal: isAtEnd) }
      switch outcome {
      case .end: return nil
      case .row:
        let row = DelimitedRow(line: line + scan.skippedLines, content: scan.content, ends: scan.ends)
        line += scan.lines
        start = scan.index
        return row
      case .failed(let problem, let lines):
        throw .format(DelimitedError(line: line + lines, problem: problem))
      case .needsMore:
        start = scan.rowStart
        line += scan.skippedLines
        if buffer.count - start > longestRow {
          throw .format(DelimitedError(line: line, problem: .rowTooLong))
        }
        try fill()
      }
    }
  }

  /// Doubles what is held of the row, so that a long row is not scanned once for each chunk.
  private mutating func fill() throws(DelimitedReadError) {
    buffer.removeFirst(start)
    start = 0
    let goal = max(buffer.count, 1) * 2
    while buffer.count < goal, !isAtEnd {
      do {
        if let chunk = try nextChunk() { buffer += chunk } else { isAtEnd = true }
      } catch {
        throw .source(error)
      }
    }
  }
}

/// Why the next row could not be read.
public enum DelimitedReadError: Error, Equatable {
  /// The text is not well formed.
  case format(DelimitedError)
  /// The text could not be had.
  case source(ImportError)
}
