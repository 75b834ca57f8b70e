/// How reading a line ended.
public enum LineResult: Sendable, Equatable {
  /// A line without its end; a pasted block has newlines (`\n`) in it, which the caller splits.
  case line(String)

  /// Ctrl-C at the prompt: what was typed is discarded, the program goes on.
  case interrupted

  /// Ctrl-D on an empty line, the end of the stream, or a terminal that has gone.
  case endOfInput
}
