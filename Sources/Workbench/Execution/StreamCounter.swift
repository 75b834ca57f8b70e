import AnalyzerKit
import CorpusQuery

/// Counts forms over documents, and in how many documents each occurs; one a thread, reused.
struct StreamCounter {
  /// What is counted of a form.
  private struct Entry {
    var count: UInt32 = 0
    var documents: UInt32 = 0
    /// The last document that had it.
    var last: UInt32 = 0
  }

  private var entries: [Entry]
  private var touched: [FormID] = []
  private var document: UInt32 = 0
  private var words = [FormID](repeating: TokenStorage.uncounted, count: TokenFolding.batchTokens)
  private var forms = [FormID](repeating: TokenStorage.uncounted, count: TokenFolding.batchTokens)

  /// Counts forms with numbers below `forms`.
  init(forms: Int) {
    entries = Array(repeating: Entry(), count: forms)
  }

  /// Counts the tokens of one document.
  mutating func count(_ tokens: Range<Int>, of run: DocumentRun, _ reading: RunReading, language: Int) throws {
    document &+= 1
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
    var entry = entries[index]
    if entry.count == 0 { touched.append(form) }
    // A run has far fewer tokens than that.
    entry.count &+= entry.count == .max ? 0 : 1
    entry.documents &+= entry.last == document ? 0 : 1
    entry.last = document
    entries[index] = entry
  }

  /// Moves what was counted to a storage and starts anew; returns how many tokens were counted.
  mutating func empty(into storage: CountStorage) -> Int {
    var total = 0
    for form in touched {
      let entry = entries[Int(form.rawValue)]
      storage.append(form, count: Int(entry.count), documents: Int(entry.documents))
      total += Int(entry.count)
      entries[Int(form.rawValue)] = Entry(last: entry.last)
    }
    touched.removeAll(keepingCapacity: true)
    return total
  }
}
