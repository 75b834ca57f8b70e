import Glibc

/// Why output could not be written.
public enum OutputError: Error, Equatable, Sendable {
  /// Whoever reads the output has left, as `head` does when it has enough: the program ends without a word.
  case readerLeft

  /// The user stopped the command while its result was written.
  case interrupted

  /// The system refused, with an `errno`: a full disk, for example.
  case failed(code: Int32)
}

extension OutputError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .readerLeft: "nobody reads the output any more"
    case .interrupted: "stopped"
    case .failed(let code): "the output cannot be written: \(String(cString: strerror(code)))"
    }
  }
}
