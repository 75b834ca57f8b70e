/// Where command lines come from: a terminal, a stream, or a test.
///
/// An editor is used from one thread. ``TerminalLineEditor`` edits with libedit, ``StreamLineEditor`` reads a pipe or a
/// file, and ``ScriptedLineEditor`` plays what a test gives it.
public protocol LineEditor: AnyObject {
  /// Shows the prompt and reads one line.
  ///
  /// A prompt is one row; it may hold colours (`ESC [ … m`), which take no columns, but no other control characters.
  func readLine(prompt: String) throws(LineEditingError) -> LineResult

  /// Adds a line to the history, unless it is blank or equals the last one; newlines in it are kept.
  func remember(_ line: String)

  /// The remembered lines, oldest first.
  var history: [String] { get }

  /// Makes the history last, where it is kept in a file; does nothing elsewhere, and never fails.
  func saveHistory()
}
