/// Tells the formats that mark tokens or text up by the beginning of a file.
enum MarkedFormat {
  /// The format that the first bytes of a file, decoded, look like; nil for none of these.
  static func look(of head: [UInt8]) -> ImportFormat? {
    let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline).prefix(200)
    guard let first = lines.first?.drop(while: \.isWhitespace) else { return nil }
    let start = first.lowercased()
    if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return .html }
    if isConllu(lines) { return .conllu }
    if first.hasPrefix("<!-- #vrt") || isVertical(lines) { return .vrt }
    if first.hasPrefix("<") {
      if TEIReader.objection(to: head) == nil { return .tei }
      if lines.contains(where: { $0.lowercased().contains("<html") }) { return .html }
    }
    return nil
  }

  /// Comments as CoNLL-U has them, or none, and then a word of ten columns with the number 1.
  private static func isConllu(_ lines: ArraySlice<Substring>) -> Bool {
    guard let word = lines.first(where: { !$0.hasPrefix("#") }) else { return false }
    let columns = word.split(separator: "\t", omittingEmptySubsequences: false)
    return columns.count == 10 && (columns[0] == "1" || columns[0].hasPrefix("1-"))
  }

  /// A line that is all one tag of a document, a sentence or a paragraph, and tokens with columns, or one word a line, below.
  private static func isVertical(_ lines: ArraySlice<Substring>) -> Bool {
    var hasTag = false
    for line in lines {
      if let tag = MarkupTag(line: Array(line.utf8)[...]) {
        hasTag = hasTag || ["text", "doc", "corpus", "s", "p"].contains(tag.name)
      } else if !line.hasPrefix("<") {
        return hasTag && (line.contains("\t") || !line.contains(" "))
      }
    }
    return false
  }
}
