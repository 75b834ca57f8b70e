/// One stage of a pipeline: a verb with its operands and options.
public struct Stage: Sendable, Hashable {
  /// The verb's full name, also where an abbreviation was typed; the span is what was typed.
  public let verb: Located<String>
  /// The operands that are words, in order.
  public let operands: [Word]
  /// The raw operand (query, expression, …) exactly as written, without the space around it; nil where none was given.
  ///
  /// Its value has as many bytes as its span: a line continuation outside quotes is given as spaces.
  public let raw: Located<String>?
  /// The options in the order written; an option may occur more than once.
  public let options: [OptionUse]
  /// From the verb to the end of the last operand or option.
  public let span: Span

  /// Makes a stage.
  public init(
    verb: Located<String>, operands: [Word] = [], raw: Located<String>? = nil, options: [OptionUse] = [], span: Span
  ) {
    self.verb = verb
    self.operands = operands
    self.raw = raw
    self.options = options
    self.span = span
  }

  /// The last use of an option, which is the one that counts where an option takes one value.
  public func option(_ name: String) -> OptionUse? {
    options.last { $0.name.value == name }
  }
}
