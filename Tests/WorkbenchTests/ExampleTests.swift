import Foundation
import Testing

@testable import Workbench

/// Every example that help shows runs, on the bundled samples.
@Suite struct ExampleTests {
  /// A workspace whose store holds the samples.
  static let samples = Result<Workspace, any Error> {
    let workspace = try Workspace()
    let session = try workspace.session()
    for name in ["news-de", "news-en"] { _ = try session.run("load \(name) '\(Workspace.samples)/\(name)'") }
    return workspace
  }

  static var examples: [String] { CardAuditTests.cards.flatMap { $0.examples.map(\.command) } }

  @Test(arguments: examples) func runs(_ command: String) throws {
    // An example of `load` reads paths from the root of the repository, and makes a corpus.
    let workspace = command.hasPrefix("load") ? try Workspace() : try Self.samples.get()
    let session = try workspace.session()
    let text = command.replacingOccurrences(of: "notebooks/data", with: Workspace.samples)
    do {
      let outcome = try #require(try session.run(text))
      if let report = outcome.report { #expect((report.tables.first?.rowCount ?? 0) > 0, "it gives no row") }
      #expect(outcome.report != nil || outcome.text != nil || !outcome.notes.isEmpty || command.hasPrefix("use"))
    } catch let error as CommandError {
      Issue.record("\(error.rendered(in: command))")
    }
  }
}
