/// Going through all cells of a table of pairs.
extension PairCells {
  /// Calls the body with every pair that occurs, row by row: by the second, then the first, of a triangle by the larger rank.
  func forEach(_ body: (_ first: Int, _ second: Int, _ count: Int) throws -> Void) rethrows {
    let high = sparse.ascending()
    var next = 0
    guard isDense else {
      for row in 0..<width {
        let start = start(ofRow: row)
        let end = start + length(ofRow: row)
        while next < high.count, high[next].key < end {
          try body(high[next].key - start, row, high[next].count)
          next += 1
        }
        if next == high.count { return }
      }
      return
    }
    try dense.withUnsafeBufferPointer { cells in
      for row in 0..<width {
        let start = start(ofRow: row)
        for column in 0..<length(ofRow: row) {
          var count = Int(cells[start + column])
          if next < high.count, high[next].key == start + column {
            count += high[next].count
            next += 1
          }
          if count > 0 { try body(column, row, count) }
        }
      }
    }
  }

  /// Calls the body with every two terms that occur together in either order, once: smaller rank first, both counts in one.
  private func forEachUnordered(_ body: (Int, Int, Int) throws -> Void) rethrows {
    guard isOrdered else { return try forEach(body) }
    try forEach { first, second, count in
      let reverse = first == second ? 0 : self.count(second, first)
      if first <= second || reverse == 0 { try body(min(first, second), max(first, second), count + reverse) }
    }
  }

  /// Calls the body with every pair that occurs often enough, and returns how many others occur.
  ///
  /// With `isOrdered` false two terms come once, as in `forEachUnordered`.
  func forEach(isOrdered: Bool, atLeast minimum: Int, _ body: (Int, Int, Int) throws -> Void) rethrows -> Int {
    var others = 0
    guard isDense, minimum > 0xFF, isOrdered == self.isOrdered else {
      func take(_ first: Int, _ second: Int, _ count: Int) throws {
        if count >= minimum { try body(first, second, count) } else { others += 1 }
      }
      if isOrdered { try forEach(take) } else { try forEachUnordered(take) }
      return others
    }
    // Only what carries can be so often: of the rest no more is asked than whether it is there.
    let high = sparse.ascending()
    var next = 0
    try dense.withUnsafeBufferPointer { cells in
      for row in 0..<width {
        let start = start(ofRow: row)
        let end = start + length(ofRow: row)
        for place in start..<end { others += cells[place] == 0 ? 0 : 1 }
        while next < high.count, high[next].key < end {
          let place = high[next].key
          let count = high[next].count + Int(cells[place])
          if cells[place] == 0 { others += 1 }
          if count >= minimum {
            others -= 1
            try body(place - start, row, count)
          }
          next += 1
        }
      }
    }
    return others
  }
}
