/// A view of up to about 64K tokens in a row: whole documents, or a part of a long one.
///
/// It borrows its memory from the executor and cannot be kept. Indices run over all readable tokens, the halo
/// included; each document slice names the ones that are its own.
public struct TokenBatch: ~Escapable {
  @usableFromInline let words: UnsafePointer<FormID>
  @usableFromInline let layer: UnsafePointer<FormID>
  @usableFromInline let spaces: UnsafePointer<UInt8>
  @usableFromInline let sentences: UnsafePointer<Int>
  @usableFromInline let sentenceCount: Int
  @usableFromInline let paragraphs: UnsafePointer<Int>
  @usableFromInline let paragraphCount: Int
  @usableFromInline let slices: UnsafePointer<DocumentSlice>

  /// How many tokens can be read, the halo included.
  public let count: Int
  /// How many documents have a part here.
  public let documentCount: Int

  /// Views what a storage holds, as long as the storage is left alone.
  @_lifetime(borrow storage)
  public init(_ storage: borrowing TokenStorage) {
    precondition(
      storage.forms.count == storage.words.count && storage.spaceAfter.count == storage.words.count,
      "token columns of different lengths")
    words = UnsafePointer(storage.words.pointer)
    layer = UnsafePointer(storage.forms.pointer)
    spaces = UnsafePointer(storage.spaceAfter.pointer)
    sentences = UnsafePointer(storage.sentenceStarts.pointer)
    sentenceCount = storage.sentenceStarts.count
    paragraphs = UnsafePointer(storage.paragraphStarts.pointer)
    paragraphCount = storage.paragraphStarts.count
    slices = UnsafePointer(storage.documents.pointer)
    count = storage.words.count
    documentCount = storage.documents.count
  }

  /// The surface form of a token.
  @inlinable
  public func word(at index: Int) -> FormID {
    precondition(index >= 0 && index < count, "token outside the batch")
    return words[index]
  }

  /// The form of a token in the analysed layer; nil when the token is not counted.
  @inlinable
  public func form(at index: Int) -> FormID? {
    precondition(index >= 0 && index < count, "token outside the batch")
    let form = layer[index]
    return form == TokenStorage.uncounted ? nil : form
  }

  /// Whether white space follows a token.
  @inlinable
  public func hasSpaceAfter(_ index: Int) -> Bool {
    precondition(index >= 0 && index < count, "token outside the batch")
    return spaces[index] != 0
  }

  /// The part of a document at an index less than `documentCount`.
  @inlinable
  public func document(at index: Int) -> DocumentSlice {
    precondition(index >= 0 && index < documentCount, "document outside the batch")
    return slices[index]
  }

  /// The tokens of a document that can be read here: its part, and the halo where it goes on beyond the batch.
  @inlinable
  public func readable(around document: DocumentSlice) -> Range<Int> {
    let isFirst = documentCount > 0 && slices[0].ordinal == document.ordinal
    let isLast = documentCount > 0 && slices[documentCount - 1].ordinal == document.ordinal
    return Range(
      uncheckedBounds: (
        isFirst && !document.isStart ? 0 : document.lowerBound, isLast && !document.isEnd ? count : document.upperBound
      ))
  }

  /// Goes through the parts of documents, in order.
  @inlinable
  public func forEachDocument(_ body: (DocumentSlice) throws -> Void) rethrows {
    for index in 0..<documentCount { try body(slices[index]) }
  }

  /// Goes through the counted tokens of a range: the index of each, and its form in the analysed layer.
  @inlinable
  public func forEachForm(in range: Range<Int>, _ body: (Int, FormID) throws -> Void) rethrows {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "tokens outside the batch")
    for index in range {
      let form = layer[index]
      if form != TokenStorage.uncounted { try body(index, form) }
    }
  }

  /// What a table says, by the number of its form, of each counted token of a range, in order.
  ///
  /// A form beyond the table has the value of its last entry; an empty table gives 0. It takes no branch a token, and so
  /// is faster than `forEachForm` for whoever wants one number of every token.
  public func values(in range: Range<Int>, by table: [UInt16]) -> [UInt32] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "tokens outside the batch")
    let table = table.isEmpty ? [0] : table
    return [UInt32](unsafeUninitializedCapacity: range.count) { values, filled in
      table.withUnsafeBufferPointer { table in
        let last = table.count - 1
        for index in range {
          let form = layer[index]
          // Of what does not count the next token takes the place.
          values.initializeElement(at: filled, to: UInt32(table[min(Int(form.rawValue), last)]))
          filled += form == TokenStorage.uncounted ? 0 : 1
        }
      }
    }
  }

  /// Goes through the sentences of a part of a document: the tokens of each, and its number in the document from 0.
  @inlinable
  public func forEachSentence(in document: DocumentSlice, _ body: (Range<Int>, Int) throws -> Void) rethrows {
    try forEachRegion(
      in: document.tokens, first: document.firstSentence, starts: sentences, startCount: sentenceCount, body)
  }

  /// The sentences of a part of a document, as ranges of its tokens.
  public func sentences(in document: DocumentSlice) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    forEachSentence(in: document) { tokens, _ in ranges.append(tokens) }
    return ranges
  }

  /// The number, in its document from 0, of the sentence that a token of a document's part is in; logarithmic.
  public func sentence(of token: Int, in document: DocumentSlice) -> Int {
    document.firstSentence + TokenBatch.firstStart(after: token, sentences, sentenceCount)
      - TokenBatch.firstStart(after: document.lowerBound, sentences, sentenceCount)
  }

  /// How many counted tokens there are in a range.
  public func countedTokens(in range: Range<Int>) -> Int {
    var counted = 0
    forEachForm(in: range) { _, _ in counted += 1 }
    return counted
  }

  /// Goes through the paragraphs of a part of a document: the tokens of each, and its number in that part from 0.
  @inlinable
  public func forEachParagraph(in document: DocumentSlice, _ body: (Range<Int>, Int) throws -> Void) rethrows {
    try forEachRegion(in: document.tokens, first: 0, starts: paragraphs, startCount: paragraphCount, body)
  }

  @usableFromInline
  func forEachRegion(
    in tokens: Range<Int>, first: Int, starts: UnsafePointer<Int>, startCount: Int,
    _ body: (Range<Int>, Int) throws -> Void
  ) rethrows {
    guard !tokens.isEmpty else { return }
    var next = TokenBatch.firstStart(after: tokens.lowerBound, starts, startCount)
    var from = tokens.lowerBound
    var number = first
    while next < startCount, starts[next] < tokens.upperBound {
      try body(from..<starts[next], number)
      from = starts[next]
      number += 1
      next += 1
    }
    try body(from..<tokens.upperBound, number)
  }

  /// The index, in an ascending list, of the first start past a token; logarithmic.
  @usableFromInline
  static func firstStart(after token: Int, _ starts: UnsafePointer<Int>, _ count: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= token { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
