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
    var numbers: [Int] = []
    for index in 0..<windows.count {
      let window = windows.window(at: index)
      guard window.isOwn else { continue }
      forms.removeAll(keepingCapacity: true)
      spaces.removeAll(keepingCapacity: true)
      for token in window.leftBound..<window.rightEnd {
        forms.append(windows.word(at: token))
        spaces.append(windows.hasSpaceAfter(token))
      }
      numbers.removeAll(keepingCapacity: true)
      numbers.append(windows.document(of: window).ordinal)
      numbers.append(window.position)
      numbers.append(window.query)
      numbers.append(window.sentence)
      numbers.append(window.left.count)
      numbers.append(window.match.count)
      try partial.lines.append(numbers, forms: forms, marks: spaces)
    }
  }

  /// How many lines are made without a look at whether the user wants to stop.
  private static let stretch = 1_024

  /// Makes the lines of one group.
  public func finish(_ whole: Partial, _ prepared: Void, in context: AnalysisContext) throws -> Report {
    try context.checkCancellation()
    let partial = whole.lines
    var texts = FormTexts(context)
    let order = try sorted(partial, partial.order, &texts, in: context)
    let isLabelled = queries.count > 1
    let fields = shown.map { Column($0, .text, "The document's metadata.") }
    let columns = Self.columns + (isLabelled ? [Self.queryColumn] : []) + fields
    let count = min(max(context.rowsWanted ?? order.count, 0), order.count)
    var cells: [[Value]] = columns.map { _ in [] }
    for column in cells.indices { cells[column].reserveCapacity(count) }
    var last: (document: Int, name: String)?
    // Lines that nobody looks at need not be made.
    for number in 0..<count {
      if number % Self.stretch == 0 {
        try context.checkCancellation()
        for line in order[number..<min(number + Self.stretch, count)] { texts.expect(partial.forms(of: line)) }
      }
      let line = ConcordanceLine(partial, order[number])
      let known = last.flatMap { $0.document == line.document ? $0.name : nil }
      let name = try known ?? context.documentName(line.document)
      last = (line.document, name)
      cells[0].append(.integer(number + 1))
      cells[1].append(.text(name))
      cells[2].append(.integer(line.sentence + 1))
      cells[3].append(.integer(line.position + 1))
      cells[4].append(.text(try line.text(.left, &texts)))
      cells[5].append(.text(try line.text(.match, &texts)))
      cells[6].append(.text(try line.text(.right, &texts)))
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
    return Report(tables: [table], notes: [try counts(whole)])
  }

  /// How many matches there are in how many documents.
  private func counts(_ whole: Partial) throws -> String {
    var documents: Set<Int> = []
    var last: Int?
    // The lines of a document mostly stand together.
    for index in 0..<whole.lines.count where whole.lines.integer(0, of: index) != last {
      last = whole.lines.integer(0, of: index)
      if let last { documents.insert(last) }
    }
    var total = whole.lines.count
    for index in 0..<whole.omissions.count {
      documents.insert(whole.omissions.integer(0, of: index))
      let (sum, overflow) = total.addingReportingOverflow(max(0, whole.omissions.integer(1, of: index)))
      if overflow { throw AnalyzerError.overflow("a total") }
      total = sum
    }
    return "\(Amount(total, "match", "matches")) in \(Amount(documents.count, "document"))."
  }

  /// The lines by the keys of --sort; in the order of the corpus, which is theirs, where those are equal or there are none.
  private func sorted(
    _ lines: Records, _ order: [Int], _ texts: inout FormTexts, in context: AnalysisContext
  ) throws -> [Int] {
    if keys.isEmpty { return order }
    var keyed: [(key: [Value], place: Int)] = []
    keyed.reserveCapacity(order.count)
    for (place, index) in order.enumerated() {
      if place % Self.stretch == 0 { try context.checkCancellation() }
      let line = ConcordanceLine(lines, index)
      var key: [Value] = []
      for each in keys { key.append(try each.value(of: line, &texts, in: context)) }
      keyed.append((key, place))
    }
    keyed.sort { $0.key == $1.key ? $0.place < $1.place : $0.key.lexicographicallyPrecedes($1.key) }
    return keyed.map { order[$0.place] }
  }
}
