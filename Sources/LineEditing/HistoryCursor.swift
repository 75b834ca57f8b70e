/// Where Up and Down have got to in the history.
struct HistoryCursor {
  private let entries: [String]
  private var position: Int
  private var draft: LineBuffer?

  /// Stands below the last entry, at the line being typed.
  init(_ entries: [String]) {
    self.entries = entries
    position = entries.count
  }

  /// The entry before this one, or nil at the oldest; the line being typed is kept for the way back.
  mutating func previous(from line: LineBuffer) -> LineBuffer? {
    guard position > 0 else { return nil }
    if position == entries.count { draft = line }
    position -= 1
    return LineBuffer(entries[position])
  }

  /// The entry after this one, or what was being typed; nil there.
  mutating func next() -> LineBuffer? {
    guard position < entries.count else { return nil }
    position += 1
    return position < entries.count ? LineBuffer(entries[position]) : draft
  }

  /// Goes on from an entry that was found otherwise.
  mutating func move(to index: Int, leaving line: LineBuffer) {
    guard entries.indices.contains(index) else { return }
    if position == entries.count { draft = line }
    position = index
  }
}
