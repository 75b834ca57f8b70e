import AnalyzerKit

/// Frequency lists: how often each term occurs, and in how many documents.
public struct Frequency: Analyzer {
  let queries: [Query]
  let stopwords: WordListReference?
  let match: Pattern?
  let minimumCount: Int
  let minimumDocuments: Int
  let top: Int?
  let leavesOutNumbers: Bool
  let showsForms: Bool

  /// Takes the options.
  public init(options: Options) throws {
    queries = try options[Self.queries]
    stopwords = try options[Self.stopwords]
    match = try options[Self.match]
    minimumCount = try options[Self.minimumCount]
    minimumDocuments = try options[Self.minimumDocuments]
    top = try options[Self.top]
    leavesOutNumbers = try options[Self.noNumbers]
    showsForms = try options[Self.forms]
    if showsForms, needsMatches {
      throw AnalyzerError.invalidOption("forms", "goes with queries of one word without a label only")
    }
  }

  /// Whether a query asks for more than a set of forms, so that its matches must be found one by one.
  private var needsMatches: Bool {
    queries.contains { !$0.isSingleToken || $0.label != nil }
  }

  /// Form counts; for phrases and labels the matches, too.
  public var demands: [Demand] {
    var demands: [Demand] = [.formCounts]
    if needsMatches {
      demands.append(
        .windows(WindowDemand(around: queries, left: 0, right: 0, countsWordsOnly: false, isShown: false)))
    }
    if showsForms { demands.append(.wordCounts) }
    return demands
  }

  /// The options, resolved against the vocabulary.
  public struct Prepared: Sendable {
    /// What may have a row; nil allows every form.
    var allowed: FormSet?
    /// What may not.
    var excluded = FormSet()
    /// The words asked for by name, as the layer writes them.
    var literals: [String] = []
  }

  /// Resolves queries, stop words and patterns into sets of forms.
  public func prepare(_ corpus: CorpusView) throws -> Prepared {
    var prepared = Prepared()
    if !queries.isEmpty, !needsMatches {
      var asked = FormSet()
      for query in queries { asked.formUnion(try corpus.forms(matching: query)) }
      prepared.allowed = asked
    }
    for literal in queries.filter({ $0.label == nil }).compactMap(\.literal) {
      let text = try corpus.layerText(literal)
      if !prepared.literals.contains(text) { prepared.literals.append(text) }
    }
    if let stopwords { prepared.excluded.formUnion(try corpus.forms(in: stopwords)) }
    if let match {
      let matching = try corpus.forms(matching: match)
      prepared.allowed = prepared.allowed.map { FormSet($0.forms.filter(matching.contains)) } ?? matching
    }
    if leavesOutNumbers {
      try corpus.forEachForm { form, bytes in
        if TermKind.isNumber(bytes) { prepared.excluded.insert(form) }
      }
    }
    return prepared
  }

  /// The partial of nothing.
  public func start(_ prepared: Prepared) -> FrequencyPartial { FrequencyPartial() }

  /// Adds counts of forms.
  public func add(_ counts: borrowing FormCounts, _ prepared: Prepared, to partial: inout FrequencyPartial) throws {
    if counts.areWords {
      if let form = counts.behind {
        try counts.forEach { word, count, _ in try partial.pairs.append([count], forms: [form, word]) }
      } else {
        partial.words.addCounts(of: counts)
      }
      return
    }
    partial.tokenTotal += counts.tokens
    partial.documentTotal += counts.documents
    guard !needsMatches else { return }
    partial.counts.addCounts(of: counts)
    partial.documents.addDocuments(of: counts)
  }

  /// Adds matches of phrases and of queries with labels: one record a document, query and sequence of forms.
  public func add(_ windows: borrowing WindowBatch, _ prepared: Prepared, to partial: inout FrequencyPartial) throws {
    struct Key: Hashable {
      let query: Int
      let document: Int
      let forms: [FormID]
    }
    var found: [Key: Int] = [:]
    for index in 0..<windows.count {
      let window = windows.window(at: index)
      guard window.isOwn else { continue }
      var forms: [FormID] = []
      if queries[window.query].label == nil {
        for token in window.match { forms.append(windows.form(at: token) ?? windows.word(at: token)) }
      }
      found[Key(query: window.query, document: windows.document(of: window).ordinal, forms: forms), default: 0] += 1
    }
    for (key, count) in found { try partial.matches.append([key.query, key.document, count], forms: key.forms) }
  }
}
