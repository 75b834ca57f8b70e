import Glibc

/// Why a line could not be read.
public enum LineEditingError: Error, Equatable, Sendable {
  /// The input or the output is no terminal; read such input with ``StreamLineEditor``.
  case notATerminal

  /// The system has no UTF-8 locale, so that the terminal's characters cannot be decoded.
  case noUTF8Locale

  /// A system call failed with `code` (an `errno`) while `doing`, as in "reading a line from the terminal".
  case system(doing: String, code: Int32)

  /// Line `line` (from 1) of a stream has more than `limit` bytes; reading on continues with the next line.
  case lineTooLong(line: Int, limit: Int)

  /// Line `line` (from 1) of a stream is not valid UTF-8; reading on continues with the next line.
  case notUTF8(line: Int)
}

extension LineEditingError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .notATerminal:
      "standard input and output are not both a terminal: give commands with -c, in a script, or on standard input"
    case .noUTF8Locale:
      "no UTF-8 locale on this system: install one, or set LC_ALL=C.UTF-8"
    case .system(let doing, let code):
      "\(doing) failed: \(String(cString: strerror(code)))"
    case .lineTooLong(let line, let limit):
      "line \(line) is longer than \(limit) bytes: split it, or check that the input is a script"
    case .notUTF8(let line):
      "line \(line) is not valid UTF-8: convert the input, for example with iconv"
    }
  }
}
