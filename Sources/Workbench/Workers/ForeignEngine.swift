import AnalyzerKit
import PluginHost

/// Carries an analysis out by a command: batches go to it as ids, and each form's text once before its first use.
final class ForeignEngine: AnalysisEngine {
  /// A partial as the command wrote it: JSON, opaque to everybody else.
  typealias Partial = [UInt8]

  let dependence: UInt64 = 0
  private let card: ForeignCard
  private let inputs: AnalysisInputs
  private let access: StoreAccess
  private let link: ForeignLink
  private let progress: AnalysisProgress

  /// Tells the command what is analysed and how.
  init(
    _ card: ForeignCard, _ options: [String: OptionValue], on inputs: AnalysisInputs, countsPunctuation: Bool,
    over connection: CommandConnection, progress: AnalysisProgress
  ) throws {
    self.card = card
    self.inputs = inputs
    self.progress = progress
    access = try StoreAccess(inputs, progress: progress) { _ in nil }
    link = ForeignLink(connection, access, progress)
    var head = JSONLine()
    head.object {
      $0.field("open")
      $0.object {
        $0.field("analyzer", card.name)
        $0.field("layer", inputs.view.layer.name)
        $0.field("corpus", inputs.corpus.name)
        $0.field("punctuation", countsPunctuation)
        $0.field("languages", inputs.languages)
        $0.field("options")
        $0.object { line in for (name, value) in options.sorted(by: { $0.key < $1.key }) { line.field(name, value) } }
      }
    }
    _ = try link.ask(head, "opened", doing: "read its options")
  }

  struct Folder: SegmentFolding {
    let engine: ForeignEngine
    var segments: SegmentFolder
    var partials: [Int: ForeignForwarder.Partial] = [:]

    mutating func fold(_ segment: Int, ofAll: Bool) throws {
      let inputs = engine.inputs
      engine.link.begin { "read \(inputs.name(ofSegment: segment))" }
      try segments.fold(segment, ofAll: ofAll, with: ForeignForwarder(engine.card, engine.link), (), into: &partials)
      // An answer shows that all was read, so that what goes wrong is told of this segment.
      var line = JSONLine()
      line.object { $0.field("sync", true) }
      _ = try engine.link.ask(line, "synced", doing: "read \(engine.inputs.name(ofSegment: segment))")
    }

    mutating func collect() throws -> [Int: [UInt8]] {
      defer { partials = [:] }
      return try partials.mapValues { partial in
        var line = JSONLine()
        line.object { $0.field("encode", partial.id) }
        return try engine.link.ask(line, "partial", doing: "handed its results over")
      }
    }
  }

  func folder() throws -> Folder {
    Folder(engine: self, segments: try SegmentFolder(inputs, demands: try card.demands, first: nil, progress))
  }

  func merge(_ other: [UInt8], into partial: inout [UInt8]) throws {
    var line = JSONLine()
    line.object {
      $0.field("merge")
      $0.list {
        $0.element(raw: partial)
        $0.element(raw: other)
      }
    }
    partial = try link.ask(line, "partial", doing: "merged its results")
  }

  func encode(_ partial: [UInt8]) throws -> [UInt8] { partial }

  func decode(_ bytes: [UInt8]) throws -> [UInt8] { bytes }

  func finish(_ partials: [Int: [UInt8]]) throws -> Report {
    let columns = inputs.grouping.columns
    let reports = try inputs.grouping.keys.enumerated().map { index, key in
      var line = JSONLine()
      line.object {
        $0.field("finish")
        $0.object {
          $0.field("partial")
          $0.value(raw: partials[index] ?? Array("null".utf8))
          $0.field("group")
          $0.object { line in for (column, value) in zip(columns, key) { line.field(column.name, value) } }
        }
      }
      let bytes = try link.ask(line, "report", doing: "made its table")
      return (key: key, report: try ForeignReport.report(of: bytes, card))
    }
    return try Report.stacked(reports, by: columns)
  }
}

/// An analyzer that hands all batches over to a command; its partials are numbers that the command knows them by.
struct ForeignForwarder: Analyzer {
  struct Partial: Codable, Sendable { let id: Int }

  static var card: AnalyzerCard { AnalyzerCard(name: "command", summary: "Hands batches to a command.", columns: []) }
  private let own: ForeignCard?
  private let link: ForeignLink?

  init(_ card: ForeignCard, _ link: ForeignLink) {
    own = card
    self.link = link
  }

  init(options: Options) throws {
    own = nil
    link = nil
  }

  var demands: [Demand] { (try? own?.demands) ?? [] }

  func start(_ prepared: Void) -> Partial { Partial(id: link?.newPartial() ?? 0) }

  func add(_ batch: borrowing TokenBatch, _ prepared: Void, to partial: inout Partial) throws {
    try link?.send(batch, to: partial.id)
  }

  func add(_ counts: borrowing FormCounts, _ prepared: Void, to partial: inout Partial) throws {
    try link?.send(counts, to: partial.id)
  }

  func merge(_ other: Partial, into partial: inout Partial) throws {}

  func finish(_ partial: Partial, _ prepared: Void, in context: AnalysisContext) throws -> Report { Report(tables: []) }
}
