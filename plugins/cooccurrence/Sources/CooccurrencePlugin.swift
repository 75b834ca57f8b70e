import AnalyzerKit

/// Brings co-occurrence: the collocates of a node, and pairs of terms.
public let plugin = Plugin(
  name: "cooccurrence", version: "1.0", summary: "Words that occur near a node, or near each other.",
  analyzers: [Cooccurrence.self])
