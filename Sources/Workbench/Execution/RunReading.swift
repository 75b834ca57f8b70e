import AnalyzerKit
import CorpusQuery
import CorpusStore

/// Fills token storages from a run of documents, in the layer of an analysis.
struct RunReading {
  private let inputs: AnalysisInputs
  /// The stream that forms are read from: `word`, or a layer of annotation.
  private let stream: LayerName
  /// By variant, for each word its form, or `TokenStorage.uncounted`; of annotation the counted words.
  let tables: [FormTable]

  /// Reads for an analysis; `ofWords` reads surface forms, whatever layer is analysed.
  init(_ inputs: AnalysisInputs, ofWords: Bool = false) throws {
    self.inputs = inputs
    let view = inputs.view
    stream = ofWords ? .word : view.stream
    tables =
      ofWords || view.isAnnotation
      ? [view.countedWords] : try (0..<view.variantCount).map { try view.forms(variant: $0) }
  }

  /// Reads words and forms of a range of positions of one document, with `TokenStorage.uncounted` where a token does not count.
  func read(
    _ range: Range<Int>, of run: DocumentRun, language: Int, words: UnsafeMutableBufferPointer<FormID>,
    forms: UnsafeMutableBufferPointer<FormID>
  ) throws {
    try run.read(range, into: words)
    let isAnnotation = stream != .word
    if isAnnotation { try run.read(range, of: stream, into: forms) }
    let limit = inputs.view.formCount
    try tables[tables.count == 1 ? 0 : inputs.variant(ofLanguage: language)].withForms { table in
      for index in 0..<range.count {
        let word = Int(words[index].rawValue)
        // The one check of ids that come from the file: everything after this trusts them.
        guard word < table.count else { throw RunReading.damaged }
        let form = table[word]
        if !isAnnotation {
          forms[index] = form
        } else if form == TokenStorage.uncounted {
          forms[index] = form
        } else if forms[index] != TokenStorage.uncounted, Int(forms[index].rawValue) >= limit {
          throw RunReading.damaged
        }
      }
    }
  }

  static let damaged = AnalyzerError.unsuitableCorpus(
    "the store is damaged: a token has no form. `check` lists all damage")

  /// The table that gives each word its form in documents of a language, for a layer whose forms follow from words; nil for annotation.
  func table(ofLanguage language: Int) -> FormTable? {
    stream == .word ? tables[tables.count == 1 ? 0 : inputs.variant(ofLanguage: language)] : nil
  }

  /// Appends the tokens of a range of positions of one document; white space, the sentences and the paragraphs that start in it if wanted.
  func append(
    _ range: Range<Int>, of run: DocumentRun, language: Int, spaces: Bool = true, sentences: Bool = true,
    paragraphs: Bool = true, to storage: TokenStorage
  ) throws {
    let base = storage.words.count
    try storage.words.append(count: range.count) { words in
      try storage.forms.append(count: range.count) { forms in
        try read(range, of: run, language: language, words: words, forms: forms)
      }
    }
    try storage.spaceAfter.append(count: range.count) {
      if spaces { try run.readSpaces(range, into: $0) } else { $0.update(repeating: 0) }
    }
    if sentences {
      try run.appendSentenceStarts(in: range, shiftedBy: base - range.lowerBound, to: &storage.sentenceStarts)
    }
    guard paragraphs else { return }
    for start in RunReading.starts(try run.paragraphStarts(), in: range) {
      storage.paragraphStarts.append(start - range.lowerBound + base)
    }
  }

  /// The starts of an ascending list that are in a range.
  static func starts(_ starts: [Int], in range: Range<Int>) -> ArraySlice<Int> {
    starts[firstIndex(notBefore: range.lowerBound, in: starts)..<firstIndex(notBefore: range.upperBound, in: starts)]
  }

  /// The index of the first entry that is not below a position; logarithmic.
  static func firstIndex(notBefore position: Int, in starts: [Int]) -> Int {
    starts.indices.partitionPoint { starts[$0] >= position }
  }
}
