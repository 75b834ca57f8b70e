import AnalyzerKit
import CorpusStore
import Foundation
import Testing

@testable import Workbench

/// What an analyzer gives in a worker is what it gives in the session, to the byte.
@Suite struct WorkerLawsTests {
  /// A store whose corpus has many segments, so that partials go through frames and are merged.
  private func store(_ workspace: Workspace) throws {
    try ExecutorLawsTests.writeTexts(to: workspace, 0..<16, in: "a")
    let session = try workspace.session(threads: 1)
    try ExecutorLawsTests.load(session, workspace)
  }

  @Test func everyBundledAnalyzerGivesTheSameBytesInWorkers() throws {
    let workspace = try Workspace()
    try store(workspace)
    for threads in [1, 2] {
      let session = try workspace.pluginSession(isolatesBundled: true, threads: threads)
      for (command, (expected, found)) in zip(
        ExecutorLawsTests.commands, zip(ExecutorLawsTests.expected, try ExecutorLawsTests.results(session)))
      {
        #expect(found == expected, "\(command) in \(threads) workers")
      }
    }
  }

  @Test func everyExampleGivesTheSameBytesInWorkers() throws {
    let workspace = try ExampleTests.samples.get()
    let here = try workspace.session()
    let isolated = try workspace.pluginSession(isolatesBundled: true)
    for (name, entry) in here.registry.entries {
      for example in entry.card.examples {
        #expect(
          try isolated.run(example.command).map(Session.text) == here.run(example.command).map(Session.text),
          "\(name): \(example.command)")
      }
    }
  }

  @Test func partialsThatWorkersMergedAreKeptAndReadAgain() throws {
    let workspace = try Workspace()
    try ExecutorLawsTests.writeTexts(to: workspace, 0..<8, in: "a")
    try ExecutorLawsTests.writeTexts(to: workspace, 8..<16, in: "b")
    let session = try workspace.pluginSession(isolatesBundled: true, cacheThreshold: .zero)
    try ExecutorLawsTests.load(session, workspace, folders: ["a"])
    _ = try ExecutorLawsTests.results(session)
    _ = try session.run("load c '\(workspace.path)/b' \(ExecutorLawsTests.options) --append")
    let expected = try ExecutorLawsTests.results(try workspace.session())
    for (command, (expected, found)) in zip(
      ExecutorLawsTests.commands, zip(expected, try ExecutorLawsTests.results(session)))
    {
      #expect(found == expected, "\(command) with half of it from the cache")
    }
  }

  @Test func aWorkerStopsWhenTheUserWants() throws {
    let workspace = try Workspace()
    try store(workspace)
    let session = try workspace.pluginSession(isolatesBundled: true)
    session.beginProgress().cancel()
    let error = #expect(throws: CommandError.self) { try session.run("c | cooccurrence --terms 6") }
    #expect(error?.kind == .interrupted)
  }
}
