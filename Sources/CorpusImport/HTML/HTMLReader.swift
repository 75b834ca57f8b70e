import TextProcessing

/// Reads HTML, a document a page: its text without scripts, navigation and markup, its title, language and `meta` data.
struct HTMLReader: FormatReader {
  func read(_ text: any ByteStream, of file: InputFile, into body: (ReadDocument) throws -> Void) throws {
    let page = HTMLPage(text, path: file.path)
    try page.read()
    let content = page.content
    guard content.flow.end <= CorpusReader.longestFile else {
      throw ImportError.malformed(path: file.path, line: 1, problem: "the page is longer than 2 GB")
    }
    var document = ReadDocument(text: content.flow.bytes, metadata: content.metadata, language: content.language)
    if page.surplusElements > 0 { document.remarks[.surplusAttributes] = page.surplusElements }
    try body(document)
  }
}
