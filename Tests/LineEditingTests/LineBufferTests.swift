import Testing

@testable import LineEditing

struct LineBufferTests {
  @Test func stepsByGraphemes() {
    var line = LineBuffer("a e\u{301}नि🇩🇪")
    var stops = [line.cursor]
    while line.moveLeft() { stops.append(line.cursor) }
    #expect(stops == [8, 6, 4, 2, 1, 0])
    stops = [0]
    while line.moveRight() { stops.append(line.cursor) }
    #expect(stops == [0, 1, 2, 4, 6, 8])
  }

  @Test func deletesGraphemes() {
    var line = LineBuffer("xe\u{301}安y")
    let deleted = (0..<4).map { _ in line.deleteBackward() ? line.text : "-" }
    #expect(deleted == ["xe\u{301}安", "xe\u{301}", "x", ""])
    var forward = LineBuffer(Array("e\u{301}安".unicodeScalars), cursor: 0)
    let rest = (0..<3).map { _ in forward.deleteForward() ? forward.text : "-" }
    #expect(rest == ["安", "", "-"])
  }

  @Test func countsTheCursorInUTF8() {
    let line = LineBuffer(Array("ä安🇩".unicodeScalars), cursor: 2)
    #expect(line.cursorInUTF8 == 5)
    #expect(LineBuffer("ä安🇩").cursorInUTF8 == 9)
  }

  @Test(
    arguments: [
      (0..<0, 0..<0), (0..<2, 0..<1), (2..<5, 1..<2), (0..<5, 0..<2), (5..<5, 2..<2),
      (1..<2, nil), (0..<3, nil), (0..<6, nil), (-1..<2, nil),
    ] as [(Range<Int>, Range<Int>?)])
  func findsScalarsOfUTF8(_ bytes: Range<Int>, _ scalars: Range<Int>?) {
    #expect(LineBuffer("ä安").scalarRange(ofUTF8: bytes) == scalars)
  }

  @Test func movesBetweenRows() {
    var line = LineBuffer("first row\nab\n\nlast row")
    let moves = (0..<4).map { _ in line.moveUp() ? line.cursor : -1 }
    #expect(moves == [13, 10, 0, -1])
    line = LineBuffer(Array("first row\nab\n\nlast".unicodeScalars), cursor: 7)
    let back = (0..<4).map { _ in line.moveDown() ? line.cursor : -1 }
    #expect(back == [12, 13, 14, -1])
  }

  @Test func keepsTheCursorInTheLine() {
    #expect(LineBuffer(["a"], cursor: 5).cursor == 1)
    #expect(LineBuffer(["a"], cursor: -5).cursor == 0)
  }
}
