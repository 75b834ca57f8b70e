import AnalyzerKit

/// Counts forms, from the summaries.
struct WordCount: Analyzer {
  static let top = Option.integer("top", in: 1...1_000_000, "Shows only the N most frequent terms.")
  static let card = AnalyzerCard(
    name: "wordcount", summary: "Counts words.", options: [top.card],
    columns: [
      Column("term", .text, role: .term, "The word."), Column("count", .integer, "How often it occurs."),
      Column("documents", .integer, "In how many documents it occurs."),
    ], examples: [.init("news-de | wordcount --top 3", "The three most frequent words.")])

  struct Partial: Codable, Sendable, Mergeable {
    var counts = FormCounter()
    var documents = FormCounter()

    mutating func merge(_ other: Partial) throws {
      try counts.merge(other.counts)
      try documents.merge(other.documents)
    }
  }

  let limit: Int?

  init(options: Options) throws { limit = try options[Self.top] }

  var demands: [Demand] { [.formCounts] }

  func start(_ prepared: Void) -> Partial { Partial() }

  func add(_ counts: borrowing FormCounts, _ prepared: Void, to partial: inout Partial) throws {
    counts.forEach { form, count, documents in
      partial.counts.add(form, count)
      partial.documents.add(form, documents)
    }
  }

  func finish(_ partial: Partial, _ prepared: Void, in context: AnalysisContext) throws -> Report {
    var table = Table(columns: Self.card.columns)
    for form in try context.ranked(partial.counts, limit: limit) {
      try table.append([
        .text(try context.text(of: form)), .integer(partial.counts[form]), .integer(partial.documents[form]),
      ])
    }
    return Report(tables: [table], notes: ["\(partial.counts.total) \(context.countedName)"])
  }
}

/// Counts forms from the stream, with document frequencies that must survive cuts inside documents.
struct StreamCount: Analyzer {
  static let card = AnalyzerCard(
    name: "streamcount", summary: "Counts words in the stream.", columns: WordCount.card.columns,
    examples: [.init("news-de | streamcount", "All words.")])

  struct Partial: Codable, Sendable, Mergeable {
    var counts = FormCounter()
    var documents = DocumentFrequencies()

    mutating func merge(_ other: Partial) throws {
      try counts.merge(other.counts)
      try documents.merge(other.documents)
    }
  }

  init(options: Options) throws {}

  var demands: [Demand] { [.tokens()] }

  func start(_ prepared: Void) -> Partial { Partial() }

  func add(_ batch: borrowing TokenBatch, _ prepared: Void, to partial: inout Partial) throws {
    for index in 0..<batch.documentCount {
      let slice = batch.document(at: index)
      batch.forEachForm(in: slice.tokens) { _, form in
        partial.counts.add(form)
        partial.documents.add(form, in: slice)
      }
    }
  }

  func finish(_ partial: Partial, _ prepared: Void, in context: AnalysisContext) throws -> Report {
    var table = Table(columns: Self.card.columns)
    let documents = partial.documents.counts
    for form in try context.ranked(partial.counts) {
      try table.append([
        .text(try context.text(of: form)), .integer(partial.counts[form]), .integer(documents[form]),
      ])
    }
    return Report(tables: [table], notes: ["\(partial.counts.total) \(context.countedName)"])
  }
}
