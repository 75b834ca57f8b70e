/// Latent Dirichlet allocation by collapsed Gibbs sampling.
///
/// Griffiths & Steyvers (2004), Finding scientific topics, equation 5: a token of term w in document d gets topic k with a
/// probability in proportion to (n(d,k) + α)(n(k,w) + β) / (n(k) + Vβ), counted without the token itself.
struct GibbsSampler {
  /// How many topics there are.
  let topics: Int
  /// The prior count of a topic in a document.
  let alpha: Double
  /// The prior count of a term in a topic.
  let beta: Double
  /// How many different terms there are.
  let terms: Int
  /// The topic of each token.
  private(set) var assignments: [Int32]
  /// Tokens by term and topic: the topics of a term stand together.
  private(set) var byTerm: [Int32]
  /// Tokens by topic.
  private(set) var byTopic: [Int32]
  private var random: UInt64

  /// Gives each token of a corpus a topic by chance; `alpha` is the sum over the topics.
  init(_ corpus: TopicCorpus, topics: Int, alpha: Double, beta: Double, seed: Int) {
    self.topics = topics
    self.alpha = alpha / Double(topics)
    self.beta = beta
    terms = corpus.terms.count
    random = UInt64(bitPattern: Int64(seed))
    assignments = []
    byTerm = Array(repeating: 0, count: terms * topics)
    byTopic = Array(repeating: 0, count: topics)
    assignments.reserveCapacity(corpus.tokens.count)
    for term in corpus.tokens {
      let topic = min(topics - 1, Int(chance() * Double(topics)))
      assignments.append(Int32(topic))
      byTerm[Int(term) * topics + topic] += 1
      byTopic[topic] += 1
    }
  }

  /// A number from 0 to less than 1 (SplitMix64).
  private mutating func chance() -> Double {
    random &+= 0x9E37_79B9_7F4A_7C15
    var value = random
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((value ^ (value >> 31)) >> 11) * 0x1p-53
  }

  /// Samples the topic of every token anew; linear in tokens and topics.
  mutating func pass(over corpus: TopicCorpus, checkCancellation: () throws -> Void) rethrows {
    let smoothing = Double(terms) * beta
    var inDocument = [Double](repeating: 0, count: topics)
    var weights = [Double](repeating: 0, count: topics)
    var scale = byTopic.map { 1 / (Double($0) + smoothing) }
    for document in corpus.documents.indices {
      let range = corpus.starts[document]..<corpus.starts[document + 1]
      if document % 64 == 0 || range.count > 1_000 { try checkCancellation() }
      for topic in 0..<topics { inDocument[topic] = alpha }
      for token in range { inDocument[Int(assignments[token])] += 1 }
      for token in range {
        let row = Int(corpus.tokens[token]) * topics
        let old = Int(assignments[token])
        inDocument[old] -= 1
        byTerm[row + old] -= 1
        byTopic[old] -= 1
        scale[old] = 1 / (Double(byTopic[old]) + smoothing)
        var sum = 0.0
        for topic in 0..<topics {
          sum += inDocument[topic] * (Double(byTerm[row + topic]) + beta) * scale[topic]
          weights[topic] = sum
        }
        let wanted = chance() * sum
        var new = 0
        while new < topics - 1, weights[new] <= wanted { new += 1 }
        assignments[token] = Int32(new)
        inDocument[new] += 1
        byTerm[row + new] += 1
        byTopic[new] += 1
        scale[new] = 1 / (Double(byTopic[new]) + smoothing)
      }
    }
  }

  /// The probability of a term in a topic.
  func probability(ofTerm term: Int, in topic: Int) -> Double {
    (Double(byTerm[term * topics + topic]) + beta) / (Double(byTopic[topic]) + Double(terms) * beta)
  }
}
