import AnalyzerKit

/// Lays out the tokens of parts of documents, with a halo where a document goes on beyond the batch.
struct TokenFeeder {
  let corpus: MemoryCorpus

  /// Lays out parts; only the first may start, and only the last may end, inside a document.
  ///
  /// `halo` counts counted tokens; `extra` more tokens can be read beyond it.
  func storage(for parts: [DocumentPart], halo: Int, extra: Int = 0) -> TokenStorage {
    let storage = TokenStorage()
    for (index, part) in parts.enumerated() {
      let tokens = corpus.documents[part.document].tokens
      var readable = part.positions
      if index == 0 { readable = extended(readable, in: tokens, toLeft: true, halo: halo, extra: extra) }
      if index == parts.count - 1 { readable = extended(readable, in: tokens, toLeft: false, halo: halo, extra: extra) }
      let base = storage.words.count - readable.lowerBound
      append(tokens, readable, to: storage)
      storage.documents.append(slice(part, base: base))
    }
    return storage
  }

  /// Lays out a stretch of one document.
  func append(_ tokens: [MemoryToken], _ positions: Range<Int>, to storage: TokenStorage) {
    for token in tokens[positions] {
      if token.startsSentence { storage.sentenceStarts.append(storage.words.count) }
      if token.startsParagraph { storage.paragraphStarts.append(storage.words.count) }
      storage.words.append(corpus.word(of: token))
      storage.forms.append(corpus.form(of: token) ?? TokenStorage.uncounted)
      storage.spaceAfter.append(token.hasSpaceAfter ? 1 : 0)
    }
  }

  /// Describes a part whose document's first token would stand at `base`.
  func slice(_ part: DocumentPart, base: Int) -> DocumentSlice {
    let document = corpus.documents[part.document]
    return DocumentSlice(
      ordinal: part.document, tokens: base + part.positions.lowerBound..<base + part.positions.upperBound,
      firstPosition: part.positions.lowerBound,
      firstSentence: sentence(of: part.positions.lowerBound, in: document), isStart: part.positions.lowerBound == 0,
      isEnd: part.positions.upperBound == document.tokens.count,
      language: corpus.languages.firstIndex(of: document.language) ?? 0)
  }

  /// The number of the sentence that a position is in, from 0.
  func sentence(of position: Int, in document: MemoryCorpus.Document) -> Int {
    max(document.sentenceStarts.filter { $0 <= position }.count - 1, 0)
  }

  private func extended(
    _ range: Range<Int>, in tokens: [MemoryToken], toLeft: Bool, halo: Int, extra: Int
  ) -> Range<Int> {
    var range = range
    var wanted = halo
    var spare = extra
    while wanted > 0 || spare > 0 {
      guard toLeft ? range.lowerBound > 0 : range.upperBound < tokens.count else { break }
      let next = toLeft ? range.lowerBound - 1 : range.upperBound
      range = toLeft ? next..<range.upperBound : range.lowerBound..<next + 1
      if wanted == 0 { spare -= 1 } else if corpus.form(of: tokens[next]) != nil { wanted -= 1 }
    }
    return range
  }
}
