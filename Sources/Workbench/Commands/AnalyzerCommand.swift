import AnalyzerKit
import CommandLanguage
import CorpusQuery
import CorpusStore
import PluginHost

/// An analyzer as a command: its own options, and those that all analyzers take.
struct AnalyzerCommand: Command {
  /// The options that all analyzers take.
  static let common: [OptionCard] = [
    OptionCard(
      name: "layer", kind: .word, valueName: "LAYER",
      summary: "The layer whose forms are counted: word, lower, stem, or annotation such as lemma; see describe.",
      defaultText: "lower"),
    OptionCard(
      name: "by", kind: .word, valueName: "FIELD",
      summary: "Analyses the documents of each value of a field apart (date:year, date:month, …)."),
    OptionCard(name: "punctuation", kind: .flag, summary: "Counts punctuation, too."),
  ]

  let onlyReads = true
  private let entry: Registry.Entry

  /// Makes a command of a registered analyzer.
  init(_ entry: Registry.Entry) { self.entry = entry }

  var card: CommandCard {
    let own = entry.card
    let isRaw = own.operand.map { $0.kind == .query || $0.kind == .queries } ?? false
    let operand = own.operand.map { $0.isRequired ? $0.valueName : "[\($0.valueName)]" } ?? "[CORPUS]"
    return CommandCard(
      own.name, in: .analyzers, own.summary, usage: operand, discussion: own.discussion,
      operands: isRaw ? .query : .words, input: .corpus, takesCorpus: own.operand == nil,
      options: own.options + AnalyzerCommand.common, columns: own.columns, examples: own.examples,
      references: own.references)
  }

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    guard case .corpus(let selection) = input else { throw CommandError("\(call.card.name) works on a corpus") }
    if call.card.takesCorpus { _ = try call.words(0...1, "at most one corpus") }
    var reading = OptionReading(call, session, plugin: entry.plugin)
    let values = try reading.values(for: entry.card)
    let layer = LayerName(call.word("layer")?.text ?? session.settings.layer)
    let countsPunctuation = call.has("punctuation")
    let groups = call.word("by").map { [$0] } ?? []
    // Options that do not go together are told before the corpus is read.
    let analyzer: (any Analyzer)? =
      if case .here(let type) = entry.code { try type.init(options: Options(values, of: entry.card)) } else { nil }
    let inputs = try inputs(
      for: selection, layer, by: groups, countsPunctuation, reading.queries, analyzer?.demands, call, session)
    let options = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
    let queries = reading.queries.isEmpty ? "" : " queries \(QueryExpression.version)"
    let version = "\(entry.version) \(entry.card.version) \(entry.content)\(queries)"
    let run = Run(
      inputs: inputs, layer: layer, countsPunctuation: countsPunctuation,
      key: "\(entry.card.name) \(version)\n\(layer.name) \(countsPunctuation)\n\(options)",
      rowsWanted: call.rowsWanted)
    var report =
      switch entry.code {
      case .here: try analyzer.map { try self.run($0, run, in: session) } ?? Report(tables: [])
      case .workers(var runner): try self.run(by: &runner, values, run, in: session)
      }
    report.notes += QueryHints.notes(reading.queries, inputs)
    report.provenance = provenance(call, selection, inputs, layer, countsPunctuation)
    return .report(report)
  }

  /// What one run is about, whoever carries it out.
  private struct Run {
    let inputs: AnalysisInputs
    let layer: LayerName
    let countsPunctuation: Bool
    let key: String
    /// How many rows of the report will be looked at.
    let rowsWanted: Int?
  }

  private func run<A: Analyzer>(_ analyzer: A, _ run: Run, in session: Session) throws -> Report {
    let resources = session.configuration.resources
    let plugin = entry.plugin
    let engine = try LocalEngine(
      analyzer, on: run.inputs, countsPunctuation: run.countsPunctuation, rowsWanted: run.rowsWanted,
      progress: session.progress
    ) { name in resources.data(name, ofPlugin: plugin) }
    return try execute(engine, run, session)
  }

  private func run(
    by runner: inout PluginRunner, _ values: [String: OptionValue], _ run: Run, in session: Session
  ) throws -> Report {
    runner.limits = session.plugins.limits
    var inputs = run.inputs
    if let checking = session.settings.checking { inputs.batchTokens = checking.batchTokens }
    let analysis = WorkerAnalysis(
      entry.card.name, values, inputs, run.layer, run.countsPunctuation, rowsWanted: run.rowsWanted)
    let engine = try WorkerEngine(
      analysis, on: inputs, by: runner, measures: session.settings.checking != nil, progress: session.progress)
    defer { session.lastPartialBytes = engine.collectedBytes }
    return try execute(engine, run, session)
  }

  private func execute<Engine: AnalysisEngine>(_ engine: Engine, _ run: Run, _ session: Session) throws -> Report {
    let checking = session.settings.checking
    return try Executor(
      threads: session.configuration.threads, cache: checking == nil ? try session.cache() : nil, order: checking?.order
    ).run(engine, on: run.inputs, key: run.key, progress: session.progress)
  }

  /// What the analysis reads; layer and regions must be some that the corpus has.
  private func inputs(
    for selection: Selection, _ layer: LayerName, by groups: [Word], _ countsPunctuation: Bool,
    _ queries: [Query: QueryExpression], _ demands: [Demand]?, _ call: CommandCall, _ session: Session
  ) throws -> AnalysisInputs {
    var inputs: AnalysisInputs
    do {
      inputs = try session.inputs(
        for: selection, layer: layer, by: groups, countsPunctuation: countsPunctuation, queries: queries)
    } catch let error as StoreError {
      guard case .noSuchLayer(let name, let corpus, let known) = error else { throw error }
      throw unknown("layer", name, corpus, known, at: call.word("layer")?.span)
    }
    // What a worker's analyzer demands is not known here: all regions may matter to it.
    guard let demands else {
      inputs.regions = Set(inputs.corpus.regions.map(\.name))
      return inputs
    }
    for demand in demands.compactMap(\.aroundMatches) where !demand.within.isEverywhere {
      let name = demand.within.rawValue
      guard inputs.corpus.regions.contains(where: { $0.name == name }) else {
        throw unknown(
          "region", name, inputs.corpus.name, inputs.corpus.regionNames, at: call.word("within")?.span)
      }
      inputs.regions.insert(name)
    }
    return inputs
  }

  private func unknown(
    _ what: String, _ name: String, _ corpus: String, _ known: [String], at span: Span?
  ) -> CommandError {
    let nearest = NearName.advice(for: name, among: known)
    let rebuild = name == LayerName.stem.name ? " An earlier Lect loaded it: rebuild \(corpus) adds stems." : ""
    return CommandError(
      "`\(corpus)` has no \(what) `\(name)`", at: span,
      advice: "\(nearest)There is: \(known.joined(separator: ", ")).\(rebuild)")
  }

  private func provenance(
    _ call: CommandCall, _ selection: Selection, _ inputs: AnalysisInputs, _ layer: LayerName, _ countsPunctuation: Bool
  ) -> Provenance {
    var provenance = Provenance()
    provenance.set("corpus", selection.description)
    provenance.set("fingerprint", "\(inputs.corpus.fingerprint)")
    provenance.set("tokeniser", inputs.corpus.tokeniserVersion)
    provenance.set("analyzer", "\(entry.card.name) \(entry.card.version)")
    provenance.set("plugin", "\(entry.plugin) \(entry.version) (\(entry.origin))")
    provenance.set("layer", layer.name)
    provenance.set("counted", countsPunctuation ? "all tokens" : "tokens with a letter or a digit")
    if !call.raw.value.isEmpty, call.stage.raw != nil {
      provenance.set(entry.card.operand?.name ?? "query", call.raw.value)
    }
    if let by = call.word("by") { provenance.set("by", by.text) }
    for option in entry.card.options {
      if let use = call.stage.option(option.name) {
        provenance.set(option.name, use.text ?? "yes")
      } else if let standard = option.defaultText {
        provenance.set(option.name, standard)
      }
    }
    return provenance
  }
}
