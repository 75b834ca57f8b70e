/// Candidates for completion, laid out in columns for the terminal.
struct CandidateListing {
  /// How many candidates are listed at most; the rest is counted.
  static let limit = 100

  /// Rows separated by newlines, each at most `width` columns wide unless a single candidate is wider.
  let text: String

  /// Lays out candidates down the columns first, as `ls` does.
  init(_ candidates: [Completion.Candidate], width: Int) {
    let shown = candidates.prefix(Self.limit).map { VisibleText($0.display ?? $0.text) }
    let gap = 2
    let cell = (shown.map(\.width).max() ?? 0) + gap
    let columns = max(1, (width + gap - 1) / max(1, cell))  // one column stays free: a full row would wrap
    let rows = (shown.count + columns - 1) / columns
    var lines = (0..<rows).map { row in
      let cells = stride(from: row, to: shown.count, by: max(1, rows)).map { shown[$0] }
      let padded = cells.dropLast().map { $0.text + String(repeating: " ", count: cell - $0.width) }
      return padded.joined() + (cells.last?.text ?? "")
    }
    let left = candidates.count - shown.count
    if left > 0 { lines.append("… and \(left) more") }
    text = lines.joined(separator: "\n")
  }
}
