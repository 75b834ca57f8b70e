/// Ctrl-R: looking back through the history for a text, letter by letter.
struct HistorySearch {
  /// The line before the search, to which Ctrl-G goes back.
  let original: LineBuffer

  /// What is looked for.
  private(set) var pattern = ""

  /// Whether nothing (more) was found for the pattern; the last match stays.
  private(set) var hasFailed = false

  /// The entry that matches, if any.
  private(set) var match: Int?

  private let entries: [String]

  /// Begins a search that has found nothing yet.
  init(_ entries: [String], from line: LineBuffer) {
    self.entries = entries
    original = line
  }

  /// The line to show: the match with the cursor at the start of what was found, or the line before the search.
  var line: LineBuffer {
    guard let match, let offset = Self.offset(of: pattern, in: entries[match]) else { return original }
    let scalars = Array(entries[match].unicodeScalars)
    return LineBuffer(scalars, cursor: offset)
  }

  /// What stands before the line during the search.
  var prompt: String { (hasFailed ? "no match" : "search") + " \"\(pattern)\": " }

  /// Adds to the pattern; the present match stays if it still holds.
  mutating func extend(with text: some Collection<Unicode.Scalar>) {
    pattern.unicodeScalars.append(contentsOf: text)
    find(from: match ?? entries.count - 1)
  }

  /// Takes the last grapheme off the pattern and looks again from the newest entry.
  mutating func shorten() {
    guard !pattern.isEmpty else { return }
    pattern.removeLast()
    match = nil
    hasFailed = false
    if !pattern.isEmpty { find(from: entries.count - 1) }
  }

  /// Goes on to an older match.
  mutating func older() {
    guard !pattern.isEmpty else { return }
    find(from: (match ?? entries.count) - 1)
  }

  /// Looks for an entry with the pattern, from `start` back; equal neighbours of the present match are passed over.
  private mutating func find(from start: Int) {
    var index = start
    while index >= 0 {
      let repeated = match.map { index < $0 && entries[index] == entries[$0] } ?? false
      if !repeated, Self.offset(of: pattern, in: entries[index]) != nil {
        match = index
        hasFailed = false
        return
      }
      index -= 1
    }
    hasFailed = true
  }

  /// Where `pattern` first occurs, in scalars from the start; nil where it does not, or is empty.
  private static func offset(of pattern: String, in text: String) -> Int? {
    let wanted = Array(pattern.utf8)
    let bytes = Array(text.utf8)
    guard let first = wanted.first, wanted.count <= bytes.count else { return nil }
    for start in 0...(bytes.count - wanted.count)
    where bytes[start] == first && bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return bytes[..<start].count { $0 & 0xC0 != 0x80 }
    }
    return nil
  }
}
