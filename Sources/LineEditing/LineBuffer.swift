/// A line and the cursor in it, with the edits that mind whole graphemes and rows.
///
/// Text is held as scalars, as libedit has it. libedit's own commands step by scalars, which would split an `é` written
/// as `e` and an accent, a Devanagari syllable or a flag.
struct LineBuffer: Equatable {
  /// The text; may hold newlines.
  private(set) var scalars: [Unicode.Scalar]

  /// The cursor: `0...scalars.count`.
  private(set) var cursor: Int

  /// A line; a cursor outside of it is moved to its nearest end.
  init(_ scalars: [Unicode.Scalar] = [], cursor: Int) {
    self.scalars = scalars
    self.cursor = min(max(0, cursor), scalars.count)
  }

  /// A line with the cursor at its end.
  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    cursor = scalars.count
  }

  var text: String { Self.string(scalars[...]) }

  /// The cursor as an offset into the line's UTF-8.
  var cursorInUTF8: Int { scalars[..<cursor].reduce(0) { $0 + UTF8.width($1) } }

  mutating func insert(_ text: some Collection<Unicode.Scalar>) {
    scalars.insert(contentsOf: text, at: cursor)
    cursor += text.count
  }

  /// Replaces scalars `range`, which must lie in the line, and puts the cursor after what replaced them.
  mutating func replace(_ range: Range<Int>, with text: String) {
    let replacement = Array(text.unicodeScalars)
    scalars.replaceSubrange(range, with: replacement)
    cursor = range.lowerBound + replacement.count
  }

  /// The scalars of a range of the line's UTF-8, or nil where it leaves the line or cuts a character.
  func scalarRange(ofUTF8 range: Range<Int>) -> Range<Int>? {
    var offset = 0
    var lower: Int?
    var upper: Int?
    for index in 0...scalars.count {
      if offset == range.lowerBound { lower = index }
      if offset == range.upperBound { upper = index }
      if index < scalars.count { offset += UTF8.width(scalars[index]) }
    }
    guard let lower, let upper else { return nil }
    return lower..<upper
  }

  /// Moves by one grapheme; false at the end of the line.
  mutating func moveRight() -> Bool {
    let width = graphemeAfterCursor
    cursor += width
    return width > 0
  }

  /// Moves back by one grapheme; false at the start of the line.
  mutating func moveLeft() -> Bool {
    let width = graphemeBeforeCursor
    cursor -= width
    return width > 0
  }

  /// Deletes the grapheme before the cursor; false at the start of the line.
  mutating func deleteBackward() -> Bool {
    let end = cursor
    guard moveLeft() else { return false }
    scalars.removeSubrange(cursor..<end)
    return true
  }

  /// Deletes the grapheme after the cursor; false at the end of the line.
  mutating func deleteForward() -> Bool {
    let width = graphemeAfterCursor
    scalars.removeSubrange(cursor..<cursor + width)
    return width > 0
  }

  /// Moves to the row above within a line of several rows, to the same place in it; false in the first row.
  mutating func moveUp() -> Bool {
    let row = rowStart(before: cursor)
    guard row > 0 else { return false }
    let above = rowStart(before: row - 1)
    cursor = min(above + (cursor - row), row - 1)
    return true
  }

  /// Moves to the row below within a line of several rows, to the same place in it; false in the last row.
  mutating func moveDown() -> Bool {
    guard let end = scalars[cursor...].firstIndex(of: "\n") else { return false }
    let below = end + 1
    let belowEnd = scalars[below...].firstIndex(of: "\n") ?? scalars.count
    cursor = min(below + (cursor - rowStart(before: cursor)), belowEnd)
    return true
  }

  private func rowStart(before position: Int) -> Int {
    (scalars[..<position].lastIndex(of: "\n") ?? -1) + 1
  }

  private var graphemeBeforeCursor: Int { Self.string(scalars[..<cursor]).last?.unicodeScalars.count ?? 0 }

  private var graphemeAfterCursor: Int { Self.string(scalars[cursor...]).first?.unicodeScalars.count ?? 0 }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}
