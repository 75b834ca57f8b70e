/// A parsed line: an optional name to assign, an optional source, and stages.
///
/// At least one of `source` and `stages` is there. `seed` alone has a source and no stage.
public struct CommandLine: Sendable, Hashable {
  /// The name before `=`.
  public let target: Located<String>?
  /// The corpus, named result or selection that the pipeline starts from.
  public let source: Located<String>?
  /// The stages in order.
  public let stages: [Stage]

  /// Makes a command line.
  public init(target: Located<String>? = nil, source: Located<String>? = nil, stages: [Stage] = []) {
    self.target = target
    self.source = source
    self.stages = stages
  }
}
