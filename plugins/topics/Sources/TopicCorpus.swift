import AnalyzerKit

/// The documents as the sampler sees them: lists of term numbers, in an order that the store has no say in.
struct TopicCorpus {
  /// The terms, by code point.
  private(set) var terms: [String] = []
  /// The documents' ordinals, ascending.
  private(set) var documents: [Int] = []
  /// Where each document's tokens begin, and where the last one's end.
  private(set) var starts: [Int] = [0]
  /// The terms of the tokens; those of a document ascend.
  private(set) var tokens: [Int32] = []

  /// The kept tokens of all documents, less the terms that stand in too few.
  init(_ records: Records, minimumDocuments: Int, in context: AnalysisContext) throws {
    var forms: [[FormID]] = []
    for index in records.order {
      let record = records.record(index)
      guard let ordinal = record.integers.first else { continue }
      if documents.last == ordinal {
        forms[forms.count - 1] += record.forms
      } else {
        documents.append(ordinal)
        forms.append(record.forms)
      }
    }
    var frequencies: [FormID: Int] = [:]
    for document in forms {
      for form in Set(document) { frequencies[form, default: 0] += 1 }
    }
    let kept = try frequencies.filter { $0.value >= minimumDocuments }.keys.map { form in
      (form: form, text: try context.text(of: form))
    }.sorted { CodePointOrder.precedes($0.text, $1.text) }
    terms = kept.map(\.text)
    let numbers = Dictionary(zip(kept.map(\.form), Int32(0)...), uniquingKeysWith: { first, _ in first })
    for document in forms {
      tokens += document.compactMap { numbers[$0] }.sorted()
      starts.append(tokens.count)
    }
  }
}
