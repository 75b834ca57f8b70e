import TextProcessing

/// Reads the vertical format of CWB and Sketch Engine: a token a line with its columns, and tags on lines of their own.
///
/// As tolerant as CWB: a line with `<` that is no tag is a token, and regions without an end or a start are said, not refused.
struct VerticalReader: FormatReader {
  /// The names of the columns; nil: as the file says, else the usual ones for their number.
  let columns: [String]?

  func read(_ text: any ByteStream, of file: InputFile, into body: (ReadDocument) throws -> Void) throws {
    let lines = ByteLines(text, path: file.path)
    var state = VerticalState(columns)
    while let line = try lines.next() {
      if line.isEmpty { continue }
      if line.first == 0x3C {
        if VerticalReader.isComment(line) {
          state.take(comment: line)
          continue
        }
        if let tag = MarkupTag(line: line) {
          guard state.allows(tag.name) else {
            throw lines.malformed(
              "<\(tag.name.clipped)> is one more than \(VerticalState.mostNames) different elements; tell regions of a kind "
                + "apart by attributes, and write < in a token as &lt;")
          }
          for finished in state.take(tag) { try body(finished) }
          continue
        }
      }
      guard state.take(token: line) else { throw lines.malformed("the document is longer than 2 GB") }
    }
    if let finished = state.end() { try body(finished) }
  }

  /// Lines of XML that hold neither token nor region: comments, the declaration, instructions, the document type.
  private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    let second = line.dropFirst().first
    if second == 0x3F { return line.starts(with: "<?xml".utf8) || VerticalReader.ends(line, with: "?>") }
    return line.starts(with: "<!--".utf8) && VerticalReader.ends(line, with: "-->")
      || line.starts(with: "<!DOCTYPE".utf8)
  }

  private static func ends(_ line: ArraySlice<UInt8>, with ending: String) -> Bool {
    LineScanner.trimmed(line).suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}
