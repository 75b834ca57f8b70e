import AnalyzerKit
import CorpusQuery

/// Counts forms over documents, and in how many documents each occurs; one a thread, reused.
struct StreamCounter {
  private var counts: [Int]
  private var documents: [Int]
  private var lastDocument: [Int]
  private var touched: [FormID] = []
  private var document = 0
  private var words = [FormID](repeating: TokenStorage.uncounted, count: TokenFolding.batchTokens)
  private var forms = [FormID](repeating: TokenStorage.uncounted, count: TokenFolding.batchTokens)

  /// Counts forms with numbers below `forms`.
  init(forms: Int) {
    counts = Array(repeating: 0, count: forms)
    documents = counts
    lastDocument = counts
  }

  /// Counts the tokens of one document.
  mutating func count(_ tokens: Range<Int>, of run: DocumentRun, _ reading: RunReading, language: Int) throws {
    document += 1
    for from in stride(from: tokens.lowerBound, to: tokens.upperBound, by: TokenFolding.batchTokens) {
      let range = from..<min(from + TokenFolding.batchTokens, tokens.upperBound)
      try words.withUnsafeMutableBufferPointer { words in
        try forms.withUnsafeMutableBufferPointer { forms in
          try reading.read(
            range, of: run, language: language, words: UnsafeMutableBufferPointer(rebasing: words[..<range.count]),
            forms: UnsafeMutableBufferPointer(rebasing: forms[..<range.count]))
        }
      }
      for index in 0..<range.count where forms[index] != TokenStorage.uncounted { add(forms[index]) }
    }
  }

  private mutating func add(_ form: FormID) {
    let index = Int(form.rawValue)
    if counts[index] == 0 { touched.append(form) }
    counts[index] += 1
    if lastDocument[index] != document {
      lastDocument[index] = document
      documents[index] += 1
    }
  }

  /// Moves what was counted to a storage and starts anew; returns how many tokens were counted.
  mutating func empty(into storage: CountStorage) -> Int {
    var total = 0
    for form in touched {
      let index = Int(form.rawValue)
      storage.append(form, count: counts[index], documents: documents[index])
      total += counts[index]
      counts[index] = 0
      documents[index] = 0
    }
    touched.removeAll(keepingCapacity: true)
    return total
  }
}
