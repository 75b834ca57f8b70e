/// Finds the name of a column or field that was probably meant.
enum NearName {
  private static let longestName = 64

  /// The first of the nearest names; nil where none is near.
  ///
  /// Near is, without regard to case: at most one edit for names of up to four characters, else two (inserted, left
  /// out, replaced), but never all characters; or a name that begins with what was asked, or the other way round.
  static func nearest(to asked: String, among names: [String]) -> String? {
    let wanted = Array(asked.lowercased())
    guard !wanted.isEmpty, wanted.count <= longestName else { return nil }
    let limit = min(wanted.count < 5 ? 1 : 2, wanted.count - 1)
    var best: (name: String, distance: Int)?
    for name in names where name.utf8.count <= 4 * longestName {
      let letters = Array(name.lowercased())
      let begins =
        min(letters.count, wanted.count) >= 3 && (letters.starts(with: wanted) || wanted.starts(with: letters))
      let distance = begins ? min(limit, edits(wanted, letters)) : edits(wanted, letters)
      if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// The Levenshtein distance, in O(product of the lengths).
  private static func edits(_ first: [Character], _ second: [Character]) -> Int {
    var row = Array(0...second.count)
    for (above, character) in first.enumerated() {
      var diagonal = row[0]
      row[0] = above + 1
      for (column, other) in second.enumerated() {
        let replaced = diagonal + (character == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[second.count]
  }
}
