import AnalyzerKit
import CommandLanguage
import CorpusStore
import PluginHost
import Synchronization
import TextProcessing

/// The command `annotate NAME --with ANNOTATOR`.
struct AnnotateCommand: Command {
  let card = CommandCard(
    "annotate", in: .corpora, "Adds layers to a corpus, such as lemma and pos, by an annotator that a plugin brings.",
    usage: "NAME --with ANNOTATOR",
    discussion: """
      Load the plugin first, such as plugin load hanta. Documents in languages that the annotator does not know get no values. \
      What is done is kept: after Ctrl-C, or a crash, the same command goes on from there, and the layers can be used when \
      all is done. With --replace, layers of the same name give way.
      """,
    operands: .words,
    options: [
      OptionCard(
        name: "with", kind: .word, valueName: "ANNOTATOR", summary: "The annotator; plugins lists them.",
        isRequired: true),
      OptionCard(name: "replace", kind: .flag, summary: "Puts the layers in place of those of the same name."),
    ])

  /// About how many tokens are annotated between two writings: little of them is lost.
  private static let batchTokens = 2000

  func run(_ call: CommandCall, _ input: Flow, in session: Session) throws -> Flow {
    let name = try call.words(1...1, "the name of a corpus")[0]
    let (annotator, plugin) = try annotator(call, session)
    let clock = ContinuousClock.now
    let store = try session.store(forWriting: true)
    let reader = try store.reader()
    var corpus = try reader.corpus(named: name.text)
    if let taken = annotator.layers.first(where: { corpus.layer(LayerName($0)) != nil }) {
      guard call.has("replace") else {
        throw CommandError(
          "`\(corpus.name)` has a layer `\(taken)` already", at: name.span,
          advice: "To put another in its place: --replace")
      }
      for layer in annotator.layers where corpus.layer(LayerName(layer)) != nil {
        try store.dropLayer(LayerName(layer), of: corpus.name)
      }
      // Without them it is another corpus.
      corpus = try reader.corpus(named: name.text)
    }
    let source = "\(plugin.hello.plugin) \(plugin.hello.pluginVersion)"
    let drafts = try annotator.layers.map { try store.draft(layer: LayerName($0), of: corpus.name, source: source) }
    let work = try work(drafts, corpus, reader, annotator)
    if work.before > 0 {
      session.note("\(work.before) of \(Amount(corpus.documentCount, "document")) were done before.")
    }
    let (runner, _) = try session.plugins.runner(of: plugin.folder) { session.progress.isCancelled }
    try annotate(work, drafts, annotator, corpus, store, runner, session)
    for draft in drafts { try draft.finish { _, _ in !session.progress.isCancelled } }
    let seconds = Console.time(ContinuousClock.now - clock)
    session.note(
      "\(corpus.name) has \(annotator.layers.joined(separator: ", ")) by \(source): \(work.tokens) tokens; \(seconds).")
    return .nothing
  }

  private func annotator(
    _ call: CommandCall, _ session: Session
  ) throws -> (CodedAnnotator, SessionPlugins.Loaded) {
    guard let word = call.word("with") else {
      throw CommandError(
        "annotate needs --with ANNOTATOR", kind: .syntax, at: call.stage.verb.span, advice: "See: help annotate")
    }
    let known = session.plugins.loaded.values.flatMap { plugin in plugin.hello.annotators.map { ($0, plugin) } }
    guard let found = known.first(where: { $0.0.name == word.text }) else {
      let names = known.map(\.0.name).sorted()
      throw CommandError(
        "there is no annotator \(word.text)", at: word.span,
        advice: names.isEmpty ? "Load one first: plugin load hanta" : "There is: \(names.joined(separator: ", "))")
    }
    return found
  }

  /// What is left to do.
  private struct Work {
    /// Documents that go together, with how many tokens they have.
    var batches: [(documents: [Int], tokens: Int)] = []
    /// Documents that get no values, with how many tokens each has.
    var passed: [(document: Int, tokens: Int)] = []
    var before = 0
    var tokens = 0
  }

  private func work(
    _ drafts: [LayerDraft], _ corpus: Corpus, _ reader: StoreReader, _ annotator: CodedAnnotator
  ) throws -> Work {
    let documents = reader.documents(of: corpus)
    let (sizes, languages) = (try documents.tokens(), try documents.languages())
    let known = annotator.languages ?? []
    var work = Work()
    for document in 0..<corpus.documentCount {
      guard !drafts.allSatisfy({ $0.isDone(document) }) else {
        work.before += 1
        continue
      }
      let size = sizes[document]
      guard known.isEmpty || known.contains(languages[document]) else {
        work.passed.append((document, size))
        continue
      }
      work.tokens += size
      if let last = work.batches.last, last.tokens + size <= AnnotateCommand.batchTokens {
        work.batches[work.batches.count - 1].documents.append(document)
        work.batches[work.batches.count - 1].tokens += size
      } else {
        work.batches.append(([document], size))
      }
    }
    return work
  }

  private func annotate(
    _ work: Work, _ drafts: [LayerDraft], _ annotator: CodedAnnotator, _ corpus: Corpus, _ store: Store,
    _ runner: PluginRunner, _ session: Session
  ) throws {
    let progress = session.progress
    progress.begin(total: work.tokens)
    try append(
      work.passed.map { passed in
        WorkerAnnotated(
          document: passed.document, values: annotator.layers.map { _ in Array(repeating: "", count: passed.tokens) })
      }, to: drafts)
    guard !work.batches.isEmpty else { return }
    let opening = WorkerAnnotation(
      annotator: annotator.name, store: WorkerAnalysis.absolute(store.path), corpus: corpus.name,
      fingerprint: "\(corpus.fingerprint)")
    let workers = try (0..<min(session.configuration.threads, work.batches.count)).map { _ in
      let worker = try runner.worker { progress.wasCancelled }
      _ = try worker.ask(.openAnnotator(opening), doing: "was set up", isCancelled: { progress.wasCancelled })
      return worker
    }
    // In rounds of a batch each: what they give is written by this thread, which owns the drafts.
    for first in stride(from: 0, to: work.batches.count, by: workers.count) {
      let batches = Array(work.batches[first..<min(first + workers.count, work.batches.count)])
      let values = Mutex<[[WorkerAnnotated]]>([])
      try WorkerThreads.run(batches.count) { number in
        let documents = batches[number].documents
        let reply = try workers[number].ask(
          .annotate(documents), doing: "annotated \(corpus.name)", isCancelled: { progress.wasCancelled })
        guard case .annotated(let own) = reply, own.map(\.document) == documents else {
          throw WorkerEngine.mismatch(workers[number], "annotated \(corpus.name)")
        }
        values.withLock { $0.append(own) }
        progress.advance(batches[number].tokens)
      }
      try append(values.withLock { $0 }.flatMap { $0 }, to: drafts)
    }
    for worker in workers { runner.giveBack(worker) }
  }

  private func append(_ documents: [WorkerAnnotated], to drafts: [LayerDraft]) throws {
    guard !documents.isEmpty else { return }
    for (index, draft) in drafts.enumerated() {
      try draft.append(
        documents.map { annotated in
          var column = AnnotationColumn(name: draft.layer.name)
          for value in annotated.values.indices.contains(index) ? annotated.values[index] : [] {
            column.append(Array(value.utf8))
          }
          return (document: annotated.document, column: column)
        })
    }
  }
}
