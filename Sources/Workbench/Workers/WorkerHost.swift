import AnalyzerKit
import CorpusQuery
import CorpusStore
import FoundationEssentials
import PluginHost

/// What a worker has loaded, and how it sets up an analysis.
final class WorkerHost: Sendable {
  private enum Code: Sendable {
    case swift([String: any Analyzer.Type])
    case command(ForeignPlugin)
  }

  /// Who it is.
  let hello: WorkerHello
  private let code: Code
  private let data: @Sendable (String) throws -> [UInt8]?

  /// Loads what the options say.
  init(_ options: WorkerOptions, bundled: [Plugin]) throws {
    let name = options.name
    let folder = options.data
    data = { file in
      guard let folder, !file.contains("/") else { return nil }
      return FileManager.default.contents(atPath: "\(folder)/\(file)").map { [UInt8]($0) }
    }
    switch options.load {
    case .command(let folder, let content):
      let plugin = try ForeignPlugin(folder: folder, content: content, pythonKit: options.pythonKit)
      code = .command(plugin)
      hello = plugin.hello
    case .library(let path):
      let plugin = try PluginLibrary.load(path, name: name)
      (code, hello) = try WorkerHost.swift(plugin)
    case .bundled:
      guard let plugin = (bundled + [NullAnalyzer.plugin]).first(where: { $0.name == name }) else {
        throw PluginError.cannotLoad(name: name, why: "the program brings no plugin of that name")
      }
      (code, hello) = try WorkerHost.swift(plugin)
    }
  }

  private static func swift(_ plugin: Plugin) throws -> (Code, WorkerHello) {
    let names = plugin.analyzers.map { $0.card.name }
    guard Set(names).count == names.count else {
      throw PluginError.cannotLoad(name: plugin.name, why: "two of its analyzers have one name")
    }
    let hello = WorkerHello(
      kit: KitStamp.value, isThreaded: true, plugin: plugin.name, pluginVersion: plugin.version,
      summary: plugin.summary,
      cards: plugin.analyzers.map { CodedCard($0.card) })
    return (.swift(Dictionary(uniqueKeysWithValues: zip(names, plugin.analyzers))), hello)
  }

  /// Sets an annotator up.
  func open(_ annotation: WorkerAnnotation, progress: AnalysisProgress) throws -> ForeignAnnotator {
    guard case .command(let plugin) = code else {
      throw PluginError.failed(name: hello.plugin, message: "it brings no annotator")
    }
    return try plugin.annotator(annotation, progress: progress)
  }

  /// Sets an analysis up.
  func open(_ analysis: WorkerAnalysis, progress: AnalysisProgress) throws -> any OpenedAnalysis {
    let (inputs, options) = try inputs(for: analysis)
    switch code {
    case .command(let plugin):
      let engine = try plugin.engine(
        analysis.analyzer, options, on: inputs, countsPunctuation: analysis.countsPunctuation, progress: progress)
      return try EngineAnalysis(engine, segments: inputs.corpus.segments.count)
    case .swift(let analyzers):
      guard let type = analyzers[analysis.analyzer] else {
        throw PluginError.failed(name: hello.plugin, message: "it brings no analyzer \(analysis.analyzer)")
      }
      return try open(type, options, inputs, analysis, progress)
    }
  }

  private func open<A: Analyzer>(
    _ type: A.Type, _ options: [String: OptionValue], _ inputs: AnalysisInputs, _ analysis: WorkerAnalysis,
    _ progress: AnalysisProgress
  ) throws -> any OpenedAnalysis {
    let analyzer = try A(options: Options(options, of: A.card))
    var inputs = inputs
    for demand in analyzer.demands.compactMap(\.aroundMatches) where !demand.within.isEverywhere {
      let name = demand.within.rawValue
      let known = inputs.corpus.regionNames
      guard known.contains(name) else {
        throw AnalyzerError.invalidOption(
          "within", "\(inputs.corpus.name) has no region \(name); there is: \(known.joined(separator: ", "))")
      }
      inputs.regions.insert(name)
    }
    return try EngineAnalysis(
      try LocalEngine(
        analyzer, on: inputs, countsPunctuation: analysis.countsPunctuation, rowsWanted: analysis.rowsWanted,
        progress: progress, resources: data), segments: inputs.corpus.segments.count)
  }

  /// Opens the store for reading, and makes of the analysis what `Session.inputs` made of the command.
  private func inputs(for analysis: WorkerAnalysis) throws -> (AnalysisInputs, [String: OptionValue]) {
    let store = try Store.open(analysis.store, access: .readOnly)
    let reader = try store.reader()
    let corpus = try reader.corpus(named: analysis.corpus)
    // Compacting makes other segments of the same content: their numbers must mean the same to all.
    guard "\(corpus.fingerprint)" == analysis.fingerprint, corpus.segments.map(\.id) == analysis.segments,
      let groups = analysis.groups(of: corpus.documentCount)
    else {
      throw PluginError.changed(
        name: hello.plugin,
        message: "the corpus \(corpus.name) was changed while it was analysed; run the command again")
    }
    let queries = try analysis.queries.map { try WorkerQuery($0) }
    var options: [String: OptionValue] = [:]
    for (name, coded) in analysis.options {
      guard let value = coded.value(queries.map(\.query)) else {
        throw PluginError.failed(name: hello.plugin, message: "the option \(name) names a query that is not there")
      }
      options[name] = value
    }
    let grouping = DocumentGrouping(
      columns: try analysis.groupColumns.map { try $0.column() },
      keys: analysis.groupKeys.map { $0.map(\.value) }, groups: groups)
    var inputs = try AnalysisInputs(
      store, reader, corpus, DocumentFields(reader.documents(of: corpus), of: corpus), layer: LayerName(analysis.layer),
      grouping: grouping, countsPunctuation: analysis.countsPunctuation,
      queries: Dictionary(queries.map { ($0.query, $0.expression) }, uniquingKeysWith: { first, _ in first }))
    inputs.batchTokens = max(1, analysis.batchTokens)
    return (inputs, options)
  }
}

/// A query in a frame: parsed again, so that both sides understand it alike.
struct WorkerQuery {
  let query: Query
  let expression: QueryExpression

  init(_ text: String) throws {
    guard let expression = try OptionReading.expressions(text).first else {
      throw AnalyzerError.invalidOption("query", "it is empty")
    }
    self.expression = expression
    query = Query(
      text: expression.text, label: expression.label, isSingleToken: expression.isSingleToken,
      literal: expression.literal)
  }

  /// A query as `init` reads it.
  static func text(_ query: Query) -> String { query.label.map { "\($0)=\(query.text)" } ?? query.text }
}
