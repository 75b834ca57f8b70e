/// How one verb is written: its name, its operands and its options.
public struct VerbSyntax: Sendable, Hashable {
  /// The full name.
  public let name: String
  /// How many words stand before a raw operand; has no meaning where operands are words.
  public let leadingWords: Int
  /// How operands are read.
  public let operands: OperandKind
  /// The options.
  public let options: [OptionSyntax]

  /// Declares the syntax of a verb.
  public init(_ name: String, leadingWords: Int = 0, operands: OperandKind = .none, options: [OptionSyntax] = []) {
    self.name = name
    self.leadingWords = leadingWords
    self.operands = operands
    self.options = options
  }

  /// The option with a name, long or short, given without dashes.
  public func option(_ name: String) -> OptionSyntax? {
    options.first { $0.name == name || $0.short == name }
  }
}
