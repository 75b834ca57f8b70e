import AnalyzerKit
import CorpusQuery
import CorpusStore
import Synchronization
import TextProcessing

/// Answers what `prepare` and `finish` ask, from the store.
///
/// One reader behind a lock: analyzers ask little, and never in a hot loop.
final class StoreAccess: CorpusAccess {
  private struct State: ~Copyable {
    let reader: StoreReader
    var kept: Vocabulary?
    var names: [String]?
    var fields: [String: [Value]] = [:]
    var counts: FormCounter?
    var documents = DocumentForms()
    /// The forms of counted tokens in a layer of annotation.
    var values: FormSet?

    mutating func vocabulary() throws -> Vocabulary {
      if let kept { return kept }
      let made = try reader.vocabulary
      kept = made
      return made
    }
  }

  let inputs: AnalysisInputs
  private let state: Mutex<State>
  private let progress: AnalysisProgress
  private let resources: @Sendable (String) throws -> [UInt8]?

  /// Answers for one analysis; `resources` finds data files of its plugin.
  init(
    _ inputs: AnalysisInputs, progress: AnalysisProgress, resources: @escaping @Sendable (String) throws -> [UInt8]?
  ) throws {
    self.inputs = inputs
    self.progress = progress
    self.resources = resources
    state = Mutex(State(reader: try inputs.store.keptReader()))
  }

  /// What was read of the vocabulary is kept for the next analysis.
  deinit { state.withLock { inputs.store.keep($0.reader) } }

  var layer: String { inputs.view.layer.name }
  var languages: [String] { inputs.languages }
  var formCount: Int { inputs.view.formCount }

  func form(of text: String) throws -> FormID? {
    let bytes = inputs.view.text(Array(text.utf8))
    return try state.withLock { state in
      let vocabulary = try state.vocabulary()
      return try bytes.withUnsafeBufferPointer { bytes throws -> FormID? in try vocabulary.id(of: bytes) }
    }
  }

  func layerText(_ text: String) throws -> String {
    String(decoding: inputs.view.text(Array(text.utf8)), as: UTF8.self)
  }

  func words(behind form: FormID) throws -> [FormID] {
    guard !inputs.view.isAnnotation else {
      throw AnalyzerError.unsuitableCorpus("the words behind a form of \(layer) are not known apart from their places")
    }
    return try state.withLock { state in try inputs.view.words(behind: form, in: state.vocabulary()) }
  }

  func text(of form: FormID) throws -> String {
    // Here and for names of documents, since what makes tables asks for them row by row.
    try checkCancellation()
    return try state.withLock { state in try state.vocabulary().text(of: form) }
  }

  func texts(of forms: [FormID]) throws -> FormTextList {
    try checkCancellation()
    return try state.withLock { state in
      var list = FormTextList()
      for text in try state.vocabulary().bytes(of: forms) { list.append(text) }
      return list
    }
  }

  func forEachForm(_ body: (FormID, UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    let counted = try countedForms()
    // A reader of its own, since the body may ask for more.
    let vocabulary = try inputs.store.reader().vocabulary
    for form in counted.forms {
      try checkCancellation()
      try body(form, try vocabulary.bytes(of: form))
    }
  }

  func forms(matching pattern: Pattern) throws -> FormSet {
    let expression: TextPattern
    do {
      expression = try TextPattern(pattern.source)
    } catch {
      throw AnalyzerError.invalidOption("match", error.description)
    }
    var matching = FormSet()
    try forEachForm { form, bytes in
      switch expression.outcome(whole: bytes) {
      case .match: matching.insert(form)
      case .noMatch: break
      case .exceededLimits:
        throw AnalyzerError.invalidOption("match", "\(pattern.source) takes too long; make it simpler")
      }
    }
    return matching
  }

  func forms(matching query: Query) throws -> FormSet {
    guard let resolved = inputs.queries[query] else { return FormSet() }
    if inputs.view.isAnnotation {
      let counted = try countedForms()
      return FormSet((resolved.elements.first ?? FormSet()).forms.filter(counted.contains))
    }
    var forms = FormSet()
    for (variant, elements) in resolved.elementsByVariant.enumerated() {
      let table = try inputs.view.forms(variant: variant)
      for word in elements.first?.forms ?? [] {
        if let form = table[Int(word.rawValue)], form != TokenStorage.uncounted { forms.insert(form) }
      }
    }
    return forms
  }

  func formCounts() throws -> FormCounter {
    if let known = state.withLock({ $0.counts }) { return known }
    let counting = CountFolding(inputs, ofWords: false)
    let reader = try inputs.store.reader()
    let storage = CountStorage()
    var counter: StreamCounter?
    var counts = FormCounter()
    let inTotals = counting.segmentsInTotals
    if inTotals > 0 {
      try counting.fold(totalsOf: reader, into: storage) { storage in
        try checkCancellation()
        counts.addCounts(of: FormCounts(storage))
      }
    }
    for index in inputs.corpus.segments.indices.dropFirst(inTotals) {
      try checkCancellation()
      let segment = try reader.segment(inputs.corpus.segments[index])
      if counting.usesSummary(segment) {
        try counting.fold(summaryOf: segment, into: storage)
        counts.addCounts(of: FormCounts(storage))
        continue
      }
      var own = counter ?? StreamCounter(forms: inputs.view.formCount)
      try counting.fold(try DocumentRun(index, of: inputs.corpus, in: reader), into: storage, &own) { _, storage in
        counts.addCounts(of: FormCounts(storage))
      }
      counter = own
    }
    state.withLock { $0.counts = counts }
    return counts
  }

  func resource(_ name: String) throws -> [UInt8]? { try resources(name) }

  func documentName(_ ordinal: Int) throws -> String {
    try checkCancellation()
    return try state.withLock { state in
      if state.names == nil { state.names = try state.reader.documents(of: inputs.corpus).names() }
      guard let names = state.names, names.indices.contains(ordinal) else {
        throw AnalyzerError.malformedReport("a document that is not in the corpus")
      }
      return names[ordinal]
    }
  }

  func field(_ name: String, of ordinal: Int) throws -> Value {
    try state.withLock { state in
      if state.fields[name] == nil {
        let documents = DocumentFields(state.reader.documents(of: inputs.corpus), of: inputs.corpus)
        state.fields[name] = try documents.values(name)
      }
      guard let values = state.fields[name], values.indices.contains(ordinal) else { return .missing }
      return values[ordinal]
    }
  }

  func forms(ofDocument ordinal: Int) throws -> [FormID] {
    try checkCancellation()
    return try state.withLock { try $0.documents.forms(of: ordinal, inputs, $0.reader) }
  }

  func checkCancellation() throws {
    if progress.isCancelled { throw AnalyzerError.cancelled }
  }

  /// All forms of the layer that counted tokens can have; of annotation, those that they do have in the corpus.
  private func countedForms() throws -> FormSet {
    var forms = FormSet()
    if inputs.view.isAnnotation {
      if let known = state.withLock({ $0.values }) { return known }
      let reader = try inputs.store.reader()
      for info in inputs.corpus.segments {
        try checkCancellation()
        try reader.segment(info).values(
          inputs.view.layer, countsPunctuation: inputs.view.countsPunctuation
        ) { form, _, _ in forms.insert(form) }
      }
      forms = FormSet(forms.forms.filter { Int($0.rawValue) < inputs.view.formCount })
      let found = forms
      state.withLock { $0.values = found }
      return forms
    }
    for variant in 0..<inputs.view.variantCount {
      try inputs.view.forms(variant: variant).withForms {
        for form in $0 where form != TokenStorage.uncounted { forms.insert(form) }
      }
    }
    return forms
  }
}
