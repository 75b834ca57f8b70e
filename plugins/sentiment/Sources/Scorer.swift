import AnalyzerKit

/// The scores and shifters of one language, by form: made once, read by all threads.
struct Scorer: Sendable {
  /// A hit in a piece of text.
  struct Hit {
    let token: Int
    let base: Double
    var value: Double
    var modifiers: [Int]
  }

  /// How many words before a hit are looked at for shifters.
  static let reach = 3
  /// What a negator multiplies a score by (Hutto & Gilbert 2014).
  static let negation = -0.74
  /// What an adversative multiplies the scores before and after it by.
  static let adversative = (before: 0.5, after: 1.5)

  private var scores: [FormID: Double] = [:]
  private var shifters: [FormID: (kind: Shifters.Kind, factor: Double)] = [:]
  private var known = FormSet()

  /// Resolves a lexicon and shifters against the vocabulary.
  init(_ lexicon: Lexicon, _ shifters: Shifters?, in corpus: CorpusView) throws {
    for (number, (term, score)) in lexicon.scores.sorted(by: { $0.key < $1.key }).enumerated() {
      if number % 256 == 0 { try corpus.checkCancellation() }
      guard let form = try corpus.form(of: term) else { continue }
      scores[form] = score
      known.insert(form)
    }
    for entry in shifters?.entries ?? [] {
      guard let form = try corpus.form(of: entry.term) else { continue }
      self.shifters[form] = (entry.kind, entry.factor)
      known.insert(form)
    }
  }

  /// Whether no term of the lexicon occurs.
  var isEmpty: Bool { scores.isEmpty }

  /// Scores a piece of text, and returns the number of counted tokens.
  ///
  /// `hits` is emptied and filled in order. `form` gives the form of a token, or nil for one that is not counted.
  func score(_ tokens: Range<Int>, into hits: inout [Hit], form: (Int) -> FormID?) -> Int {
    hits.removeAll(keepingCapacity: true)
    var counted = 0
    var lastAdversative: Int?
    var recent: [(token: Int, kind: Shifters.Kind, factor: Double, word: Int)] = []
    for token in tokens {
      guard let form = form(token) else {
        recent.removeAll(keepingCapacity: true)
        continue
      }
      counted += 1
      guard known.contains(form) else { continue }
      if let base = scores[form] {
        var hit = Hit(token: token, base: base, value: base, modifiers: [])
        for shifter in recent where counted - shifter.word <= Scorer.reach {
          hit.value *= shifter.kind == .negator ? Scorer.negation : shifter.factor
          hit.modifiers.append(shifter.token)
        }
        hits.append(hit)
      }
      if let shifter = shifters[form] {
        if shifter.kind == .adversative {
          lastAdversative = token
          recent.removeAll(keepingCapacity: true)
        } else {
          recent.append((token, shifter.kind, shifter.factor, counted))
        }
      }
    }
    if let lastAdversative {
      for index in hits.indices {
        let isBefore = hits[index].token < lastAdversative
        hits[index].value *= isBefore ? Scorer.adversative.before : Scorer.adversative.after
        hits[index].modifiers.append(lastAdversative)
      }
    }
    return counted
  }
}
