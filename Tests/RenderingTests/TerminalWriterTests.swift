import AnalyzerKit
import Rendering
import Testing

@Suite("Terminal table")
struct TerminalWriterTests {
  private func frequencies() throws -> Table {
    var table = Table(columns: [
      Column("term", .text, role: .term), Column("count", .integer), Column("per_million", .real),
      Column("note", .text),
    ])
    try table.append([.text("und"), .integer(1234), .real(40123.456), .text("häufig")])
    try table.append([.text("安全"), .integer(7), .real(0.5), .missing])
    try table.append([.text("Wo\u{308}rter"), .missing, .real(.nan), .text("x")])
    try table.append([.text("a\u{1B}[2Jb"), .integer(-1), .real(0.000012), .text("")])
    return table
  }

  private func concordance() throws -> Table {
    var table = Table(columns: [
      Column("document", .text, role: .document), Column("position", .integer, role: .position),
      Column("left", .text, role: .leftContext), Column("match", .text, role: .match),
      Column("right", .text, role: .rightContext),
    ])
    try table.append([
      .text("news/2021-12-01.txt"), .integer(7), .text("und dann kam sie an die"), .text("Brücke"), .text("am Fluss ."),
    ])
    try table.append([
      .text("news/2021-12-02.txt"), .integer(112), .text("Die"), .text("Brücken"),
      .text("waren lange gesperrt worden ."),
    ])
    return table
  }

  @Test("aligns by width, numbers to the right")
  func aligned() throws {
    let expected = """
      term    count  per_million  note
      und      1234     40123.46  häufig
      安全        7         0.50
      Wo\u{308}rter                      x
      a␛[2Jb     -1      1.2e-05
      4 rows.

      """
    #expect(Renderer.text(try frequencies(), as: .table) == expected)
  }

  @Test("says how many rows it holds and shows")
  func rowLimit() throws {
    var table = Table(columns: [Column("n", .integer)])
    try table.append([.integer(1)])
    #expect(Renderer.text(table, as: .table) == "n\n1\n1 row.\n")
    for number in 2...4_210 { try table.append([.integer(number)]) }
    #expect(
      Renderer.text(table, as: .table, options: RenderingOptions(rowLimit: 2))
        == "n\n1\n2\n2 of 4,210 rows. See all with -f tsv.\n")
    #expect(
      Renderer.text(table, as: .table, options: RenderingOptions(rowLimit: 0, hint: ""))
        == "n\n0 of 4,210 rows.\n")
    #expect(
      Renderer.text(table, as: .table, options: RenderingOptions(rowLimit: 4_210)).hasSuffix("4210\n4,210 rows.\n"))
  }

  @Test("cuts contexts away from the match")
  func contexts() throws {
    let expected = """
      document  position             left  match    right
      …-01.txt         7  …kam sie an die  Brücke   am Fluss .
      …-02.txt       112              Die  Brücken  waren lange g…
      2 rows. See all with -f tsv.

      """
    #expect(Renderer.text(try concordance(), as: .table, options: RenderingOptions(width: 60)) == expected)
  }

  @Test("shows matches whole, and contexts that say something, before other columns")
  func matches() throws {
    var table = Table(columns: [
      Column("line", .integer), Column("document", .text, role: .document), Column("sentence", .integer),
      Column("position", .integer, role: .position), Column("left", .text, role: .leftContext),
      Column("match", .text, role: .match), Column("right", .text, role: .rightContext),
    ])
    try table.append([
      .integer(1), .text("plenar/19001.txt"), .integer(47), .integer(825), .text("das ist eine Frage der"),
      .text("soziale Gerechtigkeit"), .text(", aber es geht auch um Vertrauen"),
    ])
    let expected = """
      line  document  sentence             left  match                  right
         1  …001.txt        47  …eine Frage der  soziale Gerechtigkeit  , aber es geh…
      1 row. Not shown: position. See all with -f tsv.

      """
    #expect(Renderer.text(table, as: .table, options: RenderingOptions(width: 80)) == expected)
  }

  @Test("leaves out columns and names them")
  func leavesOut() throws {
    let expected = """
      term    count
      und      1234
      安全        7
      Wo\u{308}rter
      a␛[2Jb     -1
      4 rows. Not shown: per_million, note. See all with -f tsv.

      """
    #expect(Renderer.text(try frequencies(), as: .table, options: RenderingOptions(width: 13)) == expected)
  }

  @Test("marks headers and matches when there is colour")
  func color() throws {
    let text = Renderer.text(try concordance(), as: .table, options: RenderingOptions(width: 40, color: true))
    let lines = text.split(separator: "\n")
    #expect(lines[0].hasPrefix("\u{1B}[1m") && lines[0].hasSuffix("\u{1B}[0m"))
    #expect(lines[1].contains("\u{1B}[1;31mBrücke\u{1B}[0m   "))
    let plain = Renderer.text(try concordance(), as: .table, options: RenderingOptions(width: 40))
    #expect(
      text.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[1;31m", with: "").replacing("\u{1B}[0m", with: "")
        == plain)
  }

  @Test("fits a screen")
  func screen() {
    #expect(
      RenderingOptions.terminal(columns: 80, lines: 24, color: true) == .init(width: 80, rowLimit: 20, color: true))
    #expect(RenderingOptions.terminal(columns: 80, lines: 2, color: false).rowLimit == 1)
    #expect(RenderingOptions.terminal(columns: 0, lines: 0, color: false).rowLimit == nil)
  }

  @Test("lets no hidden character through and keeps to the width, whatever the text")
  func untrusted() throws {
    var random = RandomSource(seed: 12)
    var tables = [try NastyTable.make(), try concordance()]
    for _ in 0..<20 { tables.append(try random.table(rows: 10)) }
    for table in tables {
      for width in [1, 2, 3, 7, 20, 40, 41, 80, 200, Int.max] {
        let text = Renderer.text(table, as: .table, options: RenderingOptions(width: width))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == table.rowCount + 3)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
        #expect(!text.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) || $0.value == 0x2028 })
        // Below 40 columns a number may stand alone and wider than the terminal.
        if width >= 40 { #expect(lines.dropLast(2).allSatisfy { DisplayWidth.of($0) <= width }) }
      }
    }
  }

  @Test("is not blown up by one huge cell")
  func hugeCell() throws {
    var table = Table(columns: [Column("a", .text), Column("b", .text)])
    try table.append([.text(String(repeating: "x", count: 100_000)), .text("y")])
    for _ in 0..<100 { try table.append([.text("z"), .text("y")]) }
    #expect(Renderer.text(table, as: .table).utf8.count < 200_000)
  }
}
