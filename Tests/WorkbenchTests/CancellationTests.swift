import Foundation
import Testing

@testable import Workbench

/// Ctrl-C ends what runs, soon, and leaves everything usable.
@Suite(.serialized) struct CancellationTests {
  private static let shared = Result<Workspace, any Error> {
    let workspace = try Workspace()
    let sentence = "The quick brown fox jumps over the lazy dog, and nobody is very happy about it but the fox. "
    for number in 0..<12 { try workspace.write("texts/\(number).txt", String(repeating: sentence, count: 500)) }
    _ = try workspace.session().run("load c '\(workspace.path)/texts' --language en --segment-tokens 8000")
    return workspace
  }

  /// Cancels from another thread after a while; how long the command then went on, and how it ended.
  private func cancelled(
    _ command: String, in session: Session, after delay: Duration
  ) -> (rest: Duration, error: CommandError?) {
    let progress = session.beginProgress()
    let clock = ContinuousClock()
    let start = clock.now
    let thread = Thread {
      Thread.sleep(forTimeInterval: Double(delay.components.attoseconds) / 1e18)
      progress.cancel()
    }
    thread.start()
    var failure: CommandError?
    do { _ = try session.run(command) } catch { failure = error }
    return (clock.now - start - delay, failure)
  }

  @Test(arguments: [
    "c | frequency --by document", "c | kwic fox --context 20", "c | sentiment --unit sentence",
    "c | cooccurrence --terms 50 --window 10", "c | cooccurrence the --window 10",
    "load d $TMP/texts --language en", "tokenize $TMP/texts/0.txt $TMP/texts/1.txt $TMP/texts/2.txt --language en",
    "check",
  ])
  func endsSoon(_ command: String) throws {
    let workspace = try CancellationTests.shared.get()
    let session = try workspace.session()
    let text = command.replacingOccurrences(of: "$TMP", with: workspace.path)
    let (rest, error) = cancelled(text, in: session, after: .milliseconds(20))
    // Some may be done before; what was stopped says so. A debug build with other tests beside it is slow.
    if let error {
      #expect(error.kind == .interrupted)
      #expect(error.message == "stopped")
      #expect(rest < .milliseconds(1000), "\(rest)")
    }
    #expect(
      try session.output("corpora | select corpus,documents") == "corpus\tdocuments\nc\t12\n"
        || command.hasPrefix("load"))
    #expect(try session.output("c | frequency fox | select count") == "count\n12000\n")
    if error != nil, command.hasPrefix("load") {
      #expect(try session.output("corpora | select corpus") == "corpus\nc\n")
    } else if command.hasPrefix("load") {
      _ = try session.run("drop d")
    }
  }

  @Test func stoppedBeforeItBeginsItEndsAtOnce() throws {
    let workspace = try CancellationTests.shared.get()
    let session = try workspace.session()
    for command in ["c | frequency", "c | kwic fox", "c | cooccurrence fox", "c | sentiment", "check"] {
      session.beginProgress().cancel()
      let clock = ContinuousClock()
      let start = clock.now
      let error = #expect(throws: CommandError.self) { try session.run(command) }
      #expect(error?.kind == .interrupted, "\(command)")
      #expect(clock.now - start < .milliseconds(500), "\(command)")
    }
    // The next command begins with a progress of its own.
    #expect(try session.output("c | frequency fox | select count") == "count\n12000\n")
  }

  @Test func aStoppedAnalysisIsNotKept() throws {
    let workspace = try CancellationTests.shared.get()
    let store = workspace.path + "/kept.db"
    try FileManager.default.copyItem(atPath: workspace.store, toPath: store)
    let session = try workspace.session(cacheThreshold: .zero, store: store)
    let (_, error) = cancelled("c | kwic fox --context 20", in: session, after: .milliseconds(20))
    try #require(error != nil)
    let expected = try workspace.session().output("c | kwic fox --context 20 | head 11000 | sort position | head 50")
    #expect(try session.output("c | kwic fox --context 20 | head 11000 | sort position | head 50") == expected)
  }
}
