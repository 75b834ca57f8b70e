/// The table of modules in docs/ARCHITECTURE.md: `| level | module | holds | may import |`.
///
/// Names stand in back quotes. Several modules in a row share its imports; `plugins/*` is every bundled plugin.
struct ModuleTable {
  /// The path of the document.
  static let path = "docs/ARCHITECTURE.md"
  /// The name of the row for the bundled plugins.
  static let plugins = "plugins/*"

  /// One module.
  struct Row {
    let name: String
    let level: Int
    let imports: Set<String>
  }

  /// The modules, in the order of the document.
  let rows: [Row]

  /// Reads the table from the document's lines.
  init(_ lines: [String]) {
    guard let header = lines.firstIndex(where: { $0.hasPrefix("| level | module |") }) else {
      rows = []
      return
    }
    rows = lines[(header + 2)...].prefix { $0.hasPrefix("|") }.flatMap { line -> [Row] in
      let cells = line.split(separator: "|").map(String.init)
      guard cells.count == 4, let level = Int(cells[0].filter { $0 != " " }) else { return [] }
      return Self.names(in: cells[1]).map { Row(name: $0, level: level, imports: Set(Self.names(in: cells[3]))) }
    }
  }

  /// The row of a module.
  subscript(_ name: String) -> Row? { rows.first { $0.name == name } }

  /// What stands in back quotes.
  private static func names(in cell: String) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
