import AnalyzerKit
import CorpusStore
import Foundation
import PluginHost
import Synchronization
import Testing

@testable import Workbench

/// What only reads is done again where others changed the store meanwhile, so that nobody who reads sees that somebody writes.
@Suite(.serialized) struct ChangedStoreTests {
  /// What is done to the store before each time that `meddled` reads it.
  private static let deeds = Mutex<[@Sendable () throws -> Void]>([])

  /// Counts words, and does a deed between the look at the corpus and its reading.
  private struct Meddled: Analyzer {
    static let card = AnalyzerCard(
      name: "meddled", summary: "Counts words while the store changes.",
      columns: [Column("words", .integer, "How many there are.")])
    init(options: Options) throws {}
    var demands: [Demand] { [.tokens()] }
    func prepare(_ corpus: CorpusView) throws {
      let deed = ChangedStoreTests.deeds.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      try deed?()
    }
    func start(_ prepared: Void) -> Int { 0 }
    func add(_ tokens: borrowing TokenBatch, _ prepared: Void, to partial: inout Int) throws {
      partial += tokens.count
    }
    func merge(_ other: Int, into partial: inout Int) throws { partial += other }
    func finish(_ partial: Int, _ prepared: Void, in context: AnalysisContext) throws -> Report {
      var table = Table(columns: Self.card.columns)
      try table.append([.integer(partial)])
      return Report(tables: [table])
    }
  }

  /// A session that knows `meddled`, on a store with a corpus of three words.
  private func prepared(_ workspace: Workspace) throws -> Session {
    try workspace.write("three/a.txt", "One two three")
    try workspace.write("four/a.txt", "One two three four")
    let plugin = Plugin(name: "meddled", version: "1", summary: "One.", analyzers: [Meddled.self])
    let session = try Session(try workspace.session().configuration, plugins: Workspace.bundled + [plugin])
    _ = try session.run("load c '\(workspace.path)/three' --language en")
    return session
  }

  /// Puts another text in the place of the corpus.
  private func replacing(_ workspace: Workspace, by folder: String) -> @Sendable () throws -> Void {
    { _ = try workspace.session().run("load c '\(workspace.path)/\(folder)' --language en --replace") }
  }

  @Test func `a corpus that was replaced while it was analysed is analysed as it is now`() throws {
    let workspace = try Workspace()
    let session = try prepared(workspace)
    #expect(try session.output("c | meddled") == "words\n3\n")
    ChangedStoreTests.deeds.withLock { $0 = [replacing(workspace, by: "four")] }
    #expect(try session.output("c | meddled") == "words\n4\n")
    let deeds = ["three", "four", "three", "four", "three"].map { replacing(workspace, by: $0) }
    ChangedStoreTests.deeds.withLock { $0 = deeds }
    #expect(try session.output("c | meddled") == "words\n3\n")
    #expect(ChangedStoreTests.deeds.withLock { $0.isEmpty })
  }

  @Test func `a corpus that was dropped meanwhile is told as gone, not as changed`() throws {
    let workspace = try Workspace()
    let session = try prepared(workspace)
    ChangedStoreTests.deeds.withLock { $0 = [{ _ = try workspace.session().run("drop c") }] }
    let error = #expect(throws: CommandError.self) { try session.run("c | meddled") }
    #expect(error?.message.contains("no corpus `c`") == true, "\(error?.message ?? "")")
  }

  @Test func `one that changes all the time is given up, and that is told`() throws {
    let workspace = try Workspace()
    let session = try prepared(workspace)
    let deeds = (0..<20).map { replacing(workspace, by: $0 % 2 == 0 ? "four" : "three") }
    ChangedStoreTests.deeds.withLock { $0 = deeds }
    defer { ChangedStoreTests.deeds.withLock { $0 = [] } }
    let error = #expect(throws: CommandError.self) { try session.run("c | meddled") }
    #expect(error?.message.contains("was changed meanwhile") == true, "\(error?.message ?? "")")
    #expect(ChangedStoreTests.deeds.withLock { $0.count } == 10)
  }

  @Test func `the user can stop it at any time`() throws {
    let workspace = try Workspace()
    let session = try prepared(workspace)
    let replacing = replacing(workspace, by: "four")
    let progress = session.beginProgress()
    ChangedStoreTests.deeds.withLock {
      $0 = [
        {
          try replacing()
          progress.cancel()
        }, replacing,
      ]
    }
    defer { ChangedStoreTests.deeds.withLock { $0 = [] } }
    let error = #expect(throws: CommandError.self) { try session.run("c | meddled") }
    #expect(error?.kind == .interrupted && error?.message == "stopped")
    #expect(ChangedStoreTests.deeds.withLock { $0.count } == 1)
  }

  @Test func `what changes the store itself is never done twice`() {
    let reading = CommandTable.all.filter(\.onlyReads).map(\.card.name)
    #expect(reading.sorted() == ["corpora", "describe", "documents", "show", "where"])
  }

  @Test func `workers tell that the store was changed under them`() {
    let failure = WorkerFailure(StoreError.changed(path: "lect.db", what: "blob 7"))
    #expect(failure.kind == "changed")
    #expect(failure.message == "the store lect.db was changed meanwhile (blob 7 is gone); try again")
    #expect(WorkerFailure(PluginError.changed(name: "p", message: "m")).kind == "changed")
    #expect(WorkerFailure(StoreError.damaged(path: "lect.db", what: "blob 7")).kind == "failed")
  }

  @Test func `a worker refuses other segments than its session's, though they hold the same`() throws {
    let workspace = try Workspace()
    let session = try prepared(workspace)
    let inputs = try session.inputs(
      for: Selection(corpus: "c"), layer: .lower, by: [], countsPunctuation: false, queries: [:])
    var analysis = WorkerAnalysis("frequency", [:], inputs, .lower, false)
    let options = try #require(WorkerOptions(["--plugin", "frequency"]))
    let host = try WorkerHost(options, bundled: Workspace.bundled)
    _ = try host.open(analysis, progress: AnalysisProgress())
    analysis.segments = analysis.segments.map { $0 + 1 }
    #expect(
      throws: PluginError.changed(
        name: "frequency", message: "the corpus c was changed while it was analysed; run the command again")
    ) { try host.open(analysis, progress: AnalysisProgress()) }
  }

  @Test func `workers that read while others write give the numbers of one state`() throws {
    let workspace = try Workspace()
    _ = try prepared(workspace)
    let isDone = Atomic<Bool>(false)
    let rounds = Atomic<Int>(0)
    let writer = Thread {
      while !isDone.load(ordering: .relaxed) {
        try? replacing(workspace, by: rounds.load(ordering: .relaxed) % 2 == 0 ? "four" : "three")()
        rounds.add(1, ordering: .relaxed)
        // Workers need some time to look at a corpus; who writes without a pause is never read by them.
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
    writer.start()
    defer { isDone.store(true, ordering: .relaxed) }
    let session = try workspace.pluginSession(isolatesBundled: true)
    for _ in 0..<20 {
      let found = try session.output("c | frequency --by document | select count")
      #expect(["count\n1\n1\n1\n", "count\n1\n1\n1\n1\n"].contains(found), "\(found)")
    }
    #expect(rounds.load(ordering: .relaxed) > 0)
  }
}
