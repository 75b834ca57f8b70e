import AnalyzerKit

/// Counts what stands around a node, with the counts of the corpus: windows and form counts together.
struct Neighbours: Analyzer {
  static let node = Option.query("node", isRequired: true, "What to look around.")
  static let width = Option.integer("window", default: 2, in: 0...100, "How many words on each side.")
  static let within = Option.choice("within", default: "document", of: ["s", "p", "document"], "What windows stay in.")
  static let card = AnalyzerCard(
    name: "neighbours", summary: "Counts neighbours.", operand: node.card, options: [width.card, within.card],
    columns: [
      Column("term", .text, role: .term, "The neighbour."), Column("near", .integer, "How often near the node."),
      Column("documents", .integer, "In how many documents near the node."),
      Column("all", .integer, "How often at all."),
    ], examples: [.init("news-de | neighbours NATO", "What stands near NATO.")])

  struct Partial: Codable, Sendable, Mergeable {
    var all = FormCounter()
    var near = FormCounter()
    var documents = DocumentFrequencies()
    var matches = 0

    mutating func merge(_ other: Partial) throws {
      try all.merge(other.all)
      try near.merge(other.near)
      try documents.merge(other.documents)
      matches += other.matches
    }
  }

  let demand: WindowDemand

  init(options: Options) throws {
    guard let node = try options[Self.node] else { throw AnalyzerError.invalidOption("node", "must be given") }
    let width = try options[Self.width]
    demand = WindowDemand(
      around: [node], left: width, right: width, countsWordsOnly: true,
      within: Region(rawValue: try options[Self.within]))
  }

  var demands: [Demand] { [.formCounts, .windows(demand)] }

  func start(_ prepared: Void) -> Partial { Partial() }

  func add(_ counts: borrowing FormCounts, _ prepared: Void, to partial: inout Partial) throws {
    counts.forEach { form, count, _ in partial.all.add(form, count) }
  }

  func add(_ windows: borrowing WindowBatch, _ prepared: Void, to partial: inout Partial) throws {
    windows.forEachMatch { _ in partial.matches += 1 }
    windows.forEachCollocate { _, form, slice in
      partial.near.add(form)
      partial.documents.add(form, in: slice)
    }
  }

  func finish(_ partial: Partial, _ prepared: Void, in context: AnalysisContext) throws -> Report {
    var table = Table(columns: Self.card.columns)
    let documents = partial.documents.counts
    for form in try context.ranked(partial.near) {
      try table.append([
        .text(try context.text(of: form)), .integer(partial.near[form]), .integer(documents[form]),
        .integer(partial.all[form]),
      ])
    }
    return Report(tables: [table], notes: ["\(partial.matches) matches"])
  }
}

/// The same from counts of collocates, by which it must give the same.
struct CountedNeighbours: Analyzer {
  static let card = AnalyzerCard(
    name: "counted-neighbours", summary: "Counts neighbours.", operand: Neighbours.card.operand,
    options: Neighbours.card.options, columns: Neighbours.card.columns,
    examples: [.init("news-de | counted-neighbours NATO", "What stands near NATO.")])

  struct Partial: Codable, Sendable, Mergeable {
    var all = FormCounter()
    var near = FormCounter()
    var documents = FormCounter()
    var matches = 0

    mutating func merge(_ other: Partial) throws {
      try all.merge(other.all)
      try near.merge(other.near)
      try documents.merge(other.documents)
      matches += other.matches
    }
  }

  let demand: WindowDemand

  init(options: Options) throws { demand = try Neighbours(options: options).demand }

  var demands: [Demand] { [.formCounts, .collocates(demand)] }

  func start(_ prepared: Void) -> Partial { Partial() }

  func add(_ counts: borrowing FormCounts, _ prepared: Void, to partial: inout Partial) throws {
    partial.all.addCounts(of: counts)
  }

  func add(_ collocates: borrowing CollocateCounts, _ prepared: Void, to partial: inout Partial) throws {
    partial.near.addCounts(of: collocates.inside)
    partial.documents.addDocuments(of: collocates.inside)
    partial.matches += collocates.matches
  }

  func finish(_ partial: Partial, _ prepared: Void, in context: AnalysisContext) throws -> Report {
    var table = Table(columns: Self.card.columns)
    for form in try context.ranked(partial.near) {
      try table.append([
        .text(try context.text(of: form)), .integer(partial.near[form]), .integer(partial.documents[form]),
        .integer(partial.all[form]),
      ])
    }
    return Report(tables: [table], notes: ["\(partial.matches) matches"])
  }
}

/// Concordance lines as records: position, sentence, and the words of the window.
struct Lines: Analyzer {
  static let card = AnalyzerCard(
    name: "lines", summary: "Shows lines.",
    columns: [
      Column("document", .text, role: .document, "The document."), Column("position", .integer, "The position."),
      Column("sentence", .integer, "The sentence."), Column("text", .text, "The words."),
    ], examples: [.init("news-de | lines", "Lines.")])

  init(options: Options) throws {}

  var demands: [Demand] {
    [.windows(WindowDemand(around: [.words("gut*"), .words("d?e *")], left: 1, right: 3, countsWordsOnly: false))]
  }

  func start(_ prepared: Void) -> Records { Records(integers: 4) }

  func add(_ windows: borrowing WindowBatch, _ prepared: Void, to partial: inout Records) throws {
    for index in 0..<windows.count where windows.window(at: index).isOwn {
      let window = windows.window(at: index)
      let tokens = Array(window.leftBound..<window.rightEnd)
      var forms: [FormID] = []
      for token in tokens { forms.append(windows.word(at: token)) }
      try partial.append(
        [windows.document(of: window).ordinal, window.position, window.query, window.sentence], forms: forms,
        marks: tokens.map(window.match.contains))
    }
  }

  func finish(_ partial: Records, _ prepared: Void, in context: AnalysisContext) throws -> Report {
    var table = Table(columns: Self.card.columns)
    for record in partial.ordered {
      let words = try zip(record.forms, record.marks).map {
        $1 ? "[\(try context.text(of: $0))]" : try context.text(of: $0)
      }
      try table.append([
        .text(try context.documentName(record.integers[0])), .integer(record.integers[1]), .integer(record.integers[3]),
        .text(words.joined(separator: " ")),
      ])
    }
    return Report(tables: [table])
  }
}

/// Says that each match is a row, and then counts only those that are shown.
struct ForgetsOmissions: Analyzer {
  static let card = AnalyzerCard(
    name: "forgetsomissions", summary: "Forgets omissions.", columns: [Column("position", .integer, "The position.")],
    examples: [.init("news-de | forgetsomissions", "Nothing sound.")])

  init(options: Options) throws {}

  var demands: [Demand] {
    [.windows(WindowDemand(around: [.words("die")], left: 1, right: 1, countsWordsOnly: true, isRowEach: true))]
  }

  func start(_ prepared: Void) -> Records { Records(integers: 2) }

  func add(_ windows: borrowing WindowBatch, _ prepared: Void, to partial: inout Records) throws {
    for index in 0..<windows.count where windows.window(at: index).isOwn {
      let window = windows.window(at: index)
      try partial.append([windows.document(of: window).ordinal, window.position])
    }
  }

  func finish(_ partial: Records, _ prepared: Void, in context: AnalysisContext) throws -> Report {
    var table = Table(columns: Self.card.columns)
    for record in partial.ordered { try table.append([.integer(record.integers[1])]) }
    return Report(tables: [table], notes: ["\(partial.count) matches"])
  }
}

/// Pairs of neighbouring words, by the halo: the second of each is the batch's own.
struct Pairs: Analyzer {
  static let card = AnalyzerCard(
    name: "pairs", summary: "Counts pairs.",
    columns: [
      Column("first", .text, "First."), Column("second", .text, "Second."), Column("count", .integer, "Count."),
    ], examples: [.init("news-de | pairs", "Pairs.")])

  static let window = 3

  init(options: Options) throws {}

  var demands: [Demand] { [.tokens(halo: Self.window)] }

  func prepare(_ corpus: CorpusView) throws -> [FormID] { try corpus.mostFrequent(4) }

  func start(_ terms: [FormID]) -> PairCounter { PairCounter(terms: terms) }

  func add(_ batch: borrowing TokenBatch, _ terms: [FormID], to partial: inout PairCounter) throws {
    let ranks = Dictionary(uniqueKeysWithValues: partial.terms.enumerated().map { ($0.element, UInt32($0.offset)) })
    for index in 0..<batch.documentCount {
      let slice = batch.document(at: index)
      var ordered: [UInt32] = []
      let halo = batch.countedTokens(in: batch.readable(around: slice).lowerBound..<slice.lowerBound)
      batch.forEachForm(in: batch.readable(around: slice).lowerBound..<slice.upperBound) { _, form in
        ordered.append(ranks[form] ?? PairCounter.other)
      }
      partial.addPairs(of: ordered, from: halo, window: Self.window)
    }
  }

  func finish(_ partial: PairCounter, _ terms: [FormID], in context: AnalysisContext) throws -> Report {
    var rows: [[Value]] = []
    for pair in partial.pairs() {
      let texts = [partial.terms[pair.first], partial.terms[pair.second]]
      rows.append(try texts.map { .text(try context.text(of: $0)) } + [.integer(pair.count)])
    }
    var table = Table(columns: Self.card.columns)
    for row in rows.sorted(by: { $0.lexicographicallyPrecedes($1) }) { try table.append(row) }
    return Report(tables: [table], notes: ["\(partial.total) pairs"])
  }
}
