import AnalyzerKit

/// Sentiment by lexicon: how positive or negative documents, sentences or windows are.
public struct Sentiment: Analyzer {
  /// What has a row.
  enum Unit: String { case document, sentence, whole, corpus }

  let lexicon: ResourceReference?
  let unit: Unit
  let around: Query?
  let window: Int
  let usesShifters: Bool
  let explains: Bool

  /// Takes the options.
  public init(options: Options) throws {
    lexicon = try options[Self.lexicon]
    unit = Unit(rawValue: try options[Self.unit]) ?? .document
    around = try options[Self.around]
    window = try options[Self.window]
    usesShifters = try options[Self.rules] != "none"
    explains = try options[Self.explain]
    if around == nil, options.values["window"] != nil {
      throw AnalyzerError.invalidOption("window", "goes with --around QUERY only")
    }
  }

  /// The stream, or the windows around a query; whole documents where one is scored as one piece.
  public var demands: [Demand] {
    if let around {
      let region: Region = unit == .sentence ? .sentence : .document
      return [
        .windows(WindowDemand(around: [around], left: window, right: window, countsWordsOnly: true, within: region))
      ]
    }
    return unit == .whole ? [.documents] : [.tokens()]
  }

  /// A scorer for each language of the corpus; nil where there is no lexicon for it.
  public struct Prepared: Sendable {
    var scorers: [Scorer?] = []
    /// The languages without a lexicon.
    var unscored: [String] = []

    /// The scorer for a document.
    func scorer(for document: DocumentSlice) -> Scorer? {
      scorers.indices.contains(document.language) ? scorers[document.language] : nil
    }
  }

  /// Resolves lexicons and shifters against the vocabulary.
  public func prepare(_ corpus: CorpusView) throws -> Prepared {
    var prepared = Prepared()
    let own = try lexicon.map { try Lexicon($0.bytes, name: $0.name) }
    for language in corpus.languages {
      guard let scores = try own ?? Lexicon(bundled: language, in: corpus) else {
        prepared.scorers.append(nil)
        prepared.unscored.append(language)
        continue
      }
      let shifters = usesShifters ? try Shifters(bundled: language, in: corpus) : nil
      prepared.scorers.append(try Scorer(scores, shifters, in: corpus))
    }
    return prepared
  }

  /// The partial of nothing.
  public func start(_ prepared: Prepared) -> SentimentPartial { SentimentPartial() }

  /// Scores the sentences or documents of a batch.
  public func add(_ batch: borrowing TokenBatch, _ prepared: Prepared, to partial: inout SentimentPartial) throws {
    var hits: [Scorer.Hit] = []
    for index in 0..<batch.documentCount {
      let document = batch.document(at: index)
      guard let scorer = prepared.scorer(for: document) else {
        partial.unscoredDocuments += document.isStart ? 1 : 0
        continue
      }
      var sums = ScoreSums()
      let pieces = unit == .whole ? [document.tokens] : batch.sentences(in: document)
      for tokens in pieces {
        let counted = scorer.score(tokens, into: &hits) { batch.form(at: $0) }
        let piece = PieceScores(tokens: counted, hits: hits)
        sums.add(piece)
        if explains {
          for hit in hits {
            let position = document.firstPosition + hit.token - document.lowerBound
            try partial.hits.append(
              [document.ordinal, position, batch.sentence(of: hit.token, in: document)], reals: [hit.base, hit.value],
              forms: [batch.word(at: hit.token)] + hit.modifiers.map { batch.word(at: $0) })
          }
        } else if unit == .sentence {
          let sentence = batch.sentence(of: tokens.lowerBound, in: document)
          try partial.addPiece(document: document.ordinal, sentence: sentence, order: 0, piece)
        }
      }
      if !explains, unit != .sentence { try partial.add(sums, of: document, toTotal: unit == .corpus) }
    }
  }

  /// Scores the windows of a batch, each a piece of its own.
  public func add(_ windows: borrowing WindowBatch, _ prepared: Prepared, to partial: inout SentimentPartial) throws {
    var hits: [Scorer.Hit] = []
    for index in 0..<windows.count {
      let window = windows.window(at: index)
      let document = windows.document(of: window)
      guard window.isOwn, let scorer = prepared.scorer(for: document) else { continue }
      var counted = scorer.score(window.leftBound..<window.rightEnd, into: &hits) { windows.form(at: $0) }
      // What was asked for is not what is said of it.
      hits.removeAll { window.match.contains($0.token) }
      for token in window.match where windows.form(at: token) != nil { counted -= 1 }
      let piece = PieceScores(tokens: counted, hits: hits)
      if explains {
        for hit in hits {
          try partial.hits.append(
            [document.ordinal, window.position + hit.token - window.matchBound, window.sentence],
            reals: [hit.base, hit.value],
            forms: [windows.word(at: hit.token)] + hit.modifiers.map { windows.word(at: $0) })
        }
      } else if unit == .sentence {
        try partial.addPiece(document: document.ordinal, sentence: window.sentence, order: window.position, piece)
      } else {
        var sums = ScoreSums()
        sums.add(piece)
        try partial.addPart(sums, of: document.ordinal, toTotal: unit == .corpus)
      }
    }
  }
}
