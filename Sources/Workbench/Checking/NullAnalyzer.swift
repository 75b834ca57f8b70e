import AnalyzerKit

/// Reads all tokens and does nothing with them: what others' speed is measured against.
struct NullAnalyzer: Analyzer {
  static let card = AnalyzerCard(name: "null-analyzer", summary: "Reads all tokens.", columns: [])

  /// The plugin of this one analyzer; it is in no list of plugins, and only `plugin check` runs it.
  static let plugin = Plugin(name: "null", version: "1", summary: "Reads.", analyzers: [NullAnalyzer.self])

  init(options: Options) throws {}

  var demands: [Demand] { [.tokens()] }

  func start(_ prepared: Void) -> Int { 0 }

  func add(_ batch: borrowing TokenBatch, _ prepared: Void, to partial: inout Int) throws { partial += batch.count }

  func merge(_ other: Int, into partial: inout Int) throws { partial += other }

  func finish(_ partial: Int, _ prepared: Void, in context: AnalysisContext) throws -> Report { Report(tables: []) }
}
