/// A table of results: named, typed columns of equal length.
public struct Table: Hashable, Sendable {
  /// The columns, in the order they are shown.
  public private(set) var columns: [Column]
  /// The values, one array a column, all of the same length.
  public private(set) var cells: [[Value]]

  /// An empty table.
  public init(columns: [Column]) {
    self.columns = columns
    cells = columns.map { _ in [] }
  }

  /// A table of whole columns: one array of cells a column, all of one length; others are an error.
  public init(columns: [Column], cells: [[Value]]) throws {
    guard cells.count == columns.count else {
      throw AnalyzerError.malformedReport("\(cells.count) columns of cells in a table of \(columns.count) columns")
    }
    if let odd = cells.first(where: { $0.count != cells[0].count }) {
      throw AnalyzerError.malformedReport("a column of \(odd.count) cells in a table of \(cells[0].count) rows")
    }
    self.columns = columns
    self.cells = cells
  }

  /// How many rows it holds.
  public var rowCount: Int { cells.first?.count ?? 0 }

  /// Adds a row; a value too few is missing, and values too many are an error.
  public mutating func append(_ row: [Value]) throws {
    guard row.count <= columns.count else {
      throw AnalyzerError.malformedReport("a row of \(row.count) values in a table of \(columns.count) columns")
    }
    for index in columns.indices {
      cells[index].append(index < row.count ? row[index] : .missing)
    }
  }

  /// The values of one row, from 0; empty when there is no such row.
  public func row(_ index: Int) -> [Value] {
    guard index >= 0, index < rowCount else { return [] }
    return cells.map { $0[index] }
  }

  /// The index of the column of a name.
  public func index(of name: String) -> Int? {
    columns.firstIndex { $0.name == name }
  }

  /// The rows of the given indices, in that order; indices outside are passed over.
  public func selecting(rows: [Int]) -> Table {
    var result = self
    let inside = rows.filter { $0 >= 0 && $0 < rowCount }
    result.cells = cells.map { column in inside.map { column[$0] } }
    return result
  }

  /// The columns of the given indices, in that order; indices outside are passed over.
  public func selecting(columns indices: [Int]) -> Table {
    let inside = indices.filter { columns.indices.contains($0) }
    var result = Table(columns: inside.map { columns[$0] })
    result.cells = inside.map { cells[$0] }
    return result
  }

  /// The table with columns of one value each put before its own.
  public func prefixed(_ values: [(Column, Value)]) -> Table {
    var result = Table(columns: values.map(\.0) + columns)
    result.cells = values.map { Array(repeating: $0.1, count: rowCount) } + cells
    return result
  }

  /// Adds the rows of a table of the same columns.
  public mutating func append(contentsOf other: Table) throws {
    guard other.columns.map(\.name) == columns.map(\.name) else {
      throw AnalyzerError.malformedReport("groups whose tables have different columns")
    }
    for index in columns.indices {
      cells[index] += other.cells[index]
    }
  }
}
