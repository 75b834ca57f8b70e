import AnalyzerKit

/// Counts forms inside the windows of a demand in whole documents, position by position.
struct CollocateFeeder {
  let corpus: MemoryCorpus
  let demand: WindowDemand

  /// Counts documents; nil when nothing matches in any of them: then there is no batch.
  func storage(for parts: [DocumentPart]) throws -> CollocateStorage? {
    let storage = CollocateStorage()
    var inside: [FormID: (count: Int, documents: Int)] = [:]
    var matched = inside
    for part in parts {
      let tokens = corpus.documents[part.document].tokens
      let found = try WindowFeeder(corpus: corpus, demand: demand).matches(in: part.document)
      if found.isEmpty { continue }
      storage.matches += found.count
      storage.inside.documents += 1
      storage.matched.documents += 1
      let nodes = Set(found.flatMap { $0.match.start..<$0.match.end })
      let around = Set(found.flatMap { $0.window }).subtracting(nodes)
      add(around.compactMap { corpus.form(of: tokens[$0]) }, to: &inside)
      add(nodes.compactMap { corpus.form(of: tokens[$0]) }, to: &matched)
    }
    fill(storage.inside, with: inside)
    fill(storage.matched, with: matched)
    return storage.matches == 0 ? nil : storage
  }

  /// Adds the tokens of one document.
  private func add(_ forms: [FormID], to counts: inout [FormID: (count: Int, documents: Int)]) {
    for form in forms { counts[form, default: (0, 0)].count += 1 }
    for form in Set(forms) { counts[form, default: (0, 0)].documents += 1 }
  }

  private func fill(_ storage: CountStorage, with counts: [FormID: (count: Int, documents: Int)]) {
    for (form, number) in counts {
      storage.append(form, count: number.count, documents: number.documents)
      storage.tokens += number.count
    }
  }
}
