/// The remembered lines of a session: bounded, without blanks, and without the same line twice in a row.
struct History {
  /// Oldest first.
  private(set) var entries: [String]

  private let size: Int

  /// Begins with the newest `size` of `entries`; a size of 0 or less remembers nothing.
  init(_ entries: [String], size: Int) {
    self.size = max(0, size)
    self.entries = Array(entries.suffix(self.size))
  }

  /// Adds a line; false if it is not worth keeping.
  mutating func add(_ line: String) -> Bool {
    guard size > 0, Self.isWorthKeeping(line, after: entries.last) else { return false }
    if entries.count == size { entries.removeFirst() }
    entries.append(line)
    return true
  }

  /// Whether a line is neither blank nor the last one again.
  static func isWorthKeeping(_ line: String, after last: String?) -> Bool {
    line != last && !line.allSatisfy(\.isWhitespace)
  }
}
