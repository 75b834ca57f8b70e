import TextProcessing

/// Reads CoNLL-U and CoNLL-U Plus: a document for each `# newdoc`, or one a file.
///
/// Tokens are the surface tokens; a multi-word token has the values of its words joined by `+`, and the words themselves in the
/// layer `words`. Format: universaldependencies.org/format.html and ext-format.html.
struct ConlluReader: FormatReader {
  /// How many lines a sentence may have; all of them are held until it ends.
  static let longestSentence = 200_000

  func read(_ text: any ByteStream, of file: InputFile, into body: (ReadDocument) throws -> Void) throws {
    let lines = ByteLines(text, path: file.path)
    var columns = ConlluColumns.standard
    var sentence = ConlluSentence()
    var document = ConlluDocument(columns)
    while let line = try lines.next() {
      if line.allSatisfy(LineScanner.isBlank) {
        try finish(&sentence, &document, columns, lines, body)
      } else if line.first == 0x23, sentence.rows.isEmpty {
        let comment = ConlluComment(line)
        if case .columns(let names) = comment {
          guard document.isUntouched else { throw lines.malformed("global.columns stands after the first sentence") }
          switch ConlluColumns.named(names) {
          case .success(let named): columns = named
          case .failure(let problem): throw lines.malformed(problem.text)
          }
          document = ConlluDocument(columns)
        } else {
          sentence.comments.append(comment)
        }
      } else {
        guard sentence.rows.count < Self.longestSentence else {
          throw lines.malformed(
            "a sentence has more than \(Self.longestSentence) lines; an empty line should stand after each sentence")
        }
        try sentence.rows.append(ConlluRow(line, columns, lines))
      }
    }
    try finish(&sentence, &document, columns, lines, body)
    if document.hasContent { try body(document.finish()) }
  }

  /// Ends a sentence; a `# newdoc` in its comments ends the document before it.
  private func finish(
    _ sentence: inout ConlluSentence, _ document: inout ConlluDocument, _ columns: ConlluColumns, _ lines: ByteLines,
    _ body: (ReadDocument) throws -> Void
  ) throws {
    if sentence.startsDocument {
      if document.hasContent { try body(document.finish()) }
      document = ConlluDocument(columns)
    }
    try document.add(sentence, columns, lines)
    sentence.removeAll()
  }
}
