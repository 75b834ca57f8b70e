import AnalyzerKit

/// Brings concordances.
public let plugin = Plugin(
  name: "concordance", version: "1.0", summary: "Concordance lines: matches of queries in their context.",
  analyzers: [Concordance.self])
