import AnalyzerKit
import CorpusQuery
import CorpusStore

/// What all threads of an analysis share: the corpus as it was at the start, and how it is read.
struct AnalysisInputs: Sendable {
  /// The store.
  let store: Store
  /// The corpus.
  let corpus: Corpus
  /// The analysed layer.
  let view: LayerView
  /// Which documents are read, and in which group.
  let grouping: DocumentGrouping
  /// The languages of the corpus, by code.
  let languages: [String]
  /// For each language, the index of its casing variant; empty where the corpus has only one.
  let variants: [Int]
  /// For each document, the index of its language.
  let documentLanguages: [UInt16]
  /// For each query that an analyzer may demand windows around, by its text and label: what it matches.
  let queries: [Query: ResolvedQuery]
  /// About how many tokens a batch has.
  var batchTokens = TokenFolding.batchTokens
  /// By layer, of how many segments, from the first on, the store keeps the sums: looked up once, so that all threads go by the same.
  var totals: [LayerName: Int] = [:]
  /// The kinds of regions, besides those that every corpus has, that windows or batches stop at.
  var regions: Set<String> = []

  /// What counts collocates, kept from one analysis to the next.
  var counters = CollocateCounters()

  /// The casing variant of a language of the corpus.
  func variant(ofLanguage index: Int) -> Int {
    variants.indices.contains(index) ? variants[index] : 0
  }
}

extension AnalysisInputs {
  /// Reads what a session or a worker shares among its threads; linear in the vocabulary and in the documents.
  init(
    _ store: Store, _ reader: StoreReader, _ corpus: Corpus, _ fields: DocumentFields, layer: LayerName,
    grouping: DocumentGrouping, countsPunctuation: Bool, queries: [Query: QueryExpression],
    views: LayerViews = LayerViews()
  ) throws {
    let vocabulary = try reader.vocabulary
    let view = try views.view(layer, of: corpus, in: store, vocabulary, countsPunctuation: countsPunctuation)
    let languages = corpus.languages.map(\.language)
    self.init(
      store: store, corpus: corpus, view: view, grouping: grouping, languages: languages,
      variants: view.variantCount == 1 ? [] : languages.map { view.variant(of: $0) },
      documentLanguages: try AnalysisInputs.documentLanguages(corpus, languages, fields),
      queries: try queries.mapValues { try ResolvedQuery($0, in: view, vocabulary) })
    for name in Set([LayerName.word, view.layer]) { totals[name] = try reader.segmentsInTotals(name, of: corpus) }
  }

  private static let unknownLanguage = AnalyzerError.unsuitableCorpus(
    "the store is damaged: a document is in a language that its corpus does not have. `check` lists all damage")

  /// Of a corpus in one language no document is asked for its own, which would be most of the work of counting forms.
  private static func documentLanguages(
    _ corpus: Corpus, _ languages: [String], _ fields: DocumentFields
  ) throws -> [UInt16] {
    if languages.count == 1 || corpus.documentCount == 0 { return Array(repeating: 0, count: corpus.documentCount) }
    let places = Dictionary(zip(languages, UInt16(0)..<UInt16.max)) { first, _ in first }
    return try fields.values("language").map { value in
      guard case .text(let code) = value, let place = places[code] else { throw unknownLanguage }
      return place
    }
  }
}
