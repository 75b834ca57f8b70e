/// A picture of a table that an analyzer offers: which columns go where.
public struct Chart: Hashable, Sendable {
  /// The kinds of charts.
  public enum Kind: String, Sendable, CaseIterable { case bar, line, scatter, dispersion, cloud, network, heatmap }

  /// What is drawn.
  public let kind: Kind
  /// What it shows, in a sentence.
  public let title: String
  /// The name of the column along the horizontal axis, or of the labels.
  public let x: String
  /// The names of the columns that are measured.
  public let y: [String]

  /// Describes a chart.
  public init(_ kind: Kind, title: String, x: String, y: [String]) {
    self.kind = kind
    self.title = title
    self.x = x
    self.y = y
  }
}
