/// One line of a table being put together: spaces are written only before something, never at the end.
struct TerminalLine {
  private var pieces: [(spaces: Int, text: String)] = []
  private var spaces = 0
  private var isFirst = true

  /// Adds a cell of a column of a width; a style is put around the text, if there is any.
  mutating func add(_ text: String, width: Int, isRight: Bool, style: (start: String, end: String)? = nil) {
    if !isFirst { spaces += TableLayout.gap }
    isFirst = false
    let padding = max(0, width - DisplayWidth.of(text))
    guard !text.isEmpty else { return spaces += padding }
    let shown = style.map { $0.start + text + $0.end } ?? text
    pieces.append((isRight ? spaces + padding : spaces, shown))
    spaces = isRight ? 0 : padding
  }

  /// Writes the line without its end, and starts a new one.
  mutating func write(start: String = "", end: String = "", to output: inout OutputBuffer) {
    output.append(start)
    for piece in pieces {
      output.append(spaces: piece.spaces)
      output.append(piece.text)
    }
    output.append(end)
    pieces.removeAll(keepingCapacity: true)
    spaces = 0
    isFirst = true
  }
}
