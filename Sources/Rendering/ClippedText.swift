/// Text cut to a number of terminal columns, whole characters only, with `…` for what is left out.
enum ClippedText {
  /// The beginning of a text.
  static func keepingStart(of text: String, width: Int) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    return width < 1 ? "" : String(text[..<end(of: text, width: width - 1)]) + "…"
  }

  /// The end of a text.
  static func keepingEnd(of text: String, width: Int) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    return width < 1 ? "" : "…" + text[start(of: text, width: width - 1)...]
  }

  private static func end(of text: String, width: Int) -> String.Index {
    var left = width
    var index = text.startIndex
    while index < text.endIndex {
      left -= DisplayWidth.of(text[index])
      if left < 0 { break }
      text.formIndex(after: &index)
    }
    return index
  }

  private static func start(of text: String, width: Int) -> String.Index {
    var left = width
    var index = text.endIndex
    while index > text.startIndex {
      let before = text.index(before: index)
      left -= DisplayWidth.of(text[before])
      if left < 0 { break }
      index = before
    }
    return index
  }
}
