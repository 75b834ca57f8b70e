import AnalyzerKit
import Testing

@Suite struct ContingencyTableTests {
  @Test func `Cells and expectations add up to the totals`() throws {
    let table = try ContingencyTable(o11: 46, r1: 776, c1: 877, n: 149_709)
    #expect([table.o12, table.o21, table.o22] == [730, 831, 148_102])
    #expect([table.r2, table.c2] == [148_933, 148_832])
    let expected = [table.e11, table.e12, table.e21, table.e22].compactMap { $0 }
    #expect(expected.count == 4 && isClose(expected.reduce(0, +), 149_709))
    #expect(isClose(table.e11, 776.0 * 877 / 149_709))
  }

  @Test func `An empty table expects nothing`() throws {
    let table = try ContingencyTable(o11: 0, r1: 0, c1: 0, n: 0)
    #expect(table.e11 == nil && table.e12 == nil && table.e21 == nil && table.e22 == nil)
  }

  @Test(arguments: [
    [-1, 5, 5, 10], [6, 5, 8, 10], [6, 8, 5, 10], [0, 11, 0, 10], [0, 0, 11, 10], [0, 0, 0, -1], [1, 6, 6, 10],
    [0, -1, 3, 10], [-1, -1, -1, -1], [0, .max, .max, .max], [.min, .max, .min, .max], [0, 1, .max, .max],
  ])
  func `Counts that make a cell negative are refused`(counts: [Int]) throws {
    let error = #expect(throws: AnalyzerError.self) {
      try ContingencyTable(o11: counts[0], r1: counts[1], c1: counts[2], n: counts[3])
    }
    guard case .malformedReport(let message) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(message.contains("o11 = \(counts[0]), r1 = \(counts[1]), c1 = \(counts[2]), n = \(counts[3])"))
  }

  @Test func `The largest counts fit`() throws {
    let table = try ContingencyTable(o11: .max, r1: .max, c1: .max, n: .max)
    #expect([table.o12, table.o21, table.o22] == [0, 0, 0])
  }
}
