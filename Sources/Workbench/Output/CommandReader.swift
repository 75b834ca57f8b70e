import CommandLanguage

/// Splits a script, a pasted block or standard input into commands, one after the other.
public struct CommandReader {
  private var reader: ScriptReader
  private let firstLine: Int

  /// Reads a text whose first line has the given number in its file.
  public init(_ text: String, firstLine: Int = 1) {
    reader = ScriptReader(text)
    self.firstLine = firstLine
  }

  /// The next command and the number of its first line; nil where only white space and comments are left.
  ///
  /// To be called after the command before was run, since that may have made names which this one uses.
  public mutating func next(in session: Session, allowsAbbreviations: Bool = false) -> (text: String, line: Int)? {
    let parser = CommandParser(grammar: SessionGrammar(session, allowsAbbreviations: allowsAbbreviations))
    return reader.next(parser).map { (text: $0.text, line: firstLine - 1 + $0.line) }
  }
}

extension Session {
  /// Whether a text goes on in the next line: it ends in a backslash, or a quote or a bracket is open.
  public func isIncomplete(_ text: String, allowsAbbreviations: Bool = false) -> Bool {
    CommandParser(grammar: SessionGrammar(self, allowsAbbreviations: allowsAbbreviations)).isIncomplete(text)
  }
}
