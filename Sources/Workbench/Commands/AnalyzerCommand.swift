import AnalyzerKit
import CommandLanguage
import CorpusStore

/// An analyzer as a command: its own options, and those that all analyzers take.
struct AnalyzerCommand: Command {
  /// The options that all analyzers take.
  static let common: [OptionCard] = [
    OptionCard(
      name: "layer", kind: .choice(["word", "lower"]), valueName: "word|lower",
      summary: "The layer whose forms are counted.",
      defaultText: "lower"),
    OptionCard(
      name: "by", kind: .word, valueName: "FIELD",
      summary: "Analyses the documents of each value of a field apart (date:year, date:month, …)."),
    OptionCard(name: "punctuation", kind: .flag, summary: "Counts punctuation, too."),
  ]

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
    return .report(try run(entry.analyzer, call, selection, in: session))
  }

  private func run<A: Analyzer>(
    _ type: A.Type, _ call: CommandCall, _ selection: Selection, in session: Session
  ) throws -> Report {
    if call.card.takesCorpus { _ = try call.words(0...1, "at most one corpus") }
    var reading = OptionReading(call, session, plugin: entry.plugin)
    let values = try reading.values(for: A.card)
    let layer = try self.layer(call, session)
    let countsPunctuation = call.has("punctuation")
    let groups = call.word("by").map { [$0] } ?? []
    let analyzer = try A(options: Options(values, of: A.card))
    let inputs = try session.inputs(
      for: selection, layer: layer, by: groups, countsPunctuation: countsPunctuation, queries: reading.queries)
    let options = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
    let key = "\(A.card.name) \(entry.version) \(A.card.version)\n\(layer.name) \(countsPunctuation)\n\(options)"
    let resources = session.configuration.resources
    let plugin = entry.plugin
    var report = try Executor(threads: session.configuration.threads, cache: try session.cache()).run(
      analyzer, on: inputs, key: key, countsPunctuation: countsPunctuation, progress: session.progress
    ) { name in resources.data(name, ofPlugin: plugin) }
    report.provenance = provenance(call, selection, inputs, layer, countsPunctuation)
    return report
  }

  private func layer(_ call: CommandCall, _ session: Session) throws -> LayerName {
    guard let word = call.word("layer") else { return LayerName(session.settings.layer) }
    guard ["word", "lower"].contains(word.text) else {
      throw CommandError(
        "there is no layer \(word.text)", kind: .syntax, at: word.span, advice: "There is: word, lower")
    }
    return LayerName(word.text)
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
