/// A Markdown text, of which the fenced code blocks marked `lect` are commands.
///
/// Fences are CommonMark's: three or more backticks or tildes, indented by at most three spaces; a block ends with a
/// fence of at least as many of the same, or with the text.
struct NotebookText {
  /// The blocks, in order.
  private(set) var parts: [Script.Part] = []

  init(_ text: String) {
    var fence: Fence?
    var lines: [Substring] = []
    var first = 0
    // By scalars, because CR LF is one character.
    for (index, scalars) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = Substring(scalars)
      if let open = fence {
        if open.isClosed(by: line) {
          if open.isCommand { add(lines, first) }
          fence = nil
        } else {
          lines.append(line)
        }
      } else if let open = Fence(line) {
        fence = open
        lines = []
        first = index + 2
      }
    }
    if fence?.isCommand == true { add(lines, first) }
  }

  private mutating func add(_ lines: [Substring], _ first: Int) {
    parts.append(Script.Part(text: lines.joined(separator: "\n"), line: first))
  }

  /// The line that a code block begins with.
  private struct Fence {
    let mark: Character
    let length: Int
    let isCommand: Bool

    init?(_ line: Substring) {
      guard let (body, mark, length) = Fence.run(line) else { return nil }
      let info = body.dropFirst(length)
      // Backticks in the information string make the line inline code.
      guard mark == "~" || !info.contains("`") else { return nil }
      self.mark = mark
      self.length = length
      isCommand = info.split(whereSeparator: \.isWhitespace).first == "lect"
    }

    func isClosed(by line: Substring) -> Bool {
      guard let (body, mark, length) = Fence.run(line) else { return false }
      return mark == self.mark && length >= self.length && body.dropFirst(length).allSatisfy(\.isWhitespace)
    }

    private static func run(_ line: Substring) -> (body: Substring, mark: Character, length: Int)? {
      let indent = line.prefix { $0 == " " }.count
      let body = line.dropFirst(indent)
      guard indent <= 3, let mark = body.first, mark == "`" || mark == "~" else { return nil }
      let length = body.prefix { $0 == mark }.count
      return length >= 3 ? (body, mark, length) : nil
    }
  }
}
