/// Finds the name that was probably meant.
public enum NearestName {
  /// The longest name, in characters, for which a neighbour is looked for.
  static let longestName = 64

  /// The nearest of some names, or nil where none is near.
  ///
  /// Near is: at most one edit for names of up to five characters, two for up to nine, three beyond (inserted, left
  /// out, replaced and swapped neighbours, Damerau–Levenshtein, without regard to case), but never all characters; or,
  /// from three characters on, the one name that starts with what was typed. Of equally near names the first in
  /// order of code points is taken. O(names × length²).
  public static func nearest(to name: String, among names: [String]) -> String? {
    let typed = Array(name.lowercased())
    guard !typed.isEmpty, typed.count <= longestName else { return nil }
    let threshold = min(typed.count <= 5 ? 1 : typed.count <= 9 ? 2 : 3, typed.count - 1)
    var best: (name: String, distance: Int)?
    var completions: Set<String> = []
    for candidate in names {
      let letters = Array(candidate.lowercased())
      if typed.count >= 3, letters.starts(with: typed) { completions.insert(candidate) }
      guard abs(letters.count - typed.count) <= threshold else { continue }
      let distance = distance(typed, letters)
      guard distance <= threshold else { continue }
      if let best, (best.distance, best.name) <= (distance, candidate) { continue }
      best = (candidate, distance)
    }
    if let best, best.distance <= 1 || completions.count != 1 { return best.name }
    return completions.count == 1 ? completions.first : best?.name
  }

  /// The Damerau–Levenshtein distance: insertions, deletions, substitutions and swaps of neighbours.
  ///
  /// Lowrance and Wagner (1975) with unit costs. O(product of the lengths).
  static func distance(_ first: [Character], _ second: [Character]) -> Int {
    let columns = second.count + 2
    let infinity = first.count + second.count
    var table = [Int](repeating: 0, count: (first.count + 2) * columns)
    func cell(_ row: Int, _ column: Int) -> Int { (row + 1) * columns + column + 1 }
    for row in -1...first.count { table[cell(row, -1)] = infinity }
    for column in -1...second.count { table[cell(-1, column)] = infinity }
    for row in 0...first.count { table[cell(row, 0)] = row }
    for column in 0...second.count { table[cell(0, column)] = column }

    var lastRow: [Character: Int] = [:]
    for row in first.indices.map({ $0 + 1 }) {
      var lastColumn = 0
      for column in second.indices.map({ $0 + 1 }) {
        let matchRow = lastRow[second[column - 1], default: 0]
        let matchColumn = lastColumn
        let isEqual = first[row - 1] == second[column - 1]
        if isEqual { lastColumn = column }
        table[cell(row, column)] = min(
          table[cell(row - 1, column - 1)] + (isEqual ? 0 : 1),
          table[cell(row, column - 1)] + 1,
          table[cell(row - 1, column)] + 1,
          table[cell(matchRow - 1, matchColumn - 1)] + (row - matchRow - 1) + 1 + (column - matchColumn - 1))
      }
      lastRow[first[row - 1]] = row
    }
    return table[cell(first.count, second.count)]
  }
}
