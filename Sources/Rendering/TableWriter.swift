import AnalyzerKit

/// One output format: writes whole tables, a row after the other, without a copy of them.
protocol TableWriter {
  /// Writes the line or lines before the rows.
  func writeHeader(_ columns: [Column], to output: inout OutputBuffer) throws
  /// Writes the rows and whatever ends the table.
  func writeRows(of table: Table, to output: inout OutputBuffer) throws
}
