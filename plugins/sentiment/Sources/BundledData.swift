import AnalyzerKit

extension Lexicon {
  /// The project's own lexicon for a language; nil when there is none.
  init?(bundled language: String, in corpus: CorpusView) throws {
    let name = "lexicon-\(language).tsv"
    guard let bytes = try corpus.resource(ifPresent: name) else { return nil }
    try self.init(bytes, name: name)
  }
}

extension Shifters {
  /// The project's own shifters for a language; nil when there are none.
  init?(bundled language: String, in corpus: CorpusView) throws {
    let name = "shifters-\(language).tsv"
    guard let bytes = try corpus.resource(ifPresent: name) else { return nil }
    try self.init(bytes, name: name)
  }
}
