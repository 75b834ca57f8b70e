import AnalyzerKit
import ConcordancePlugin
import CooccurrencePlugin
import DuplicatesPlugin
import FrequencyPlugin
import ReadabilityPlugin
import SentimentPlugin
import TopicsPlugin

/// The plugins that come with the program: the one place that names them.
enum BundledPlugins {
  /// All of them.
  static let all = [
    FrequencyPlugin.plugin, ConcordancePlugin.plugin, CooccurrencePlugin.plugin, SentimentPlugin.plugin,
    DuplicatesPlugin.plugin, ReadabilityPlugin.plugin, TopicsPlugin.plugin,
  ]
}
