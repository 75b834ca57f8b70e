import AnalyzerKit

/// Brings readability formulas.
public let plugin = Plugin(
  name: "readability", version: "1.0", summary: "How hard texts are to read, by the formulas of the field.",
  analyzers: [Readability.self])
