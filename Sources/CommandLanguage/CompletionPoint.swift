/// A place in a line at which something can be completed.
public struct CompletionPoint: Sendable, Hashable {
  /// What can be typed there.
  public let context: CompletionContext
  /// What a completion replaces: the token up to the cursor, its opening quote included.
  public let span: Span
  /// The source that the pipeline starts from, whose fields and values are meant; nil where it is left out.
  public let source: String?
  /// The full names of the verbs of the stages before, whose columns are meant after an analyzer.
  public let verbsBefore: [String]
  /// The operands already written in the stage.
  public let operandsBefore: [String]

  /// Makes a completion point.
  public init(
    context: CompletionContext, span: Span, source: String? = nil, verbsBefore: [String] = [],
    operandsBefore: [String] = []
  ) {
    self.context = context
    self.span = span
    self.source = source
    self.verbsBefore = verbsBefore
    self.operandsBefore = operandsBefore
  }
}
