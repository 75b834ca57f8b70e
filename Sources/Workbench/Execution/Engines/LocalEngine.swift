import AnalyzerKit

/// Carries an analysis out by an analyzer in this process.
struct LocalEngine<A: Analyzer>: AnalysisEngine {
  private let analyzer: A
  private let prepared: A.Prepared
  private let inputs: AnalysisInputs
  private let access: StoreAccess
  private let countsPunctuation: Bool
  private let rowsWanted: Int?
  private let progress: AnalysisProgress
  private let first: FirstRows?
  let dependence: UInt64

  /// Lets an analyzer prepare; `resources` finds data files of its plugin.
  init(
    _ analyzer: A, on inputs: AnalysisInputs, countsPunctuation: Bool, rowsWanted: Int? = nil,
    progress: AnalysisProgress,
    resources: @escaping @Sendable (String) throws -> [UInt8]?
  ) throws {
    self.analyzer = analyzer
    self.inputs = inputs
    self.countsPunctuation = countsPunctuation
    self.rowsWanted = rowsWanted
    self.progress = progress
    access = try StoreAccess(inputs, progress: progress, resources: resources)
    let view = CorpusView(access)
    prepared = try analyzer.prepare(view)
    let isRowEach = analyzer.demands.contains {
      if case .windows(let demand) = $0 { demand.isRowEach } else { false }
    }
    first = isRowEach ? rowsWanted.map { FirstRows(wanted: $0) } : nil
    // What was made for the first rows alone is no use for others.
    dependence = view.dependence ^ UInt64(truncatingIfNeeded: first.map { $0.wanted + 1 } ?? 0) &* 0x9E37_79B9_7F4A_7C15
  }

  struct Folder: SegmentFolding {
    let analyzer: A
    let prepared: A.Prepared
    var segments: SegmentFolder
    var partials: [Int: A.Partial] = [:]

    mutating func fold(_ segment: Int, ofAll: Bool) throws {
      try segments.fold(segment, ofAll: ofAll, with: analyzer, prepared, into: &partials)
    }

    mutating func collect() throws -> [Int: A.Partial] {
      try segments.finish(with: analyzer, prepared, into: &partials)
      defer { partials = [:] }
      return partials
    }
  }

  func threads(for segments: [Int], most: Int) -> Int {
    let waiting = SegmentFolder.waitingSegments(segments, inputs, demands: analyzer.demands)
    // What a segment adds to counts is soon read, while a thread of its own has to count all forms for itself.
    return min(most, segments.count, waiting.map { 1 + $0 / 8 } ?? .max)
  }

  func folder() throws -> Folder { try folder(progress) }

  func folder(_ progress: AnalysisProgress) throws -> Folder {
    Folder(
      analyzer: analyzer, prepared: prepared,
      segments: try SegmentFolder(inputs, demands: analyzer.demands, first: first, progress))
  }

  func merge(_ other: A.Partial, into partial: inout A.Partial) throws { try analyzer.merge(other, into: &partial) }

  func encode(_ partial: A.Partial) throws -> [UInt8] { try PartialCoding.encode(partial) }

  func decode(_ bytes: [UInt8]) throws -> A.Partial {
    // Merged into a fresh one, so that what depends on `prepared` is as this run has it.
    var partial = analyzer.start(prepared)
    try analyzer.merge(try PartialCoding.decode(A.Partial.self, from: bytes), into: &partial)
    return partial
  }

  func finish(_ partials: [Int: A.Partial]) throws -> Report {
    let groups = inputs.grouping.keys.enumerated().map { index, key in
      Group(key: key, partial: partials[index] ?? analyzer.start(prepared))
    }
    let context = AnalysisContext(
      access, groupColumns: inputs.grouping.columns, countsPunctuation: countsPunctuation,
      rowsWanted: rowsWanted)
    return try analyzer.finish(groups, prepared, in: context)
  }
}
