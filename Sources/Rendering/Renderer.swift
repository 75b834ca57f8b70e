import AnalyzerKit

/// Writes tables in any format.
public enum Renderer {
  /// Writes a table; throws only what the sink throws.
  ///
  /// The same table and options give the same bytes. Memory does not grow with the table: time is linear in its cells.
  public static func render(
    _ table: Table, as format: OutputFormat, options: RenderingOptions = RenderingOptions(),
    to sink: any OutputStreamSink
  ) throws {
    try render([table], as: format, options: options, to: sink)
  }

  /// Writes tables in order with an empty line between two of them.
  public static func render(
    _ tables: [Table], as format: OutputFormat, options: RenderingOptions = RenderingOptions(),
    to sink: any OutputStreamSink
  ) throws {
    let writer = format.writer(options)
    var output = OutputBuffer(sink)
    for (index, table) in tables.enumerated() {
      if index > 0 { try output.endLine() }
      try writer.writeHeader(table.columns, to: &output)
      try writer.writeRows(of: table, to: &output)
    }
    try output.flush()
  }

  /// A table as text.
  public static func text(
    _ table: Table, as format: OutputFormat, options: RenderingOptions = RenderingOptions()
  ) -> String {
    let sink = MemorySink()
    // A sink in memory takes everything, so nothing can be thrown.
    try? render(table, as: format, options: options, to: sink)
    return sink.text
  }
}
