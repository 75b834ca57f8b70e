/// Splits a script, a pasted block or standard input into commands, one after the other.
///
/// A command is a line, and goes on in the next one after a backslash at its end or while a quote or a bracket is open. So
/// commands are read with the grammar of the moment, which a command before may have changed.
public struct ScriptReader {
  private let source: SourceText
  private var position = 0
  private var line = 1

  /// Makes a reader of a whole script.
  public init(_ script: String) {
    source = SourceText(script)
  }

  /// Takes the next command, or nil where only white space and comments are left.
  ///
  /// The command is not checked: parse its text. Where a quote or a bracket is never closed, it is the first line and what
  /// a backslash at the end joins to it, so that the rest of a script is not swallowed.
  public mutating func next(_ parser: CommandParser) -> ScriptCommand? {
    var blank = Scanner(source, at: position)
    let stop = blank.skipBlankLines()
    move(to: blank.position)
    guard stop != .end else { return nil }
    let start = position
    let window = source.limited(to: start.addingReportingOverflow(CommandParser.lengthLimit + 1).partialValue)
    var line = LineParser(window, at: start, grammar: parser.grammar)
    var end: Int
    do {
      _ = try line.parse()
      end = line.scanner.position
    } catch {
      end = error.isOpenEnded ? endOfJoinedLines(from: start) : endOfWrongCommand(from: start, in: window)
    }
    end = max(end, start + source.scalarLength(at: start))
    let command = ScriptCommand(text: source.string(Span(start, end)), line: self.line)
    move(to: end)
    return command
  }

  private mutating func move(to end: Int) {
    while position < end {
      if source[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
  }

  /// The end of a command that cannot be parsed, where all of it is taken for raw text.
  private func endOfWrongCommand(from start: Int, in window: SourceText) -> Int {
    var scanner = Scanner(window, at: start)
    while true {
      switch scanner.skipSpace() {
      case .end, .newline: return scanner.position
      case .pipe: scanner.position += 1
      case .token:
        let raw = scanner.raw(until: .afterDoubleDash)
        if raw.openQuote != nil || raw.openBracket != nil { return endOfJoinedLines(from: start) }
      }
    }
  }

  private func endOfJoinedLines(from start: Int) -> Int {
    var end = start
    while end < source.count, source.newlineLength(at: end) == 0 {
      if source[end] == UInt8(ascii: "\\") { end += max(source.continuationLength(at: end), 2) } else { end += 1 }
    }
    return min(end, source.count)
  }
}
