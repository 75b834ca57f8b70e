/// The short way to an analyzer that gives one row a document: say what is measured, and measure one document.
///
/// Everything else follows: the table has the document's name and a column for each measure; with `--by` a group gets
/// one row, with sums, and with ratios of sums.
public protocol DocumentAnalyzer: Analyzer where Partial == Records {
  /// What is measured, in the order of the columns.
  static var measures: [Measure] { get }

  /// The measured numbers of one document, in the order of the measures that are not ratios.
  func measure(_ document: borrowing DocumentView, _ prepared: Prepared) throws -> [Double]
}

/// A column of a `DocumentAnalyzer`.
public struct Measure: Hashable, Sendable {
  enum Kind: Hashable { case count, sum, ratio(String, String) }

  /// The name of the column.
  public let name: String
  /// What it gives, in a sentence.
  public let summary: String
  let kind: Kind

  /// A whole number, which is summed over a group.
  public static func count(_ name: String, _ summary: String = "") -> Measure {
    Measure(name: name, summary: summary, kind: .count)
  }

  /// A real number, which is summed over a group.
  public static func sum(_ name: String, _ summary: String = "") -> Measure {
    Measure(name: name, summary: summary, kind: .sum)
  }

  /// One measure divided by another; in a group the sum by the sum.
  ///
  /// Missing where the divisor is 0.
  public static func ratio(_ name: String, _ numerator: String, per denominator: String, _ summary: String = "")
    -> Measure
  {
    Measure(name: name, summary: summary, kind: .ratio(numerator, denominator))
  }

  var isMeasured: Bool { kind == .count || kind == .sum }

  /// The column that the measure fills.
  public var column: Column { Column(name, kind == .count ? .integer : .real, summary) }
}

/// One whole document of a batch.
public struct DocumentView: ~Escapable {
  /// The batch that holds the document; its indices are the document's.
  public let batch: TokenBatch
  /// Which tokens are the document's, and which document it is.
  public let slice: DocumentSlice

  @_lifetime(copy batch)
  init(_ batch: TokenBatch, _ slice: DocumentSlice) {
    self.batch = batch
    self.slice = slice
  }

  /// Goes through the counted tokens: the index of each in the batch, and its form in the analysed layer.
  @inlinable
  public func forEachForm(_ body: (Int, FormID) throws -> Void) rethrows {
    try batch.forEachForm(in: slice.tokens, body)
  }

  /// Goes through the sentences: the tokens of each, as indices into the batch.
  @inlinable
  public func forEachSentence(_ body: (Range<Int>) throws -> Void) rethrows {
    try batch.forEachSentence(in: slice) { range, _ in try body(range) }
  }
}

extension DocumentAnalyzer {
  /// Whole documents.
  public var demands: [Demand] { [.documents] }

  /// The columns: the document, then the measures.
  public static var documentColumns: [Column] {
    [Column("document", .text, role: .document, "The document.")] + measures.map(\.column)
  }

  /// No rows yet.
  public func start(_ prepared: Prepared) -> Records {
    Records(integers: 1, reals: Self.measures.filter(\.isMeasured).count)
  }

  /// Measures each document of a batch.
  public func add(_ batch: borrowing TokenBatch, _ prepared: Prepared, to partial: inout Records) throws {
    for index in 0..<batch.documentCount {
      let slice = batch.document(at: index)
      let numbers = try measure(DocumentView(copy batch, slice), prepared)
      try partial.append([slice.ordinal], reals: numbers)
    }
  }

  /// One row a document; with `--by`, one row a group.
  public func finish(_ partial: Records, _ prepared: Prepared, in context: AnalysisContext) throws -> Report {
    if !context.groupColumns.isEmpty {
      var table = Table(columns: Self.measures.map(\.column))
      var sums = Array(repeating: ExactSum(), count: partial.realCount)
      for record in partial.ordered {
        for index in sums.indices { sums[index].add(record.reals[index]) }
      }
      try table.append(Self.row(sums.map(\.value)))
      return Report(tables: [table])
    }
    var table = Table(columns: Self.documentColumns)
    for record in partial.ordered {
      let name = try context.documentName(record.integers[0])
      try table.append([.text(name)] + Self.row(record.reals))
    }
    return Report(tables: [table])
  }

  private static func row(_ numbers: [Double]) -> [Value] {
    let measured = measures.filter(\.isMeasured).map(\.name)
    let byName = Dictionary(zip(measured, numbers), uniquingKeysWith: { first, _ in first })
    return measures.map { measure in
      switch measure.kind {
      case .count: byName[measure.name].flatMap { Int(exactly: $0) }.map(Value.integer) ?? .missing
      case .sum: .optional(byName[measure.name])
      case .ratio(let numerator, let denominator):
        .optional(byName[numerator].flatMap { top in byName[denominator].map { top / $0 } })
      }
    }
  }
}
