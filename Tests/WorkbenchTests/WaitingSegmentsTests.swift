import AnalyzerKit
import CommandLanguage
import CorpusStore
import Testing

@testable import Workbench

/// Threads are spared only where what a corpus has of counts is known already.
@Suite struct WaitingSegmentsTests {
  @Test("segments wait whose sums are not kept; nothing is known of stems, groups, parts and tokens")
  func waiting() throws {
    let workspace = try Workspace()
    let session = try workspace.session(threads: 2)
    try workspace.write("a/1.txt", String(repeating: "Der Hund bellt im Garten. ", count: 400))
    try workspace.write("b/2.txt", "Die Hunde bellen.")
    _ = try session.output("load c '\(workspace.path)/a' --language de")
    _ = try session.output("load c '\(workspace.path)/b' --language de --append")
    func waiting(_ layer: LayerName, by groups: [Word] = [], _ demands: [Demand], of segments: [Int] = [0, 1]) throws
      -> Int?
    {
      let inputs = try session.inputs(
        for: Selection(corpus: "c"), layer: layer, by: groups, countsPunctuation: false, queries: [:])
      #expect(inputs.corpus.segments.count == 2)
      return SegmentFolder.waitingSegments(segments, inputs, demands: demands)
    }
    #expect(try waiting(.word, [.formCounts]) == 1)
    #expect(try waiting(.lower, [.formCounts, .wordCounts]) == 1)
    #expect(try waiting(.word, [.formCounts], of: [1]) == nil)
    #expect(try waiting(.stem, [.formCounts]) == nil)
    #expect(try waiting(.word, [.formCounts, .tokens()]) == nil)
    let document = Word(text: "document", span: Span(0, 8))
    #expect(try waiting(.word, by: [document], [.formCounts]) == nil)
  }
}
