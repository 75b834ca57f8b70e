/// The values that stand for `{{NAME}}` in a script.
///
/// A name is letters, digits, `_` and `-`, with a letter first; anything else between double braces is left as it is, and so
/// are comment lines. A value stands in the script as it was given: where it is to be one word, the script quotes it.
struct ScriptTemplate {
  private let values: [String: String]
  private var unused: Set<String>

  /// Takes words of the form `NAME=VALUE`.
  init(_ words: [String]) throws(ScriptError) {
    var values: [String: String] = [:]
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, ScriptTemplate.isName(parts[0]), !parts[1].contains(where: \.isNewline) else {
        throw .malformedValue(word)
      }
      guard values.updateValue(parts[1], forKey: parts[0]) == nil else { throw .repeatedValue(parts[0]) }
    }
    self.values = values
    unused = Set(values.keys)
  }

  /// The text with values in the place of names; a name without one is an error.
  mutating func filled(_ text: String, firstLine: Int = 1) throws(ScriptError) -> String {
    guard text.contains("{{") else { return text }
    var lines: [String] = []
    for scalars in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      lines.append(try filledLine(Substring(scalars), firstLine + lines.count))
    }
    return lines.joined(separator: "\n")
  }

  /// Makes sure that no value was given in vain, as for a name with a typing mistake.
  func checkThatAllWereUsed() throws(ScriptError) {
    if let name = unused.min() { throw .unusedValue(name) }
  }

  private mutating func filledLine(_ line: Substring, _ number: Int) throws(ScriptError) -> String {
    if line.first(where: { !$0.isWhitespace }) == "#" { return String(line) }
    var result = ""
    var rest = line
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      let name = String(rest[open.upperBound..<close.lowerBound])
      guard ScriptTemplate.isName(name) else {
        // The braces may be the first of three: the next name may begin one character on.
        let next = rest.index(after: open.lowerBound)
        result += rest[..<next]
        rest = rest[next...]
        continue
      }
      guard let value = values[name] else { throw .missingValue(name, line: number) }
      unused.remove(name)
      result += rest[..<open.lowerBound] + value
      rest = rest[close.upperBound...]
    }
    return result + rest
  }

  private static func isName(_ text: String) -> Bool {
    guard text.unicodeScalars.first?.properties.isAlphabetic == true else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType == .decimal || $0 == "_" || $0 == "-"
    }
  }
}
