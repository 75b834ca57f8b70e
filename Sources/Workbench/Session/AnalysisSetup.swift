import AnalyzerKit
import CommandLanguage
import CorpusQuery
import CorpusStore

extension Session {
  /// The corpus of a selection, and which of its documents are selected; nil when all are.
  func documents(
    of selection: Selection, _ reader: StoreReader
  ) throws -> (corpus: Corpus, fields: DocumentFields, selected: [Bool]?) {
    let corpus = try reader.corpus(named: selection.corpus)
    let fields = DocumentFields(reader.documents(of: corpus), of: corpus)
    guard !selection.conditions.isEmpty else { return (corpus, fields, nil) }
    var selected = Array(repeating: true, count: corpus.documentCount)
    for (index, condition) in selection.conditions.enumerated() {
      var before = selection
      before.conditions = Array(selection.conditions[..<index])
      let evaluator = ExpressionEvaluator(
        fields, documents: corpus.documentCount, named: DocumentConditions(self, before, corpus, reader))
      do {
        selected = zip(selected, try evaluator.test(condition.expression)).map { $0 && $1 }
      } catch let error as CommandError {
        // The condition is mostly of an earlier command, so that its places mean nothing in this one.
        throw CommandError("where \(condition.text): \(error.message)", kind: error.kind, advice: error.advice)
      }
    }
    return (corpus, fields, selected)
  }

  /// Everything that the threads of an analysis share.
  func inputs(
    for selection: Selection, layer: LayerName, by groups: [Word], countsPunctuation: Bool,
    queries: [Query: QueryExpression]
  ) throws -> AnalysisInputs {
    let store = try store()
    let reader = try store.reader()
    let (corpus, fields, selected) = try documents(of: selection, reader)
    var grouping = DocumentGrouping(documents: corpus.documentCount, selected: selected)
    if !groups.isEmpty {
      let values = try groups.map { word in
        do { return try fields.values(word.text) } catch let error where !error.isOfChangedStore {
          throw CommandError.wrap(error, at: word.span)
        }
      }
      grouping = DocumentGrouping(
        columns: groups.map(\.text).map { Column($0, fields.kind(of: $0), role: .group, "The documents' \($0).") },
        keys: (0..<corpus.documentCount).map { row in values.map { $0[row] } }, selected: selected)
    }
    var inputs = try AnalysisInputs(
      store, reader, corpus, fields, layer: layer, grouping: grouping, countsPunctuation: countsPunctuation,
      queries: queries, views: views)
    inputs.counters = counters
    return inputs
  }

  /// What a selection is, as a table of one row a fact.
  func describe(_ selection: Selection) throws -> Report {
    let reader = try store().reader()
    let (corpus, fields, selected) = try documents(of: selection, reader)
    return try CorpusDescription(selection, corpus, fields, selected, reader).report()
  }
}
