import AnalyzerKit

/// Tab-separated values: a header row, then a line a row.
///
/// Tab, newline, carriage return and backslash are written `\t` `\n` `\r` `\\`; nothing is quoted, so every line of the
/// output is one row and every tab parts two cells. Missing and non-finite values are empty. A table without columns
/// writes nothing.
struct TSVWriter: TableWriter {
  func writeHeader(_ columns: [Column], to output: inout OutputBuffer) throws {
    guard !columns.isEmpty else { return }
    for (index, column) in columns.enumerated() {
      if index > 0 { output.append(byte: UInt8(ascii: "\t")) }
      append(column.name, to: &output)
    }
    try output.endLine()
  }

  func writeRows(of table: Table, to output: inout OutputBuffer) throws {
    let cells = table.cells
    for row in 0..<table.rowCount {
      for column in cells.indices {
        if column > 0 { output.append(byte: UInt8(ascii: "\t")) }
        switch cells[column][row] {
        case .text(let text): append(text, to: &output)
        case .integer(let number): output.append(number)
        case .real(let number): output.append(number)
        case .missing: break
        }
      }
      try output.endLine()
    }
  }

  private func append(_ text: String, to output: inout OutputBuffer) {
    // Mostly the text is in one place and need not be copied.
    if text.utf8.withContiguousStorageIfAvailable({ append($0, to: &output) }) != nil { return }
    var copy = text
    copy.withUTF8 { append($0, to: &output) }
  }

  private func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer) {
    guard Self.hasEscapes(bytes) else { return output.append(bytes) }
    for byte in bytes {
      if let letter = Self.escape(byte) {
        output.append(byte: UInt8(ascii: "\\"))
        output.append(byte: letter)
      } else {
        output.append(byte: byte)
      }
    }
  }

  /// Whether a text has a control character or a backslash, and so maybe something that needs one.
  private static func hasEscapes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // Without a branch, so that many bytes are looked at together.
    var found: UInt8 = 0
    for byte in bytes { found |= byte < 32 || byte == UInt8(ascii: "\\") ? 1 : 0 }
    return found != 0
  }

  /// The letter that stands for a byte after a backslash.
  private static func escape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\t"): UInt8(ascii: "t")
    case UInt8(ascii: "\n"): UInt8(ascii: "n")
    case UInt8(ascii: "\r"): UInt8(ascii: "r")
    case UInt8(ascii: "\\"): UInt8(ascii: "\\")
    default: nil
    }
  }
}
