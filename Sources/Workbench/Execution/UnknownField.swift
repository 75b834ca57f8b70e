import CommandLanguage

/// A metadata field that a corpus does not have.
struct UnknownField: Error {
  /// The corpus.
  let corpus: String
  /// The name that was asked for.
  let name: String
  /// The names there are.
  let known: [String]

  /// What the user reads, with the nearest name.
  func commandError(at span: Span?) -> CommandError {
    CommandError(
      "`\(corpus)` has no field `\(name)`", at: span,
      advice: NearName.advice(for: name, among: known) + "There is: \(known.joined(separator: ", "))")
  }
}
