import AnalyzerKit
import CorpusQuery
import CorpusStore

/// Gives form counts: from the summaries of segments where all documents are in one group, else from the stream.
struct CountFolding {
  let inputs: AnalysisInputs
  /// Whether surface forms are counted, not forms of the analysed layer.
  let ofWords: Bool
  /// Which forms of the store count; nil for annotation, whose summaries tell.
  private let marks: CountedMarks?

  /// Prepares for an analysis.
  init(_ inputs: AnalysisInputs, ofWords: Bool) {
    self.inputs = inputs
    self.ofWords = ofWords
    marks = ofWords || !inputs.view.isAnnotation ? inputs.view.countedMarks : nil
  }

  /// Whether words are counted apart for each form: in a layer of annotation, or where languages differ, a word does not tell its form.
  private var countsPairs: Bool { ofWords && (inputs.view.isAnnotation || inputs.view.variantCount > 1) }

  private var layer: LayerName { ofWords ? .word : inputs.view.layer }

  /// Whether the summary of a segment gives the counts.
  func usesSummary(_ segment: SegmentReader) -> Bool {
    inputs.grouping.isUndivided && !countsPairs && (marks == nil || segment.hasSummary(layer))
  }

  /// Of how many segments, from the first on, the sums that the store keeps give the counts.
  var segmentsInTotals: Int {
    inputs.grouping.isUndivided && !countsPairs && marks != nil ? inputs.totals[layer] ?? 0 : 0
  }

  /// Hands over the counts of those segments: by their sums, which are read once, or where the store has none any more, or damaged ones,
  /// by what these are made of.
  func fold(
    totalsOf reader: StoreReader, into storage: CountStorage, _ emit: (CountStorage) throws -> Void
  ) throws {
    let segments = inputs.corpus.segments.prefix(segmentsInTotals)
    let sums = try inputs.view.sums(of: layer, segments: segments.count) {
      try marks.flatMap { marks in
        try reader.sums(
          layer, of: inputs.corpus, segments: segments.count, flags: marks.flags, always: marks.always)
      }
    }
    if let sums {
      storage.removeAll()
      storage.areWords = ofWords
      storage.documents = segments.reduce(0) { $0 + CountFolding.documents(in: $1) }
      storage.tokens = sums.counts.total
      storage.sums = sums
      return try emit(storage)
    }
    for info in segments {
      try fold(summaryOf: reader.segment(info), into: storage)
      try emit(storage)
    }
  }

  /// How many documents start in a segment.
  private static func documents(in info: SegmentInfo) -> Int { info.documents - (info.continuesDocument ? 1 : 0) }

  /// Adds a block of a summary to a storage, without what does not count.
  private static func append(
    _ forms: UnsafeBufferPointer<FormID>, _ counts: UnsafeBufferPointer<UInt32>,
    _ documents: UnsafeBufferPointer<UInt32>, _ flags: UnsafeBufferPointer<UInt8>, _ always: UInt8,
    to storage: CountStorage
  ) {
    var tokens = 0
    var kept = 0
    let start = storage.forms.count
    storage.forms.append(count: forms.count) { (ownForms: UnsafeMutableBufferPointer<FormID>) in
      storage.counts.append(count: forms.count) { (ownCounts: UnsafeMutableBufferPointer<UInt32>) in
        storage.frequencies.append(count: forms.count) { (frequencies: UnsafeMutableBufferPointer<UInt32>) in
          // Without a branch: what does not count is written over by the next.
          for index in 0..<forms.count {
            let form = Int(forms[index].rawValue)
            let mark = form < flags.count && (flags[form] | always) & FormFlags.countedBit != 0 ? 1 : 0
            ownForms[kept] = forms[index]
            ownCounts[kept] = counts[index]
            frequencies[kept] = documents[index]
            kept &+= mark
            tokens &+= Int(counts[index]) & (0 &- mark)
          }
        }
      }
    }
    storage.forms.truncate(to: start + kept)
    storage.counts.truncate(to: start + kept)
    storage.frequencies.truncate(to: start + kept)
    storage.tokens += tokens
  }

  /// The counts of a segment, by its summary.
  func fold(summaryOf segment: SegmentReader, into storage: CountStorage) throws {
    storage.removeAll()
    storage.areWords = ofWords
    storage.documents = CountFolding.documents(in: segment.info)
    guard let marks else {
      let formCount = inputs.view.formCount
      try segment.values(layer, countsPunctuation: inputs.view.countsPunctuation) { form, count, documents in
        guard Int(form.rawValue) < formCount else { return }
        storage.append(form, count: count, documents: documents)
        storage.tokens += count
      }
      return
    }
    try marks.flags.withUnsafeBufferPointer { flags throws in
      try segment.summaryBlocks(layer) { forms, counts, documents in
        CountFolding.append(forms, counts, documents, flags, marks.always, to: storage)
      }
    }
  }

  /// Counts the documents of a run, group by group, and hands each group's counts over.
  func fold(
    _ run: DocumentRun, into storage: CountStorage, _ counter: inout StreamCounter,
    _ emit: (Int, CountStorage) throws -> Void
  ) throws {
    let reading = try RunReading(inputs, ofWords: ofWords)
    var documents: [Int32: [Int]] = [:]
    for index in 0..<run.documentCount {
      let group = inputs.grouping.groups[run.firstDocument + index]
      if group != DocumentGrouping.unselected { documents[group, default: []].append(index) }
    }
    for (group, indices) in documents.sorted(by: { $0.key < $1.key }) {
      if countsPairs {
        try foldPairs(of: indices, run, into: storage) { try emit(Int(group), $0) }
        continue
      }
      storage.removeAll()
      storage.areWords = ofWords
      storage.documents = indices.count
      for index in indices {
        let language = Int(inputs.documentLanguages[run.firstDocument + index])
        try counter.count(run.tokens(ofDocument: index), of: run, reading, language: language)
      }
      storage.tokens = counter.empty(into: storage)
      try emit(Int(group), storage)
    }
  }

  /// Counts the words that stand for each form of the layer, in some documents of a run, and hands them over form by form.
  private func foldPairs(
    of documents: [Int], _ run: DocumentRun, into storage: CountStorage, _ emit: (CountStorage) throws -> Void
  ) throws {
    let reading = try RunReading(inputs)
    let tokens = TokenStorage()
    var pairs: [UInt64: Int] = [:]
    for index in documents {
      let language = Int(inputs.documentLanguages[run.firstDocument + index])
      let all = run.tokens(ofDocument: index)
      for from in stride(from: all.lowerBound, to: all.upperBound, by: TokenFolding.batchTokens) {
        tokens.removeAll()
        let piece = from..<min(from + TokenFolding.batchTokens, all.upperBound)
        try reading.append(piece, of: run, language: language, to: tokens)
        for token in 0..<piece.count where tokens.forms[token] != TokenStorage.uncounted {
          pairs[UInt64(tokens.forms[token].rawValue) << 32 | UInt64(tokens.words[token].rawValue), default: 0] += 1
        }
      }
    }
    var form: UInt64?
    func finish() throws { if form != nil { try emit(storage) } }
    for (pair, count) in pairs.sorted(by: { $0.key < $1.key }) {
      if pair >> 32 != form {
        try finish()
        form = pair >> 32
        storage.removeAll()
        storage.areWords = true
        storage.behind = FormID(rawValue: UInt32(truncatingIfNeeded: pair >> 32))
      }
      storage.append(FormID(rawValue: UInt32(truncatingIfNeeded: pair)), count: count, documents: 0)
      storage.tokens += count
    }
    try finish()
  }
}
