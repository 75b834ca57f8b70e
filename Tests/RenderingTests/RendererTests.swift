import AnalyzerKit
import Rendering
import Testing

@Suite("Renderer")
struct RendererTests {
  private struct Full: Error {}

  private final class FullDisk: OutputStreamSink {
    var left: Int
    init(left: Int) { self.left = left }
    func write(_ bytes: [UInt8]) throws {
      left -= bytes.count
      if left < 0 { throw Full() }
    }
  }

  private final class Blocks: OutputStreamSink {
    var sizes: [Int] = []
    func write(_ bytes: [UInt8]) { sizes.append(bytes.count) }
  }

  private func numbers(_ count: Int) throws -> Table {
    var table = Table(columns: [Column("n", .integer)])
    for number in 0..<count { try table.append([.integer(number)]) }
    return table
  }

  @Test("puts an empty line between two tables")
  func severalTables() throws {
    let sink = MemorySink()
    try Renderer.render([try numbers(1), Table(columns: []), try numbers(2)], as: .tsv, to: sink)
    #expect(sink.text == "n\n0\n\n\nn\n0\n1\n")
  }

  @Test("of no table writes nothing", arguments: OutputFormat.allCases)
  func noTable(format: OutputFormat) throws {
    let sink = MemorySink()
    try Renderer.render([], as: format, to: sink)
    #expect(sink.bytes.isEmpty)
  }

  @Test(
    "of a table without columns",
    arguments: zip(OutputFormat.allCases, ["0 rows.\n", "", "", "[]\n", "", ""]))
  func noColumns(format: OutputFormat, text: String) {
    #expect(Renderer.text(Table(columns: []), as: format) == text)
  }

  @Test(
    "of a table without rows",
    arguments: zip(
      OutputFormat.allCases, ["n  s\n0 rows.\n", "n\ts\n", "n,s\n", "[]\n", "", "| n | s |\n| ---: | --- |\n"]))
  func noRows(format: OutputFormat, text: String) {
    #expect(Renderer.text(Table(columns: [Column("n", .integer), Column("s", .text)]), as: format) == text)
  }

  @Test("passes on what the sink throws", arguments: OutputFormat.allCases)
  func fullDisk(format: OutputFormat) throws {
    let table = try numbers(50_000)
    #expect(throws: Full.self) { try Renderer.render(table, as: format, to: FullDisk(left: 100_000)) }
    #expect(throws: Full.self) { try Renderer.render(try numbers(1), as: format, to: FullDisk(left: 0)) }
  }

  @Test("hands over large blocks that end with a line")
  func blocks() throws {
    let sink = Blocks()
    try Renderer.render(try numbers(50_000), as: .tsv, to: sink)
    #expect(sink.sizes.count > 2)
    #expect(sink.sizes.dropLast().allSatisfy { (65_536..<65_600).contains($0) })
  }

  @Test("gives the same bytes again", arguments: OutputFormat.allCases)
  func deterministic(format: OutputFormat) throws {
    let table = try NastyTable.make()
    #expect(Renderer.text(table, as: format) == Renderer.text(table, as: format))
  }
}
