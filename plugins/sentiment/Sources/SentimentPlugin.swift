import AnalyzerKit

/// Brings sentiment by lexicon.
public let plugin = Plugin(
  name: "sentiment", version: "1.0", summary: "Sentiment by lexicon, with rules for negation and intensity.",
  analyzers: [Sentiment.self])
