import AnalyzerKit

/// Counts the forms of whole documents: as lists, in an order that says nothing, or as sums, as the workbench gives both.
struct CountFeeder {
  let corpus: MemoryCorpus
  /// Whether surface forms are counted, else forms of the analysed layer.
  let ofWords: Bool

  func storage(for parts: [DocumentPart]) -> CountStorage {
    var counts: [FormID: Int] = [:]
    var documents: [FormID: Int] = [:]
    let storage = CountStorage()
    storage.areWords = ofWords
    for part in parts {
      let forms = corpus.documents[part.document].tokens[part.positions].compactMap { token in
        corpus.form(of: token).map { ofWords ? corpus.word(of: token) : $0 }
      }
      for form in forms { counts[form, default: 0] += 1 }
      for form in Set(forms) { documents[form, default: 0] += 1 }
      storage.tokens += forms.count
      storage.documents += 1
    }
    // Which of the two it is follows from the cut, so that both are fed, and merged with each other.
    if parts.count.isMultiple(of: 2) {
      storage.sums = FormSums(counts: CountFeeder.counter(counts), documents: CountFeeder.counter(documents))
      return storage
    }
    for (form, count) in counts {
      storage.append(form, count: count, documents: documents[form] ?? 0)
    }
    return storage
  }

  private static func counter(_ numbers: [FormID: Int]) -> FormCounter {
    var counter = FormCounter()
    for (form, number) in numbers { counter.add(form, number) }
    return counter
  }
}
