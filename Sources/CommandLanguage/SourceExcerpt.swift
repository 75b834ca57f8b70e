/// A line of a text with carets under a span of it, safe to print at a terminal.
///
/// Columns are counted as a terminal draws them: Chinese and Japanese characters take two, combining marks none, tabs
/// go to the next multiple of four. Control characters and other characters without a glyph are shown by a picture or a
/// number. A long line is cut around the carets with `…`. Where the span goes on in the next line, carets end with the line.
public struct SourceExcerpt: Sendable, Hashable {
  /// The columns of a line where nothing else is said.
  public static let defaultWidth = 76

  /// The line of the text.
  public let source: String
  /// Spaces and at least one `^`.
  public let carets: String
  /// The number of the line in the text, from 1.
  public let line: Int
  /// The number of the character in its line at which the span starts, from 1.
  public let column: Int

  /// Both lines, to be printed one above the other.
  public var lines: [String] { [source, carets] }

  /// The most bytes of a line that are looked at on either side of the place.
  private static let reach = 4096

  /// Takes the line out of a text in which a span starts.
  ///
  /// A span outside the text is moved into it. O(length of the text), with a few kilobytes of memory.
  public init(of text: String, at span: Span, width: Int = SourceExcerpt.defaultWidth) {
    let bytes = text.utf8
    let start = Self.scalarStart(atOrBefore: span.lowerBound, in: bytes)
    let end = bytes.index(start, offsetBy: max(0, span.count), limitedBy: bytes.endIndex) ?? bytes.endIndex
    let lineStart = bytes[..<start].lastIndex(of: UInt8(ascii: "\n")).map(bytes.index(after:)) ?? bytes.startIndex
    line = 1 + bytes[..<lineStart].reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    column = 1 + text[lineStart..<start].count

    let lower = Self.back(from: start, to: lineStart, in: bytes)
    let upper = Self.lineEnd(from: start, in: bytes)
    let shown = String(decoding: bytes[lower..<upper], as: UTF8.self)
    let offset = bytes.distance(from: bytes.startIndex, to: lower)
    let cells = Self.cells(
      of: shown, from: offset, start: bytes.distance(from: bytes.startIndex, to: start),
      end: bytes.distance(from: bytes.startIndex, to: end))
    (source, carets) = Self.window(cells, width: max(width, 16), cutBefore: lower > lineStart)
  }

  /// The end of the line, or as far as is looked at.
  private static func lineEnd(from start: String.Index, in bytes: String.UTF8View) -> String.Index {
    let limit = bytes.index(start, offsetBy: reach, limitedBy: bytes.endIndex) ?? bytes.endIndex
    guard let newline = bytes[start..<limit].firstIndex(of: UInt8(ascii: "\n")) else { return limit }
    guard newline > start else { return newline }
    let before = bytes.index(before: newline)
    return bytes[before] == UInt8(ascii: "\r") ? before : newline
  }

  private static func scalarStart(atOrBefore offset: Int, in bytes: String.UTF8View) -> String.Index {
    var start = bytes.index(bytes.startIndex, offsetBy: max(offset, 0), limitedBy: bytes.endIndex) ?? bytes.endIndex
    while start > bytes.startIndex, start < bytes.endIndex, bytes[start] & 0xC0 == 0x80 {
      start = bytes.index(before: start)
    }
    return start
  }

  /// The start of what is looked at before the place, at the start of a scalar.
  private static func back(
    from start: String.Index, to lineStart: String.Index, in bytes: String.UTF8View
  ) -> String.Index {
    var lower = bytes.index(start, offsetBy: -reach, limitedBy: lineStart) ?? lineStart
    while lower < start, bytes[lower] & 0xC0 == 0x80 { lower = bytes.index(after: lower) }
    return lower
  }

  /// A character as it is drawn, and whether the span holds it.
  private struct Cell {
    var text: String
    var width: Int
    var isMarked: Bool
  }

  private static func cells(of line: String, from offset: Int, start: Int, end: Int) -> [Cell] {
    var cells: [Cell] = []
    var offset = offset
    var column = 0
    for character in line {
      let next = offset + character.utf8.count
      let isMarked = next > start && (offset < end || (start == end && offset <= start))
      var piece = VisibleText.visible(character)
      if character == "\t" {
        let width = 4 - column % 4
        piece = (String(repeating: " ", count: width), width)
      }
      cells.append(Cell(text: piece.text, width: piece.width, isMarked: isMarked))
      column += piece.width
      offset = next
    }
    // A place at the end of the line has a column of its own.
    if !cells.contains(where: \.isMarked) { cells.append(Cell(text: "", width: 1, isMarked: true)) }
    return cells
  }

  /// Chooses the part of a line to show and draws the carets.
  ///
  /// A line that was cut after the place is so long that it is cut here again.
  private static func window(_ cells: [Cell], width: Int, cutBefore: Bool) -> (source: String, carets: String) {
    let total = cells.reduce(0) { $0 + $1.width }
    var lower = 0
    var upper = cells.count
    if total > width {
      // One column is kept at each side for the ellipsis, a third of the rest for what stands before the carets.
      let room = width - 2
      lower = cells.firstIndex(where: \.isMarked) ?? 0
      var before = 0
      while lower > 0, before + cells[lower - 1].width <= room / 3 {
        lower -= 1
        before += cells[lower].width
      }
      upper = lower
      var shown = 0
      while upper < cells.count, shown + cells[upper].width <= room {
        shown += cells[upper].width
        upper += 1
      }
      while lower > 0, shown + cells[lower - 1].width <= room {
        lower -= 1
        shown += cells[lower].width
      }
    }
    let shown = cells[lower..<upper]
    let isCutBefore = lower > 0 || cutBefore
    let source = (isCutBefore ? "…" : "") + shown.map(\.text).joined() + (upper < cells.count ? "…" : "")
    let indent = shown.prefix { !$0.isMarked }.reduce(isCutBefore ? 1 : 0) { $0 + $1.width }
    let marked = shown.filter(\.isMarked).reduce(0) { $0 + $1.width }
    return (source, String(repeating: " ", count: indent) + String(repeating: "^", count: max(marked, 1)))
  }
}
