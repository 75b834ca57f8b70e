/// Which columns of a table are shown on a terminal, and how wide.
struct TableLayout: Equatable {
  /// The spaces between two columns.
  static let gap = 2

  /// What a column needs.
  struct Need: Equatable {
    /// The width that shows everything.
    var natural: Int
    /// The width below which it is not shrunk.
    var minimum: Int
    /// The width below which it is not shrunk even when it stands alone.
    var least: Int
    /// Its share of the room when columns shrink; at least 1.
    var share = 1
    /// Columns of a lower rank are left out before those of a higher one.
    var rank = 0
  }

  /// The columns that are shown, from 0, in order.
  private(set) var columns: [Int]
  /// The width of each column that is shown.
  private(set) var widths: [Int]

  /// Fits columns into a terminal; all at their natural width when `width` is nil.
  ///
  /// Columns shrink together, the widest first, down to their minima. When that is not enough, columns are left out from
  /// the end, those of the lowest rank first; one always stays.
  init(_ needs: [Need], width: Int?) {
    columns = Array(needs.indices)
    widths = needs.map(\.natural)
    guard let width, width > 0, !needs.isEmpty else { return }
    columns = Self.columns(of: needs, fitting: width)
    if let only = columns.first, columns.count == 1, needs[only].minimum > width {
      widths = [min(needs[only].natural, max(needs[only].least, width))]
    } else {
      widths = Self.shrink(columns.map { needs[$0] }, to: width - Self.gap * (columns.count - 1))
    }
  }

  private static func columns(of needs: [Need], fitting width: Int) -> [Int] {
    var total = needs.reduce(0) { $0 + $1.minimum } + gap * (needs.count - 1)
    var dropped: Set<Int> = []
    let order = needs.indices.sorted { (needs[$0].rank, -$0) < (needs[$1].rank, -$1) }
    for index in order {
      if total <= width || dropped.count == needs.count - 1 { break }
      dropped.insert(index)
      total -= needs[index].minimum + gap
    }
    return needs.indices.filter { !dropped.contains($0) }
  }

  /// The fairest widths that fit: each column at its minimum or at one level for all, times its share.
  private static func shrink(_ needs: [Need], to room: Int) -> [Int] {
    func widths(_ level: Int) -> [Int] {
      needs.map { max($0.minimum, min($0.natural, level * $0.share)) }
    }
    var low = 0
    var high = needs.reduce(0) { max($0, $1.natural) }
    while low < high {
      let middle = (low + high + 1) / 2
      if widths(middle).reduce(0, +) <= room { low = middle } else { high = middle - 1 }
    }
    var result = widths(low)
    var rest = room - result.reduce(0, +)
    for (index, next) in widths(low + 1).enumerated() where rest > 0 {
      let more = min(rest, next - result[index])
      result[index] += more
      rest -= more
    }
    return result
  }
}
