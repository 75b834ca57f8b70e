import AnalyzerKit

/// How a prepared analysis is carried out: by an analyzer in this process, by workers beside it, or by a command.
protocol AnalysisEngine: Sendable {
  /// What some documents of a group have given.
  associatedtype Partial: Sendable
  /// What folds segments on one thread.
  associatedtype Folder: SegmentFolding where Folder.Partial == Partial

  /// The digest of what the analyzer asked that depends on which documents are analysed.
  var dependence: UInt64 { get }
  /// What the analysis has cost so far, counted from any beginning.
  var spent: Duration { get }
  /// On how many threads some segments are best folded, of so many that there may be.
  func threads(for segments: [Int], most: Int) -> Int
  /// What folds segments on one thread; one for each thread.
  func folder() throws -> Folder
  /// The same, for a thread whose signs of life are looked at apart.
  func folder(_ progress: AnalysisProgress) throws -> Folder
  /// Folds segments on so many threads of its own; nil where it has none, and folders must be used.
  ///
  /// `hasRead` is called with each segment that is done, on the calling thread.
  func fold(_ segments: [Int], threads: Int, hasRead: @escaping (Int) -> Void) throws -> [Int: Partial]?
  /// Adds what another partial holds.
  func merge(_ other: Partial, into partial: inout Partial) throws
  /// A partial as bytes.
  func encode(_ partial: Partial) throws -> [UInt8]
  /// A partial out of bytes that an engine of the same analysis gave.
  func decode(_ bytes: [UInt8]) throws -> Partial
  /// The report of the groups, by index; a group that is missing has nothing.
  func finish(_ partials: [Int: Partial]) throws -> Report
}

extension AnalysisEngine {
  /// The processor time of this process.
  var spent: Duration { ProcessTime.now }

  func threads(for segments: [Int], most: Int) -> Int { min(most, segments.count) }

  func folder(_ progress: AnalysisProgress) throws -> Folder { try folder() }

  /// Most have no threads of their own.
  func fold(_ segments: [Int], threads: Int, hasRead: @escaping (Int) -> Void) throws -> [Int: Partial]? { nil }
}

/// Folds segments into partials on one thread.
protocol SegmentFolding {
  associatedtype Partial
  /// Adds the documents that start in a segment to the partials of their groups.
  ///
  /// `ofAll`: whether all segments of the corpus are folded, so that what is known of the whole may be taken with the first.
  mutating func fold(_ segment: Int, ofAll: Bool) throws
  /// Hands the partials over, by group; folding may go on.
  mutating func collect() throws -> [Int: Partial]
  /// Gives back what it worked with: it folds no more.
  func end()
}

extension SegmentFolding {
  /// There is nothing to give back.
  func end() {}
}
