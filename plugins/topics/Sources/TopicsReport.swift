import AnalyzerKit

extension Topics {
  /// What the sampler has found, with topics in the order in which they are numbered.
  private struct Model {
    let corpus: TopicCorpus
    let sampler: GibbsSampler
    let order: [Int]
  }

  /// Samples, and makes the table of one group.
  public func finish(_ partial: Records, _ prepared: FormSet, in context: AnalysisContext) throws -> Report {
    guard partial.integerCount == 2 else { throw AnalyzerError.damagedPartial("words of another kind") }
    let corpus = try TopicCorpus(partial, minimumDocuments: minimumDocuments, in: context)
    let (cells, overflow) = corpus.terms.count.multipliedReportingOverflow(by: count)
    guard !overflow, cells <= 1 << 28 else {
      throw AnalyzerError.invalidOption(
        "k", "\(count) topics of \(corpus.terms.count) terms are too many; keep fewer terms")
    }
    var sampler = GibbsSampler(corpus, topics: count, alpha: alpha, beta: beta, seed: seed)
    if !corpus.tokens.isEmpty {
      for _ in 0..<iterations {
        try context.checkCancellation()
        try sampler.pass(over: corpus) { try context.checkCancellation() }
      }
    }
    let sizes = sampler.byTopic
    let order = sizes.indices.sorted { sizes[$0] != sizes[$1] ? sizes[$0] > sizes[$1] : $0 < $1 }
    let model = Model(corpus: corpus, sampler: sampler, order: order)
    let table =
      switch unit {
      case "term": try termTable(model)
      case "document": try documentTable(model, in: context)
      default: try topicTable(model)
      }
    return Report(tables: [table], notes: notes(model))
  }

  private func notes(_ model: Model) -> [String] {
    let kept = Amount(model.corpus.tokens.count, "token")
    let empty = Amount(zip(model.corpus.starts, model.corpus.starts.dropFirst()).count { $0 == $1 }, "document")
    let documents = Amount(model.corpus.documents.count, "document")
    var notes = ["\(kept) of \(Amount(model.corpus.terms.count, "term")) in \(documents) \(kept.verb) kept."]
    if empty.count > 0 { notes.append("\(empty) without a kept token left aside.") }
    return notes
  }

  /// The most probable terms of a topic; ties by code point, as terms are numbered.
  private func topTerms(_ topic: Int, _ sampler: GibbsSampler) -> [Int] {
    let used = (0..<sampler.terms).filter { sampler.byTerm[$0 * count + topic] > 0 }
    let sorted = used.sorted { left, right in
      let (a, b) = (sampler.byTerm[left * count + topic], sampler.byTerm[right * count + topic])
      return a != b ? a > b : left < right
    }
    return Array(sorted.prefix(top))
  }

  private func topicTable(_ model: Model) throws -> Table {
    var leading = [Int](repeating: 0, count: count)
    for document in model.corpus.documents.indices {
      let tokens = tokensByTopic(document, model)
      // Ties go to the topic of the lower number.
      if let first = model.order.max(by: { tokens[$0] < tokens[$1] }), tokens[first] > 0 {
        leading[model.order.first { tokens[$0] == tokens[first] } ?? first] += 1
      }
    }
    var table = Table(columns: Self.topicColumns)
    let all = Double(model.corpus.tokens.count)
    for (number, topic) in model.order.enumerated() {
      let size = Int(model.sampler.byTopic[topic])
      let words = topTerms(topic, model.sampler).map { model.corpus.terms[$0] }.joined(separator: " ")
      try table.append([
        .integer(number + 1), .text(words), .integer(size), .optional(Double(size) / all), .integer(leading[topic]),
      ])
    }
    return table
  }

  private func termTable(_ model: Model) throws -> Table {
    var table = Table(columns: Self.termColumns)
    for (number, topic) in model.order.enumerated() {
      for term in topTerms(topic, model.sampler) {
        try table.append([
          .integer(number + 1), .text(model.corpus.terms[term]),
          .integer(Int(model.sampler.byTerm[term * count + topic])),
          .real(model.sampler.probability(ofTerm: term, in: topic)),
        ])
      }
    }
    return table
  }

  private func tokensByTopic(_ document: Int, _ model: Model) -> [Int] {
    var tokens = [Int](repeating: 0, count: count)
    for token in model.corpus.starts[document]..<model.corpus.starts[document + 1] {
      tokens[Int(model.sampler.assignments[token])] += 1
    }
    return tokens
  }

  private func documentTable(_ model: Model, in context: AnalysisContext) throws -> Table {
    var table = Table(columns: Self.documentColumns)
    var numbers = [Int](repeating: 0, count: count)
    for (number, topic) in model.order.enumerated() { numbers[topic] = number + 1 }
    for (document, ordinal) in model.corpus.documents.enumerated() {
      let tokens = tokensByTopic(document, model)
      let all = Double(tokens.reduce(0, +))
      guard all > 0 else { continue }
      let name = try context.documentName(ordinal)
      let topics = tokens.indices.sorted {
        tokens[$0] != tokens[$1] ? tokens[$0] > tokens[$1] : numbers[$0] < numbers[$1]
      }
      for topic in topics {
        let share = (Double(tokens[topic]) + model.sampler.alpha) / (all + alpha)
        try table.append([.text(name), .integer(numbers[topic]), .integer(tokens[topic]), .real(share)])
      }
    }
    return table
  }
}
