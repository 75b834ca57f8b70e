import AnalyzerKit
import CommandLanguage
import CorpusQuery
import CorpusStore
import TextProcessing

/// A conversation with the workbench: understands commands and returns values; it never prints.
///
/// It belongs to one thread; only `progress` may be used from others, to watch and to stop what runs.
public final class Session {
  /// How the session is set up.
  public let configuration: Configuration
  /// How far the running command is; whoever waits may cancel it.
  public private(set) var progress = AnalysisProgress()

  /// The analyzers there are; a change of it changes the commands.
  var registry: Registry {
    didSet {
      commands = Session.commands(registry)
      conditionAnswers.removeAll()
    }
  }
  private(set) var commands: [String: any Command]
  /// The plugins that do not come with the program.
  var plugins: SessionPlugins
  /// The plugins that come with the program.
  let bundled: [Plugin]
  /// How many bytes of partials the last analysis by workers gave.
  var lastPartialBytes = 0
  /// How many scripts are running, each inside the one before.
  var scriptDepth = 0
  let languages: LanguageData
  /// The corpus in use.
  var currentCorpus: String?
  /// The last result that is a table.
  var last: Report?
  /// Named results.
  var results: [String: Report] = [:]
  /// Named selections.
  var selections: [String: Selection] = [:]
  /// The pipelines that made the named results, as typed.
  var pipelines: [String: String] = [:]
  /// Which documents meet conditions that analyzers bring; see `DocumentConditions`.
  var conditionAnswers: [String: [Bool]] = [:]
  /// Settings that `set` changes.
  var settings = Settings()
  /// Notes of the running command.
  private(set) var notes: [String] = []
  /// How many commands are running, each inside the one before: `run FILE` runs others.
  private var depth = 0
  /// Whether no command has used `progress` yet.
  private var isProgressFresh = true
  /// Runs the commands of a file, given the operands of `run`: set by the face that can.
  public var scriptRunner: (([String]) throws -> Void)?
  /// The store and its file of partials, once they are needed; see `store()` and `cache()`.
  var openStore: Store?
  var openCache: PartialCache?
  /// The view of a layer that was made last.
  let views = LayerViews()
  /// What counts collocates, while nobody does.
  let counters = CollocateCounters()

  /// Starts a session with the given plugins.
  public init(_ configuration: Configuration, plugins: [Plugin]) throws {
    self.configuration = configuration
    bundled = plugins
    var registry = Registry()
    let taken = Set(CommandTable.all.map { $0.card.name })
    for plugin in plugins {
      if let name = plugin.analyzers.map({ $0.card.name }).first(where: taken.contains) {
        throw CommandError("the plugin \(plugin.name) brings `\(name)`, which is a command of the workbench")
      }
      try registry.register(plugin, origin: "bundled")
    }
    let ownPlugins = SessionPlugins(
      places: configuration.pluginPlaces, program: configuration.program, resources: configuration.resources,
      limits: configuration.workerLimits)
    if configuration.isolatesBundled {
      registry.moveToWorkers { ownPlugins.bundledRunner($0, configuration.resources) }
    }
    self.registry = registry
    self.plugins = ownPlugins
    languages = LanguageData(folder: configuration.resources.languages)
    commands = Session.commands(registry)
    registerInstalledPlugins()
  }

  private static func commands(_ registry: Registry) -> [String: any Command] {
    let analyzers: [any Command] = registry.entries.values.map { AnalyzerCommand($0) }
    return Dictionary(
      (CommandTable.all + analyzers).map { ($0.card.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The name of the output format that `set format` chose; nil for the face's own.
  public var outputFormat: String? { settings.format }

  /// The name of the corpus or selection in use, for a prompt.
  public var currentCorpusName: String? { currentCorpus }

  // MARK: Running

  /// Runs one command; nil for a blank line or a comment.
  public func run(_ text: String, allowsAbbreviations: Bool = false) throws(CommandError) -> Outcome? {
    let outerNotes = notes
    notes = []
    depth += 1
    // A progress that an earlier command used may be cancelled.
    if depth == 1, !isProgressFresh { progress = AnalysisProgress() }
    isProgressFresh = false
    defer {
      depth -= 1
      notes = outerNotes
    }
    do {
      if depth == 1 { reloadChangedPlugins() }
      guard let line = try parse(text, allowsAbbreviations) else { return nil }
      let clock = ContinuousClock()
      let start = clock.now
      var outcome = try run(line)
      if let target = line.target, results[target.value] != nil {
        pipelines[target.value] = Session.pipeline(line, in: text)
      }
      outcome.notes = notes + outcome.notes
      if settings.showsTiming { outcome.duration = clock.now - start }
      return outcome
    } catch {
      throw CommandError.wrap(error)
    }
  }

  /// Makes a fresh progress for the next command; to be called before `run` by a face that shows it.
  public func beginProgress() -> AnalysisProgress {
    progress = AnalysisProgress()
    isProgressFresh = true
    return progress
  }

  private func parse(_ text: String, _ allowsAbbreviations: Bool) throws -> CommandLanguage.CommandLine? {
    do {
      return try CommandParser(grammar: SessionGrammar(self, allowsAbbreviations: allowsAbbreviations)).parse(text)
    } catch {
      // Where the corpora cannot be read every corpus is unknown; then that is what is wrong.
      switch error.kind {
      case .unknownName, .unknownSource: _ = try corpusNames()
      default: break
      }
      throw error
    }
  }

  private func run(_ line: CommandLanguage.CommandLine) throws -> Outcome {
    if let target = line.target { try checkName(target) }
    var flow = try line.source.map(source) ?? .nothing
    var isQuit = false
    for (index, stage) in line.stages.enumerated() {
      guard let command = commands[stage.verb.value] else {
        throw CommandError("no command named \(stage.verb.value)", kind: .syntax, at: stage.verb.span)
      }
      var call = CommandCall(stage: stage, card: command.card)
      if index + 1 < line.stages.count { call.rowsWanted = rowsKept(by: line.stages[index + 1]) }
      let input = try self.input(of: call, flow, isFirst: index == 0 && line.source == nil)
      do {
        flow =
          command.onlyReads
          ? try reading { try command.run(call, input, in: self) } : try command.run(call, input, in: self)
      } catch let error as AnalyzerError where error != .cancelled {
        let isUsage = if case .invalidOption = error { true } else { false }
        throw CommandError(
          "\(error)", kind: isUsage ? .syntax : .failed, at: errorSpan(error, call),
          advice: "See: help \(call.card.name)")
      } catch let error as UnknownField {
        throw error.commandError(at: call.place(of: error.name))
      }
      isQuit = isQuit || command is QuitCommand
    }
    return try finish(flow, target: line.target, isQuit: isQuit)
  }

  /// How often what only reads the store is tried, while others change it meanwhile.
  private static let mostTries = 10

  /// Does what only reads the store, and does it again where that was changed meanwhile: it is as it is now, then.
  private func reading<Result>(_ body: () throws -> Result) throws -> Result {
    let notesBefore = notes
    for _ in 1..<Session.mostTries {
      do { return try body() } catch let error where error.isOfChangedStore {
        if progress.isCancelled { throw AnalyzerError.cancelled }
        notes = notesBefore
      }
    }
    return try body()
  }

  /// How many rows a stage keeps of what stands before it, where it is a `head` that will not fail.
  private func rowsKept(by stage: Stage) -> Int? {
    guard let head = commands[stage.verb.value] as? HeadCommand else { return nil }
    return try? head.count(CommandCall(stage: stage, card: head.card))
  }

  private func errorSpan(_ error: AnalyzerError, _ call: CommandCall) -> Span? {
    switch error {
    case .invalidOption(let name, _): call.stage.option(name)?.valueSpan
    case .badResource(let name, _): call.place(of: name)
    default: nil
    }
  }

  /// What stands behind `NAME =`.
  private static func pipeline(_ line: CommandLanguage.CommandLine, in text: String) -> String {
    let spans = (line.source.map { [$0.span] } ?? []) + line.stages.map(\.span)
    guard let first = spans.first else { return "" }
    let whole = spans.dropFirst().reduce(first) { $0.union($1) }
    return String(decoding: Array(text.utf8)[whole.lowerBound..<min(whole.upperBound, text.utf8.count)], as: UTF8.self)
  }

  /// What a name at the start of a pipeline stands for.
  private func source(_ name: Located<String>) throws -> Flow {
    if let report = name.value == "it" ? last : results[name.value] { return .report(report) }
    if name.value == "it" { throw CommandError("there is no result yet", at: name.span, advice: "See: help language") }
    return .corpus(try selection(named: name))
  }

  func selection(named name: Located<String>) throws -> Selection {
    if let selection = selections[name.value] { return selection }
    guard try corpusNames().contains(name.value) else { throw unknownCorpus(name) }
    return Selection(corpus: name.value)
  }

  func unknownCorpus(_ name: Located<String>) -> CommandError {
    let names = ((try? corpusNames()) ?? []) + selections.keys.sorted()
    let nearest = NearestName.nearest(to: name.value, among: names).map { "Did you mean \($0)? " } ?? ""
    return CommandError(
      "there is no corpus `\(name.value)`", at: name.span, advice: nearest + "See: corpora")
  }

  /// What a stage works on: what stands before it, else the corpus in use or the last result.
  private func input(of call: CommandCall, _ flow: Flow, isFirst: Bool) throws -> Flow {
    let needs = call.card.input
    if call.card.takesCorpus, let word = call.words.first {
      guard isFirst else {
        throw CommandError(
          "\(call.card.name) has its corpus before the |", kind: .syntax, at: word.span,
          advice: "See: help \(call.card.name)")
      }
      return .corpus(try selection(named: Located(word.text, word.span)))
    }
    switch (needs, flow) {
    case (.nothing, _) where !isFirst:
      throw CommandError(
        "\(call.card.name) takes nothing from before a |", kind: .syntax, at: call.stage.verb.span,
        advice: "See: help \(call.card.name)")
    case (.corpus, .corpus), (.table, .report), (.either, .corpus), (.either, .report), (.nothing, _): return flow
    case (.corpus, _) where isFirst, (.either, _) where isFirst && last == nil:
      return .corpus(try selectionInUse(for: call))
    case (.table, _) where isFirst, (.either, _) where isFirst:
      guard let last else {
        throw CommandError(
          "\(call.card.name) works on a table, and there is no result yet", at: call.stage.verb.span,
          advice: "Put one before it: CORPUS | frequency | \(call.card.name) …")
      }
      return .report(last)
    default:
      let wanted = needs == .corpus ? "a corpus" : "a table"
      let found =
        switch flow {
        case .nothing: "nothing comes from what stands"
        case .corpus: "a corpus stands"
        case .report: "a table stands"
        case .text: "a text stands"
        }
      throw CommandError(
        "\(call.card.name) works on \(wanted), and \(found) before it", kind: .syntax, at: call.stage.verb.span,
        advice: "See: help \(call.card.name)")
    }
  }

  private func selectionInUse(for call: CommandCall) throws -> Selection {
    if let currentCorpus { return try selection(named: Located(currentCorpus, call.stage.verb.span)) }
    let names = try corpusNames()
    if names.count == 1 { return Selection(corpus: names[0]) }
    throw CommandError(
      "\(call.card.name) needs a corpus", at: call.stage.verb.span,
      advice: names.isEmpty
        ? "The store is empty. Load one first: load NAME PATH…"
        : "Name one before it: \(names[0]) | \(call.card.name) …, or choose one: use \(names[0])")
  }

  /// Refuses a name for a result or a selection that stands for something else.
  private func checkName(_ name: Located<String>) throws {
    if name.value == "it" {
      throw CommandError(
        "`it` always is the last result", kind: .syntax, at: name.span, advice: "Take another name.")
    }
    if try corpusNames().contains(name.value) {
      throw CommandError("there is a corpus `\(name.value)` already", at: name.span, advice: "Take another name.")
    }
  }

  private func finish(_ flow: Flow, target: Located<String>?, isQuit: Bool) throws -> Outcome {
    var outcome = Outcome()
    outcome.isQuit = isQuit
    switch flow {
    case .nothing:
      if let target {
        throw CommandError("this gives nothing that could be called \(target.value)", at: target.span)
      }
    case .text(let text): outcome.text = text
    case .report(let report):
      outcome.notes = report.notes
      last = report
      if let target {
        results[target.value] = report
        selections[target.value] = nil
        if currentCorpus == target.value { currentCorpus = nil }
        outcome.notes.append("\(target.value) has \(Amount(report.tables.first?.rowCount ?? 0, "row")).")
      } else {
        outcome.report = report
      }
    case .corpus(let selection):
      if let target {
        selections[target.value] = selection
        results[target.value] = nil
        outcome.notes.append("\(target.value) is \(selection.description).")
      } else {
        outcome.report = try reading { try describe(selection) }
      }
    }
    return outcome
  }

  /// Adds a note of the running command.
  func note(_ text: String) { notes.append(text) }

  /// How many corpora the store holds; 0 when it cannot be read, which the first command tells.
  public var corpusCount: Int { (try? corpusNames().count) ?? 0 }
}
