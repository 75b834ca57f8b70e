/// One command of a script.
public struct ScriptCommand: Sendable, Hashable {
  /// The command's text, over several lines where it is continued.
  public let text: String
  /// The number of its first line in the script, from 1.
  public let line: Int

  /// Makes a command.
  public init(text: String, line: Int) {
    self.text = text
    self.line = line
  }
}
