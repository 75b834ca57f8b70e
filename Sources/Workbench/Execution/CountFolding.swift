import AnalyzerKit
import CorpusQuery
import CorpusStore

/// Gives form counts: from the summaries of segments where all documents are in one group, else from the stream.
struct CountFolding {
  let inputs: AnalysisInputs
  /// Whether surface forms are counted, not forms of the analysed layer.
  let ofWords: Bool
  /// Whether each form counts; nil for annotation, whose summaries tell.
  private let isCountedForm: [Bool]?
  private let reading: RunReading

  /// Prepares for an analysis; linear in the vocabulary.
  init(_ inputs: AnalysisInputs, ofWords: Bool) {
    self.inputs = inputs
    self.ofWords = ofWords
    reading = RunReading(inputs, ofWords: ofWords)
    guard ofWords || !inputs.view.isAnnotation else {
      isCountedForm = nil
      return
    }
    var isCounted = [Bool](repeating: false, count: inputs.view.formCount)
    for table in reading.tables {
      for form in table where form != TokenStorage.uncounted { isCounted[Int(form.rawValue)] = true }
    }
    isCountedForm = isCounted
  }

  private var layer: LayerName { ofWords ? .word : inputs.view.layer }

  /// Whether the summary of a segment gives the counts.
  func usesSummary(_ segment: SegmentReader) -> Bool {
    inputs.grouping.isUndivided && (isCountedForm == nil || segment.hasSummary(layer))
  }

  /// The counts of a segment, by its summary.
  func fold(summaryOf segment: SegmentReader, into storage: CountStorage) throws {
    storage.removeAll()
    storage.areWords = ofWords
    storage.documents = segment.info.documents - (segment.info.continuesDocument ? 1 : 0)
    guard let isCountedForm else {
      let formCount = inputs.view.formCount
      try segment.values(layer, countsPunctuation: inputs.view.countsPunctuation) { form, count, documents in
        guard Int(form.rawValue) < formCount else { return }
        storage.entries.append(CountStorage.Entry(form: form, count: count, documents: documents))
        storage.tokens += count
      }
      return
    }
    try segment.summary(layer) { form, count, documents in
      let index = Int(form.rawValue)
      guard index < isCountedForm.count, isCountedForm[index] else { return }
      storage.entries.append(CountStorage.Entry(form: form, count: count, documents: documents))
      storage.tokens += count
    }
  }

  /// Counts the documents of a run, group by group, and hands each group's counts over.
  func fold(
    _ run: DocumentRun, into storage: CountStorage, _ counter: inout StreamCounter,
    _ emit: (Int, CountStorage) throws -> Void
  ) throws {
    var documents: [Int32: [Int]] = [:]
    for index in 0..<run.documentCount {
      let group = inputs.grouping.groups[run.firstDocument + index]
      if group != DocumentGrouping.unselected { documents[group, default: []].append(index) }
    }
    for (group, indices) in documents.sorted(by: { $0.key < $1.key }) {
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
}
