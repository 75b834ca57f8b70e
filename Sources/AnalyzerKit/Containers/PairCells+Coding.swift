/// How the cells of a table of pairs are written: one by one, or where all are laid out eight by eight.
extension PairCells {
  /// Writes all pairs that occur; the same cells in the same state give the same bytes.
  ///
  /// A number says in which way. One by one a pair is the step from the place before and its count. Laid out, eight cells
  /// of a row are a bit each that says which are not 0, and the bytes of these; what they carry follows, one by one.
  func write(to writer: inout ByteWriter) {
    writer.append(isDense ? 1 : 0)
    if isDense { for row in 0..<width { writer.append(raw: bytes(ofRow: row)) } }
    var last = 0
    for (place, count) in sparse.ascending() {
      writer.append(UInt64(place - last))
      writer.append(UInt64(count))
      last = place
    }
  }

  private func bytes(ofRow row: Int) -> [UInt8] {
    let (start, length) = (start(ofRow: row), length(ofRow: row))
    // A byte is written first, and stays if it is not 0: there is room for one more.
    return [UInt8](unsafeUninitializedCapacity: length + (length + 7) / 8 + 1) { bytes, filled in
      dense.withUnsafeBufferPointer { cells in
        for from in stride(from: start, to: start + length, by: 8) {
          var marks: UInt8 = 0
          let place = filled
          filled += 1
          for bit in 0..<min(8, start + length - from) {
            let cell = cells[from + bit]
            let isThere: UInt8 = cell == 0 ? 0 : 1
            bytes.initializeElement(at: filled, to: cell)
            filled += Int(isThere)
            marks |= isThere &<< UInt8(truncatingIfNeeded: bit)
          }
          bytes.initializeElement(at: place, to: marks)
        }
      }
    }
  }

  /// Reads what was written of a table of the same width and order into this empty one; no count may be above the total.
  mutating func read(from reader: inout ByteReader, total: Int) throws {
    switch try reader.readNumber() {
    case 0: break
    case 1: try readRows(from: &reader, total: total)
    default: throw AnalyzerError.damagedPartial("pairs of another version")
    }
    var last = 0
    var isFirst = true
    while !reader.isAtEnd {
      let step = try reader.readNatural()
      let (place, overflow) = last.addingReportingOverflow(step)
      guard !overflow, isCell(place), step > 0 || isFirst else {
        throw AnalyzerError.damagedPartial("a pair of terms that are not there")
      }
      let (count, tooMany) = try reader.readNatural().addingReportingOverflow(isDense ? Int(dense[place]) : 0)
      guard !tooMany, count <= total else { throw AnalyzerError.damagedPartial("a count is above its total") }
      add(isDense ? count - Int(dense[place]) : count, at: place)
      last = place
      isFirst = false
    }
  }

  private mutating func readRows(from reader: inout ByteReader, total: Int) throws {
    // At least a bit a cell must follow: nobody is given much memory for few bytes.
    guard canBeDense, start(ofRow: width) / 8 <= reader.left else {
      throw AnalyzerError.damagedPartial("it is shorter than it says")
    }
    makeDense()
    for row in 0..<width {
      let end = start(ofRow: row) + length(ofRow: row)
      for from in stride(from: start(ofRow: row), to: end, by: 8) {
        var marks = try reader.readByte()
        while marks != 0 {
          let place = from + marks.trailingZeroBitCount
          let cell = try reader.readByte()
          guard place < end, Int(cell) <= total else {
            throw AnalyzerError.damagedPartial("a pair of terms that are not there, or too often")
          }
          add(Int(cell), at: place)
          marks &= marks &- 1
        }
      }
    }
  }
}
