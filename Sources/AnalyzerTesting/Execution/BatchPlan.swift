import AnalyzerKit

/// How some documents are cut into batches.
struct BatchPlan {
  /// The parts of documents in each batch, in order.
  let batches: [[DocumentPart]]

  /// All documents in one batch.
  init(whole ordinals: [Int], of corpus: MemoryCorpus) {
    batches = [ordinals.map { DocumentPart(document: $0, positions: 0..<corpus.documents[$0].tokens.count) }]
  }

  /// A random cut, of those that the contract allows for a demand.
  ///
  /// Form counts and whole documents are cut between documents; tokens and windows also inside, before a sentence.
  init(
    cutting ordinals: [Int], of corpus: MemoryCorpus, for demand: Demand, using generator: inout SeededGenerator
  ) {
    let cutsInside =
      switch demand {
      case .formCounts, .wordCounts, .documents, .collocates: false
      case .tokens, .windows: true
      }
    var parts: [DocumentPart] = []
    for ordinal in ordinals {
      let document = corpus.documents[ordinal]
      var bounds = [0, document.tokens.count]
      if cutsInside, Bool.random(using: &generator) {
        bounds += document.sentenceStarts.filter { $0 > 0 && Int.random(in: 0..<3, using: &generator) == 0 }
      }
      bounds.sort()
      parts += zip(bounds, bounds.dropFirst()).map { DocumentPart(document: ordinal, positions: $0..<$1) }
    }
    let mean = Int.random(in: 1...4, using: &generator)
    var batches: [[DocumentPart]] = []
    for part in parts {
      let continues = batches.last?.last?.document == part.document
      if batches.isEmpty || continues || Int.random(in: 0..<mean, using: &generator) == 0 {
        batches.append([part])
      } else {
        batches[batches.count - 1].append(part)
      }
    }
    self.batches = batches
  }
}
