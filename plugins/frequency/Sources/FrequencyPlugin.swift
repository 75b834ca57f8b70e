import AnalyzerKit

/// Brings frequency lists.
public let plugin = Plugin(
  name: "frequency", version: "1.0", summary: "Frequency lists of forms and queries.",
  analyzers: [Frequency.self])
