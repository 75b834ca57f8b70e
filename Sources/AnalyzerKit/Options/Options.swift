/// The options of one run, checked against the analyzer's card and read by their keys.
public struct Options: Hashable, Sendable {
  /// The values that were given, by option name.
  public let values: [String: OptionValue]
  private let declared: Set<String>

  /// Takes values that fit the kinds of the options; who calls it has checked that.
  public init(_ values: [String: OptionValue], of card: AnalyzerCard) {
    self.values = values
    declared = Set(card.allOptions.map(\.name))
  }

  /// The value of an option: the one given, else its default.
  ///
  /// Throws when the card does not list the option, or its value is of another kind.
  public subscript<Value>(_ option: Option<Value>) -> Value {
    get throws {
      let name = option.card.name
      guard declared.contains(name) else { throw AnalyzerError.undeclaredOption(name) }
      guard let value = option.read(values[name]) else {
        throw AnalyzerError.invalidOption(name, "takes another kind of value")
      }
      return value
    }
  }
}
