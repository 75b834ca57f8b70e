import AnalyzerKit
import Testing

/// Expects that an analyzer keeps the laws of the contract on a corpus, and that its card is in order.
///
/// Any allowed cut into batches and partials, merged in any order, gives the same report; merging nothing changes
/// nothing; partials survive their encoding, also into a store with other form numbers; damaged bytes are refused; the
/// report's columns are among the card's. `fields` are those of the documents by which it is grouped as well.
///
///     @Test(arguments: generatedCorpora(seed: 1))
///     func laws(corpus: GeneratedCorpus) { expectLaws(of: WordCount.self, on: corpus.corpus) }
public func expectLaws<A: Analyzer>(
  of type: A.Type, options: [String: OptionValue] = [:], on corpus: MemoryCorpus, by fields: [String] = [],
  seed: UInt64 = 1, rounds: Int = 8, sourceLocation: SourceLocation = #_sourceLocation
) {
  expectSoundCard(of: type, sourceLocation: sourceLocation)
  do {
    let laws = LawCheck(
      run: try MemoryRun(type, options: options, on: corpus), options: options, seed: seed, rounds: rounds,
      location: sourceLocation)
    try laws.checkDeterminism()
    try laws.checkCuts()
    try laws.checkFirstRows()
    if !fields.isEmpty { try laws.checkGroups(by: fields) }
    try laws.checkMerges()
    try laws.checkEncoding()
    try laws.checkOtherNumbers()
    laws.checkDamage()
  } catch {
    Issue.record("\(A.card.name) failed: \(error)", sourceLocation: sourceLocation)
  }
}

/// Expects the laws on every corpus of `generatedCorpora`, grouped by `field` where the corpus has documents.
///
/// `seed` decides the corpora and the cuts.
public func expectLawsOnGeneratedCorpora<A: Analyzer>(
  of type: A.Type, options: [String: OptionValue] = [:], layer: String = "lower", punctuation: Bool = false,
  seed: UInt64 = 1, rounds: Int = 4, sourceLocation: SourceLocation = #_sourceLocation
) {
  for generated in generatedCorpora(seed: seed) {
    let corpus = generated.corpus.counting(layer: layer, punctuation: punctuation)
    expectLaws(
      of: type, options: options, on: corpus, by: corpus.documents.isEmpty ? [] : ["group"], seed: seed,
      rounds: rounds, sourceLocation: sourceLocation)
  }
}
