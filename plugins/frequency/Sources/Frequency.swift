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
  /// For each query, the first one with its label: they share their rows.
  private let pools: [Int]

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
    let labels = queries.map(\.label)
    var first: [String?: Int] = [:]
    for (index, label) in labels.enumerated().reversed() { first[label] = index }
    pools = labels.map { first[$0] ?? 0 }
    if showsForms, needsMatches {
      throw AnalyzerError.invalidOption("forms", "goes with queries of one word without a label only")
    }
    if match != nil, queries.contains(where: { !$0.isSingleToken && $0.label == nil }) {
      throw AnalyzerError.invalidOption("match", "goes with queries of one word, or with a label, only")
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
    /// What is asked for by name.
    var names: [Name] = []
    /// The forms of all of these.
    var named = FormSet()

    /// Whether a form may have a row.
    func allows(_ form: FormID) -> Bool {
      named.contains(form) || ((allowed?.contains(form) ?? true) && !excluded.contains(form))
    }
  }

  /// A word or phrase that is asked for by name.
  struct Name: Sendable {
    /// As the layer writes it.
    let text: String
    /// What the word is in documents of some language; empty for a phrase.
    let forms: [FormID]
  }

  /// Resolves queries, stop words and patterns into sets of forms.
  public func prepare(_ corpus: CorpusView) throws -> Prepared {
    var prepared = Prepared()
    var asked = FormSet()
    var texts: Set<String> = []
    for query in queries where query.label == nil {
      try corpus.checkCancellation()
      let forms = query.isSingleToken ? try corpus.forms(matching: query) : FormSet()
      asked.formUnion(forms)
      guard let literal = query.literal else { continue }
      let text = try corpus.layerText(literal)
      guard texts.insert(text).inserted else { continue }
      prepared.names.append(Name(text: text, forms: forms.forms))
      prepared.named.formUnion(forms)
    }
    if !queries.isEmpty, !needsMatches { prepared.allowed = asked }
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
  ///
  /// What several queries of a row match counts once; of queries of one word, what does not count is no match.
  public func add(_ windows: borrowing WindowBatch, _ prepared: Prepared, to partial: inout FrequencyPartial) throws {
    struct Key: Hashable {
      let query: Int
      let document: Int
      let forms: [FormID]
    }
    struct Match: Hashable {
      let pool: Int
      let length: Int
    }
    var found: [Key: Int] = [:]
    var place = (slice: -1, position: -1)
    var seen: Set<Match> = []
    for index in 0..<windows.count {
      let window = windows.window(at: index)
      guard window.isOwn else { continue }
      if place != (window.slice, window.position) {
        place = (window.slice, window.position)
        seen.removeAll(keepingCapacity: true)
      }
      let pool = pools[window.query]
      guard seen.insert(Match(pool: pool, length: window.match.count)).inserted else { continue }
      var forms: [FormID] = []
      for token in window.match {
        let form = windows.form(at: token)
        if let form { forms.append(form) } else if window.match.count > 1 { forms.append(windows.word(at: token)) }
      }
      if window.match.count == 1 {
        guard let form = forms.first else { continue }
        if queries[pool].label == nil, !prepared.allows(form) { continue }
      }
      if queries[pool].label != nil { forms = [] }
      found[Key(query: pool, document: windows.document(of: window).ordinal, forms: forms), default: 0] += 1
    }
    for (key, count) in found { try partial.matches.append([key.query, key.document, count], forms: key.forms) }
  }
}
