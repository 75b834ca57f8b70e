import AnalyzerKit

/// Brings a topic model.
public let plugin = Plugin(
  name: "topics", version: "1.0", summary: "Topics of a corpus, by latent Dirichlet allocation.",
  analyzers: [Topics.self])
