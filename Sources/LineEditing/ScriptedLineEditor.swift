/// A line editor for tests: gives the lines it was given, and records what it was asked.
public final class ScriptedLineEditor: LineEditor {
  private var results: ArraySlice<LineResult>

  /// The prompts shown so far.
  public private(set) var prompts: [String] = []

  /// The remembered lines, oldest first.
  public private(set) var history: [String]

  /// How often the history was to be saved.
  public private(set) var saves = 0

  /// Gives these results one by one, then the end of input.
  public init(results: [LineResult], history: [String] = []) {
    self.results = results[...]
    self.history = history
  }

  /// Gives these lines one by one, then the end of input.
  public convenience init(lines: [String]) {
    self.init(results: lines.map { .line($0) })
  }

  /// Records the prompt and gives the next result.
  public func readLine(prompt: String) throws(LineEditingError) -> LineResult {
    prompts.append(prompt)
    return results.popFirst() ?? .endOfInput
  }

  /// Adds a line to the history, unless it is blank or equals the last one.
  public func remember(_ line: String) {
    if History.isWorthKeeping(line, after: history.last) { history.append(line) }
  }

  /// Counts the call.
  public func saveHistory() {
    saves += 1
  }
}
