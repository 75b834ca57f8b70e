/// What a session asks of a worker: one frame each, answered in order.
///
/// docs/worker-protocol.md describes the frames for whoever writes a worker of their own.
public enum WorkerRequest: Codable, Sendable {
  /// Set up an analysis; answered by `prepared`. What an earlier one left is forgotten.
  case open(WorkerAnalysis)
  /// Fold the documents that start in segments, by their indices in the corpus, on so many threads; answered by `folded`.
  ///
  /// Before the answer, `began` and `ended` tell which thread reads which segment.
  case fold(segments: [Int], threads: Int)
  /// Hand over the partials of what was folded since the last time, and forget them; answered by `partials`.
  case collect
  /// Keep the partials of what was folded, so that pieces can name them; answered by `kept`.
  case keep
  /// Merge the pieces of a group's partial into one; answered by `partial`.
  case merge([WorkerPiece])
  /// Finish partials, several a group, into a report; answered by `report`.
  case finish([WorkerPartial])
  /// Set up an annotator for a corpus; answered by `opened`.
  case openAnnotator(WorkerAnnotation)
  /// Give the values of documents, by their numbers; answered by `annotated`.
  case annotate([Int])
  /// Stop what is being done; answered by the failure `cancelled`, or not at all where there was nothing to stop.
  case cancel
}

/// What a worker answers.
public enum WorkerReply: Codable, Sendable {
  /// The first frame: who speaks, and what it brings.
  case hello(WorkerHello)
  /// An analysis is set up; the digest of the answers that depended on which documents are analysed, and the processor time
  /// as of `kept`.
  case prepared(dependence: UInt64, processor: Int)
  /// A sign of life, beside the answers: the threads on which the analyzer has asked whether to go on; 0 is the one that answers.
  case alive([Int])
  /// A thread begins to read a segment.
  case began(thread: Int, segment: Int)
  /// A thread has read a segment.
  case ended(thread: Int, segment: Int)
  /// A thread met a signal that ends the process: the last frame, so that the session can tell what was being read.
  case crashed(thread: Int)
  /// All segments were folded.
  case folded
  /// The groups whose partials are kept, and how much processor time the process has taken since it began, in milliseconds.
  case kept(groups: [Int], processor: Int)
  /// The partials of the groups that have any.
  case partials([WorkerPartial])
  /// One partial.
  case partial([UInt8])
  /// A report.
  case report(CodedReport)
  /// An annotator is set up.
  case opened
  /// The values of the documents that were asked for, in their order.
  case annotated([WorkerAnnotated])
  /// What was asked for cannot be given.
  case failed(WorkerFailure)
}

/// The version of the protocol: both sides must speak the same.
public enum WorkerProtocol {
  /// Goes up with every change of the frames.
  public static let version = 3
  /// On no more threads does a worker fold.
  public static let mostThreads = 256
  /// No frame is longer, in bytes.
  public static let longestFrame = 1 << 30
  /// The descriptors by which a worker reads requests and writes replies.
  public static let requests: Int32 = 3
  /// See `requests`.
  public static let replies: Int32 = 4
}

/// A partial of one group.
public struct WorkerPartial: Codable, Sendable {
  /// The index of the group among the keys of the analysis.
  public let group: Int
  /// The partial in one or more pieces.
  public let pieces: [WorkerPiece]

  /// Pairs a group with its pieces.
  public init(group: Int, pieces: [WorkerPiece]) {
    self.group = group
    self.pieces = pieces
  }
}

/// A piece of a group's partial.
public enum WorkerPiece: Codable, Hashable, Sendable {
  /// An encoded partial, opaque to the session.
  case bytes([UInt8])
  /// What the worker itself keeps of a group.
  case kept(group: Int)
}

/// Who a worker is.
public struct WorkerHello: Codable, Sendable {
  /// The version of the protocol.
  public let version: Int
  /// The stamp of its kit.
  public let kit: String
  /// Whether it can fold on several threads; else an analysis takes a worker a thread.
  public let isThreaded: Bool
  /// The plugin's name.
  public let plugin: String
  /// The plugin's version.
  public let pluginVersion: String
  /// What the plugin brings, in a sentence.
  public let summary: String
  /// The cards of its analyzers.
  public let cards: [CodedCard]
  /// Its annotators.
  public let annotators: [CodedAnnotator]

  /// Introduces a worker.
  public init(
    kit: String, isThreaded: Bool, plugin: String, pluginVersion: String, summary: String, cards: [CodedCard],
    annotators: [CodedAnnotator] = []
  ) {
    version = WorkerProtocol.version
    self.kit = kit
    self.isThreaded = isThreaded
    self.plugin = plugin
    self.pluginVersion = pluginVersion
    self.summary = summary
    self.cards = cards
    self.annotators = annotators
  }
}

/// Why a worker cannot answer.
public struct WorkerFailure: Error, Codable, Sendable {
  /// What kind of failure: the name of a case of `AnalyzerError`, `changed` where the store was changed meanwhile, or `failed`.
  public let kind: String
  /// What it is about: an option, a file.
  public let subject: String
  /// What is wrong.
  public let message: String

  /// Describes a failure.
  public init(kind: String, subject: String = "", message: String) {
    self.kind = kind
    self.subject = subject
    self.message = message
  }
}
