import Testing

@testable import Rendering

@Suite("Table layout")
struct TableLayoutTests {
  private func text(_ natural: Int, minimum: Int = 8, share: Int = 1, rank: Int = 0) -> TableLayout.Need {
    .init(natural: natural, minimum: min(natural, minimum), least: 1, share: share, rank: rank)
  }

  private func number(_ width: Int) -> TableLayout.Need { .init(natural: width, minimum: width, least: width) }

  @Test("without a limit shows everything", arguments: [nil, 0, -5, Int.max])
  func unlimited(width: Int?) {
    let layout = TableLayout([text(500), number(9)], width: width)
    #expect(layout.columns == [0, 1])
    #expect(layout.widths == [500, 9])
  }

  @Test("shrinks the widest first and uses all the room")
  func shrinks() {
    #expect(TableLayout([text(10), text(50), number(6), text(40)], width: 60).widths == [10, 19, 6, 19])
    #expect(TableLayout([text(10), text(50), number(6), text(40)], width: 61).widths == [10, 20, 6, 19])
    #expect(TableLayout([text(50), text(50, share: 2)], width: 32).widths == [10, 20])
  }

  @Test("leaves out columns from the end, those of the lowest rank first")
  func drops() {
    let needs = [text(20), number(8), text(20), number(8)]
    #expect(TableLayout(needs, width: 38).columns == [0, 1, 2, 3])
    #expect(TableLayout(needs, width: 37).columns == [0, 1, 2])
    #expect(TableLayout(needs, width: 20).columns == [0, 1])
    #expect(TableLayout(needs, width: 7).columns == [0])
    #expect(TableLayout(needs, width: 7).widths == [7])
    let ranked = [number(4), text(30, rank: 1), text(9, rank: 2), text(30, rank: 1)]
    #expect(TableLayout(ranked, width: 28).columns == [1, 2, 3])
    #expect(TableLayout(ranked, width: 20).columns == [1, 2])
    #expect(TableLayout(ranked, width: 10).columns == [2])
  }

  @Test("never narrows a number, even alone")
  func aloneNumber() {
    #expect(TableLayout([number(9)], width: 3).widths == [9])
    #expect(TableLayout([text(9)], width: 1).widths == [1])
    #expect(TableLayout([], width: 1).columns == [])
  }

  @Test("fits, keeps minima, wastes nothing and is fair")
  func laws() {
    var random = RandomSource(seed: 11)
    for _ in 0..<3_000 {
      let needs = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        Bool.random(using: &random)
          ? text(Int.random(in: 0...60, using: &random), share: Int.random(in: 1...2, using: &random))
          : number(Int.random(in: 1...10, using: &random))
      }
      let width = Int.random(in: 1...120, using: &random)
      let layout = TableLayout(needs, width: width)
      #expect(!layout.columns.isEmpty && layout.columns.count == layout.widths.count)
      guard layout.columns.count > 1 else { continue }
      let total = layout.widths.reduce(0, +) + 2 * (layout.columns.count - 1)
      #expect(total <= width)
      let shown = zip(layout.columns.map { needs[$0] }, layout.widths)
      #expect(shown.allSatisfy { need, width in (need.minimum...need.natural).contains(width) })
      #expect(total == width || shown.allSatisfy { $0.natural == $1 })
      for (poor, poorWidth) in shown where poorWidth < poor.natural {
        for (rich, richWidth) in shown where richWidth > rich.minimum {
          #expect((richWidth - 1) / rich.share <= poorWidth / poor.share + 1)
        }
      }
    }
  }
}
