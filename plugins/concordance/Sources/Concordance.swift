import AnalyzerKit

/// Concordance lines: every match of a query, with the words around it.
public struct Concordance: Analyzer {
  let queries: [Query]
  let context: Int
  let within: Region
  let keys: [SortKey]
  let shown: [String]

  /// Takes the options.
  public init(options: Options) throws {
    queries = try options[Self.queries]
    guard !queries.isEmpty else { throw AnalyzerError.invalidOption("query", "kwic needs a query") }
    let context = try options[Self.context]
    self.context = context
    within = try options[Self.within]
    keys = try options[Self.sort].map { try SortKey($0, context: context) }
    shown = try options[Self.show]
  }

  /// The matches, with the context that is shown.
  public var demands: [Demand] {
    [
      .windows(
        WindowDemand(
          around: queries, left: context, right: context, countsWordsOnly: true, within: within, isRowEach: keys.isEmpty
        ))
    ]
  }

  /// What a part of the corpus gives.
  public struct Partial: Codable, Sendable, Mergeable {
    /// A record is a line: document, position, query, sentence, and how many of its forms stand left of the match and in it.
    ///
    /// The forms are surface forms; a mark says that white space follows.
    var lines = Records(integers: 6)
    /// A record is a document with matches that nobody will look at: document, matches.
    var omissions = Records(integers: 2)

    /// Adds what another part gave.
    public mutating func merge(_ other: Partial) throws {
      try lines.merge(other.lines)
      try omissions.merge(other.omissions)
    }
  }

  /// The partial of nothing.
  public func start(_ prepared: Void) -> Partial { Partial() }

  /// Adds the lines of a batch.
  public func add(_ windows: borrowing WindowBatch, _ prepared: Void, to partial: inout Partial) throws {
    try windows.forEachOmission { try partial.omissions.append([$0, $1]) }
    var forms: [FormID] = []
    var spaces: [Bool] = []
    for index in 0..<windows.count {
      let window = windows.window(at: index)
      guard window.isOwn else { continue }
      forms.removeAll(keepingCapacity: true)
      spaces.removeAll(keepingCapacity: true)
      for token in window.leftBound..<window.rightEnd {
        forms.append(windows.word(at: token))
        spaces.append(windows.hasSpaceAfter(token))
      }
      try partial.lines.append(
        [
          windows.document(of: window).ordinal, window.position, window.query, window.sentence, window.left.count,
          window.match.count,
        ], forms: forms, marks: spaces)
    }
  }

  /// Makes the lines of one group.
  public func finish(_ whole: Partial, _ prepared: Void, in context: AnalysisContext) throws -> Report {
    try context.checkCancellation()
    let partial = whole.lines
    let order = partial.order
    var texts = FormTexts(context)
    let sorted = keys.isEmpty ? nil : try sortedLines(partial, order, &texts, in: context)
    let isLabelled = queries.count > 1
    let fields = shown.map { Column($0, .text, "The document's metadata.") }
    let columns = Self.columns + (isLabelled ? [Self.queryColumn] : []) + fields
    let count = min(max(context.rowsWanted ?? order.count, 0), order.count)
    var cells: [[Value]] = columns.map { _ in [] }
    for column in cells.indices { cells[column].reserveCapacity(count) }
    // Lines that nobody looks at need not be made, and one at a time takes less memory than all.
    for number in 0..<count {
      if number % 1024 == 0 { try context.checkCancellation() }
      let line =
        try sorted?[number]
        ?? ConcordanceLine(partial, order[number], texts: &texts, keepsWords: false)
      cells[0].append(.integer(number + 1))
      cells[1].append(.text(try context.documentName(line.document)))
      cells[2].append(.integer(line.sentence + 1))
      cells[3].append(.integer(line.position + 1))
      cells[4].append(.text(line.left))
      cells[5].append(.text(line.match))
      cells[6].append(.text(line.right))
      var next = Self.columns.count
      if isLabelled {
        cells[next].append(.text(queries[line.query].name))
        next += 1
      }
      for (place, name) in shown.enumerated() {
        cells[next + place].append(try context.field(name, of: line.document))
      }
    }
    let table = try Table(columns: columns, cells: cells)
    return Report(tables: [table], notes: [try counts(whole, order)])
  }

  /// How many matches there are in how many documents; `order` is that of the lines.
  private func counts(_ whole: Partial, _ order: [Int]) throws -> String {
    var documents: Set<Int> = []
    var last: Int?
    // In order, so that the lines of a document stand together.
    for index in order where whole.lines.integer(0, of: index) != last {
      last = whole.lines.integer(0, of: index)
      if let last { documents.insert(last) }
    }
    var total = order.count
    for index in 0..<whole.omissions.count {
      documents.insert(whole.omissions.integer(0, of: index))
      let (sum, overflow) = total.addingReportingOverflow(max(0, whole.omissions.integer(1, of: index)))
      if overflow { throw AnalyzerError.overflow("a total") }
      total = sum
    }
    return "\(Amount(total, "match", "matches")) in \(Amount(documents.count, "document"))."
  }

  /// The lines by the keys of --sort; in the order of the corpus where those are equal.
  private func sortedLines(
    _ partial: Records, _ order: [Int], _ texts: inout FormTexts, in context: AnalysisContext
  ) throws -> [ConcordanceLine] {
    let lines = try order.enumerated().map { number, index in
      if number % 1024 == 0 { try context.checkCancellation() }
      let line = try ConcordanceLine(partial, index, texts: &texts, keepsWords: true)
      return (key: try keys.map { try $0.value(of: line, in: context) }, line: line)
    }
    return lines.enumerated().sorted { left, right in
      if left.element.key == right.element.key { return left.offset < right.offset }
      return left.element.key.lexicographicallyPrecedes(right.element.key)
    }.map(\.element.line)
  }
}
