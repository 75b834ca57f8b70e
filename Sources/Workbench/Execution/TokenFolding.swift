import AnalyzerKit
import CorpusQuery

/// Cuts a run of documents into token batches: between documents, and inside long ones at sentences, with a halo.
struct TokenFolding {
  /// About how many tokens a batch has.
  static let batchTokens = 65_536

  private let inputs: AnalysisInputs
  /// How many counted tokens must be readable on both sides of a cut.
  private let halo: Int
  /// Whether documents are never cut.
  private let keepsDocuments: Bool
  private let reading: RunReading

  /// Prepares for an analysis.
  init(_ inputs: AnalysisInputs, halo: Int, keepsDocuments: Bool) throws {
    self.inputs = inputs
    self.halo = halo
    self.keepsDocuments = keepsDocuments
    reading = try RunReading(inputs)
  }

  /// Hands the batches of a run over, each with the index of its group.
  func fold(_ run: DocumentRun, into storage: TokenStorage, _ emit: (Int, TokenStorage) throws -> Void) throws {
    storage.removeAll()
    var current = DocumentGrouping.unselected
    func flush() throws {
      if storage.documents.count > 0 { try emit(Int(current), storage) }
      storage.removeAll()
    }
    for index in 0..<run.documentCount {
      let ordinal = run.firstDocument + index
      let group = inputs.grouping.groups[ordinal]
      guard group != DocumentGrouping.unselected else { continue }
      let tokens = run.tokens(ofDocument: index)
      let isLong = tokens.count > inputs.batchTokens && !keepsDocuments
      if group != current || isLong || storage.words.count + tokens.count > inputs.batchTokens { try flush() }
      current = group
      if isLong {
        try foldLong(tokens, ordinal, of: run, into: storage, flush)
        continue
      }
      let language = Int(inputs.documentLanguages[ordinal])
      let base = storage.words.count
      try reading.append(tokens, of: run, language: language, to: storage)
      storage.documents.append(
        DocumentSlice(ordinal: ordinal, tokens: base..<storage.words.count, language: language))
    }
    try flush()
  }

  private func foldLong(
    _ tokens: Range<Int>, _ ordinal: Int, of run: DocumentRun, into storage: TokenStorage,
    _ flush: () throws -> Void
  ) throws {
    let language = Int(inputs.documentLanguages[ordinal])
    let firstSentence = try run.sentenceCount(before: tokens.lowerBound)
    var from = tokens.lowerBound
    while from < tokens.upperBound {
      // The last sentence start that keeps the batch small; sentences are bounded, so there is one.
      let next = try run.sentenceStart(notBefore: from + inputs.batchTokens)
      let to = min(max(next, from + 1), tokens.upperBound)
      let left = try reach(from, by: -1, within: tokens, run, language)
      let right = try reach(to, by: 1, within: tokens, run, language)
      try reading.append(left..<right, of: run, language: language, to: storage)
      storage.documents.append(
        DocumentSlice(
          ordinal: ordinal, tokens: from - left..<to - left, firstPosition: from - tokens.lowerBound,
          firstSentence: try run.sentenceCount(before: from) - firstSentence,
          isStart: from == tokens.lowerBound, isEnd: to == tokens.upperBound, language: language))
      try flush()
      from = to
    }
  }

  /// The position as far from a cut as the halo wants, within the document.
  private func reach(
    _ cut: Int, by step: Int, within tokens: Range<Int>, _ run: DocumentRun, _ language: Int
  ) throws -> Int {
    guard halo > 0 else { return cut }
    var width = halo * 2 + 64
    while true {
      let range =
        step < 0
        ? max(tokens.lowerBound, cut - width)..<cut : cut..<min(tokens.upperBound, cut + width)
      var words = [FormID](repeating: TokenStorage.uncounted, count: range.count)
      var forms = words
      try words.withUnsafeMutableBufferPointer { words in
        try forms.withUnsafeMutableBufferPointer { forms in
          try reading.read(range, of: run, language: language, words: words, forms: forms)
        }
      }
      let counted = forms.reduce(0) { $0 + ($1 == TokenStorage.uncounted ? 0 : 1) }
      let bound = step < 0 ? range.lowerBound : range.upperBound
      let isAll = step < 0 ? bound == tokens.lowerBound : bound == tokens.upperBound
      if counted >= halo || isAll { return bound }
      width *= 2
    }
  }
}
