/// What can be typed at a place in a line.
///
/// Prefixes are what is there already, without quotes and escapes.
public enum CompletionContext: Sendable, Hashable {
  /// Nothing that is known: in a comment, after an unknown verb, in the name of a new field.
  case nothing
  /// The first word: a verb, a corpus, a result or a selection.
  case verbOrSource(prefix: String)
  /// The first word in quotes: a corpus, a result or a selection.
  case source(prefix: String)
  /// A verb after a pipe.
  case verb(prefix: String)
  /// An option; the prefix has its dashes, or is empty.
  case option(verb: String, prefix: String)
  /// The value of an option that takes a word; the option's full name without dashes.
  case optionValue(verb: String, option: String, prefix: String, isQuoted: Bool)
  /// A word among the operands; the index counts from 0.
  case operand(verb: String, index: Int, prefix: String, isQuoted: Bool)
  /// A word in a query: the operand, or the value of the option that is named.
  case query(verb: String, option: String?, prefix: String)
  /// A field in an expression; the prefix may have a part, as in `date:y`.
  case expressionField(verb: String, prefix: String)
  /// A value that a field is compared with.
  case expressionValue(verb: String, field: String, prefix: String, isQuoted: Bool)
  /// An operator, or `and` and `or`, after a value.
  case expressionOperator(verb: String, prefix: String)
}
