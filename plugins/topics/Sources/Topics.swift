import AnalyzerKit

/// A topic model by latent Dirichlet allocation: the fold collects the kept words of each document, `finish` samples.
///
/// Memory grows with the tokens that are kept, some 10 bytes each, as the sampler passes over them again and again.
public struct Topics: Analyzer {
  let count: Int
  let seed: Int
  let iterations: Int
  let terms: Int
  let minimumDocuments: Int
  let top: Int
  let alpha: Double
  let beta: Double
  let unit: String
  let stopwords: WordListReference?

  /// Takes the options.
  public init(options: Options) throws {
    count = try options[Self.count]
    seed = try options[Self.seed]
    iterations = try options[Self.iterations]
    terms = try options[Self.terms]
    minimumDocuments = try options[Self.minimumDocuments]
    top = try options[Self.top]
    alpha = try options[Self.alpha]
    beta = try options[Self.beta]
    unit = try options[Self.unit]
    stopwords = try options[Self.stopwords]
    if beta == 0 || alpha == 0 {
      throw AnalyzerError.invalidOption(beta == 0 ? "beta" : "alpha", "must be more than 0")
    }
  }

  /// The stream.
  public var demands: [Demand] { [.tokens()] }

  /// The most frequent forms but for stop words.
  public func prepare(_ corpus: CorpusView) throws -> FormSet {
    let excluded = try stopwords.map { try corpus.forms(in: $0) } ?? FormSet()
    return FormSet(try corpus.mostFrequent(terms, except: excluded))
  }

  /// A row a part of a document: its ordinal, the position of the part, and the kept forms.
  public func start(_ prepared: FormSet) -> Records { Records(integers: 2) }

  /// Collects the kept forms of each document.
  public func add(_ batch: borrowing TokenBatch, _ prepared: FormSet, to partial: inout Records) throws {
    for index in 0..<batch.documentCount {
      let slice = batch.document(at: index)
      var kept: [FormID] = []
      batch.forEachForm(in: slice.tokens) { _, form in
        if prepared.contains(form) { kept.append(form) }
      }
      try partial.append([slice.ordinal, slice.firstPosition], forms: kept)
    }
  }
}
