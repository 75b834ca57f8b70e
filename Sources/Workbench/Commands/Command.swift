import AnalyzerKit

/// A command of the workbench, declared by its card.
protocol Command: Sendable {
  /// Its name, options, and what it gives.
  var card: CommandCard { get }

  /// Whether it only reads, so that it may be run again where others changed the store under it.
  var onlyReads: Bool { get }

  /// Runs it on what stands before it, and gives what stands after it.
  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow
}

extension Command {
  /// Who does not say so is not run again.
  var onlyReads: Bool { false }
}

/// What flows from stage to stage of a pipeline.
enum Flow {
  /// Nothing: a deed, whose notes tell what was done.
  case nothing
  /// A corpus, or a part of one.
  case corpus(Selection)
  /// A report, whose first table later stages work on.
  case report(Report)
  /// Text that is shown as it is, such as a document.
  case text(String)
}
