/// What a process wrote last, as a message shows it.
enum LastWords {
  /// The last lines, cut to a length, without what Swift's runtime tells of its own stack.
  static func shown(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) && !isFrame($0) }
    return lines.suffix(3).map { $0.prefix(300) }.joined(separator: " / ")
  }

  /// Whether a line is one of a stack: a number, a library, an address, a name.
  private static func isFrame(_ line: Substring) -> Bool {
    if line == "Current stack trace:" { return true }
    let fields = line.split(separator: " ")
    return fields.count > 3 && Int(fields[0]) != nil && fields[2].hasPrefix("0x")
  }
}
