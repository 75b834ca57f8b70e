import AnalyzerKit

/// Brings the search for near-copies.
public let plugin = Plugin(
  name: "duplicates", version: "1.0", summary: "Documents that nearly repeat earlier ones.",
  analyzers: [Duplicates.self])
