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
    let evaluator = ExpressionEvaluator(fields, documents: corpus.documentCount)
    var selected = Array(repeating: true, count: corpus.documentCount)
    for condition in selection.conditions {
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
    let vocabulary = try reader.vocabulary
    let view = try LayerView(layer, of: corpus, in: vocabulary, countsPunctuation: countsPunctuation)
    let languages = corpus.languages.map(\.language)
    let places = Dictionary(uniqueKeysWithValues: zip(languages, UInt16(0)...))
    var grouping = DocumentGrouping(documents: corpus.documentCount, selected: selected)
    if !groups.isEmpty {
      let values = try groups.map { word in
        do { return try fields.values(word.text) } catch { throw CommandError.wrap(error, at: word.span) }
      }
      grouping = DocumentGrouping(
        columns: groups.map(\.text).map { Column($0, fields.kind(of: $0), role: .group, "The documents' \($0).") },
        keys: (0..<corpus.documentCount).map { row in values.map { $0[row] } }, selected: selected)
    }
    return AnalysisInputs(
      store: store, corpus: corpus, view: view, grouping: grouping, languages: languages,
      documentLanguages: try fields.values("language").map { value in
        if case .text(let code) = value { places[code] ?? 0 } else { 0 }
      }, queries: try queries.mapValues { try ResolvedQuery($0, in: view, vocabulary) })
  }

  /// What a selection is, as a table of one row a fact.
  func describe(_ selection: Selection) throws -> Report {
    let reader = try store().reader()
    let (corpus, fields, selected) = try documents(of: selection, reader)
    return try CorpusDescription(selection, corpus, fields, selected, reader).report()
  }
}
