/// How much of a table a terminal shows, and how; the other formats write everything and take no notice.
public struct RenderingOptions: Hashable, Sendable {
  /// The columns of the terminal; nil or less than 1 for no limit.
  public var width: Int?
  /// The most rows shown; nil for all.
  public var rowLimit: Int?
  /// Whether headers and matches are marked with escape sequences.
  public var color: Bool
  /// The sentence that says how to see the rest when rows, columns or parts of cells are left out.
  public var hint: String

  /// The lines of a terminal that are not for rows: the command, the header, the count and the next prompt.
  private static let otherLines = 4

  /// Makes options; by default everything is shown, without colour.
  public init(width: Int? = nil, rowLimit: Int? = nil, color: Bool = false, hint: String = "See all with -f tsv.") {
    self.width = width
    self.rowLimit = rowLimit
    self.color = color
    self.hint = hint
  }

  /// The options for a terminal of so many columns and lines: what fits on one screen, but at least one row.
  public static func terminal(columns: Int, lines: Int, color: Bool, hint: String? = nil) -> RenderingOptions {
    let rows = lines < 1 ? nil : max(1, lines - otherLines)
    var options = RenderingOptions(width: columns, rowLimit: rows, color: color)
    if let hint { options.hint = hint }
    return options
  }
}
