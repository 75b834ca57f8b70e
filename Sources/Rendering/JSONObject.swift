import AnalyzerKit

/// The rows of a table as JSON objects.
///
/// Keys are the column names in their order. A name that recurs gets `_2`, `_3`, … (the next that is free), since most
/// readers keep only the last of two equal keys. Missing and non-finite values are `null`.
struct JSONObject {
  /// The keys as they are written: escaped, in quotes, with their colon.
  private let keys: [String]

  init(_ columns: [Column]) {
    var taken = Set(columns.map(\.name))
    var seen: Set<String> = []
    keys = columns.map { column in
      var name = column.name
      if !seen.insert(name).inserted {
        var number = 2
        while !taken.insert("\(column.name)_\(number)").inserted { number += 1 }
        name = "\(column.name)_\(number)"
      }
      return JSONText.quoted(name) + ":"
    }
  }

  func write(_ row: Int, of cells: [[Value]], to output: inout OutputBuffer) {
    output.append(byte: UInt8(ascii: "{"))
    for column in cells.indices {
      if column > 0 { output.append(byte: UInt8(ascii: ",")) }
      output.append(keys[column])
      switch cells[column][row] {
      case .text(let text): JSONText.append(text, to: &output)
      case .integer(let number): output.append(number)
      case .real(let number) where number.isFinite: output.append(number)
      case .real, .missing: output.append("null")
      }
    }
    output.append(byte: UInt8(ascii: "}"))
  }
}
