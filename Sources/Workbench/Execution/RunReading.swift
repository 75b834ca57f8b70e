import AnalyzerKit
import CorpusQuery

/// Fills token storages from a run of documents, in the layer of an analysis.
struct RunReading {
  private let inputs: AnalysisInputs
  private let forms: [[FormID]]
  private let wordCount: Int

  /// Reads for an analysis.
  init(_ inputs: AnalysisInputs) throws {
    self.inputs = inputs
    forms = try (0..<inputs.view.variantCount).map { try inputs.view.forms(variant: $0) }
    wordCount = inputs.view.formCount
  }

  /// Appends the tokens of a range of positions of one document, with the sentences and paragraphs that start in it.
  func append(_ range: Range<Int>, of run: DocumentRun, language: Int, to storage: TokenStorage) throws {
    let base = storage.words.count
    try storage.words.append(count: range.count) { try run.read(range, into: $0) }
    let table = forms[inputs.variant(ofLanguage: language)]
    let words = storage.words.pointer + base
    try table.withUnsafeBufferPointer { table in
      try storage.forms.append(count: range.count) { target in
        for index in 0..<range.count {
          let word = Int(words[index].rawValue)
          // The one check of ids that come from the file: everything after this trusts them.
          guard word < table.count else {
            throw AnalyzerError.unsuitableCorpus("the store is damaged: a token has no form. `check` lists all damage")
          }
          target[index] = table[word]
        }
      }
    }
    try storage.spaceAfter.append(count: range.count) { try run.readSpaces(range, into: $0) }
    for start in RunReading.starts(run.sentenceStarts, in: range) {
      storage.sentenceStarts.append(start - range.lowerBound + base)
    }
    for start in RunReading.starts(run.paragraphStarts, in: range) {
      storage.paragraphStarts.append(start - range.lowerBound + base)
    }
  }

  /// The starts of an ascending list that are in a range.
  static func starts(_ starts: [Int], in range: Range<Int>) -> ArraySlice<Int> {
    starts[firstIndex(notBefore: range.lowerBound, in: starts)..<firstIndex(notBefore: range.upperBound, in: starts)]
  }

  /// The index of the first entry that is not below a position; logarithmic.
  static func firstIndex(notBefore position: Int, in starts: [Int]) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
