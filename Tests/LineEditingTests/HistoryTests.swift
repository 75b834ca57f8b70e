import Testing

@testable import LineEditing

struct HistoryTests {
  @Test func keepsTheNewestWithoutBlanksAndRepeats() {
    var history = History(["0", "1", "2", "3"], size: 3)
    #expect(history.entries == ["1", "2", "3"])
    let added = ["3", " \t\n", "", "4", "3"].map { history.add($0) }
    #expect(added == [false, false, false, true, true])
    #expect(history.entries == ["3", "4", "3"])
  }

  @Test(arguments: [0, -5]) func canBeOff(_ size: Int) {
    var history = History(["0"], size: size)
    let added = history.add("1")
    #expect(!added && history.entries.isEmpty)
  }

  @Test func goesUpAndDownAndBackToTheDraft() {
    var cursor = HistoryCursor(["a", "b"])
    let draft = LineBuffer(["d"], cursor: 0)
    let below = cursor.next()
    let up = [cursor.previous(from: draft), cursor.previous(from: LineBuffer("b!")), cursor.previous(from: draft)]
    let down = [cursor.next(), cursor.next(), cursor.next()]
    #expect(below == nil)
    #expect(up == [LineBuffer("b"), LineBuffer("a"), nil])
    #expect(down == [LineBuffer("b"), draft, nil])
  }

  @Test func findsOlderEntries() {
    var search = HistorySearch(["kwic 安全", "Stärkung", "kwic Stadt", "kwic Stadt"], from: LineBuffer("draft"))
    search.older()
    #expect(search.line == LineBuffer("draft") && !search.hasFailed)
    search.extend(with: "S".unicodeScalars)
    #expect(search.match == 3 && search.line.cursor == 5)
    search.extend(with: "t".unicodeScalars)
    #expect(search.match == 3)
    search.older()
    #expect(search.match == 1 && search.line.cursor == 0)
    search.older()
    #expect(search.match == 1 && search.hasFailed)
    search.shorten()
    search.shorten()
    #expect(search.match == nil && search.line == LineBuffer("draft") && search.pattern.isEmpty)
    search.extend(with: "全".unicodeScalars)
    #expect(search.match == 0 && search.line.cursor == 6)
    search.extend(with: "?".unicodeScalars)
    #expect(search.hasFailed && search.prompt == "no match \"全?\": ")
  }
}
