import Foundation
import Testing

/// Whole conversations, commands in and exact output out: see `Transcript` for how they are written.
@Suite struct TranscriptTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Transcripts"

  static var names: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted()
  }

  @Test(arguments: names) func isAsRecorded(_ name: String) throws {
    let path = "\(TranscriptTests.folder)/\(name)"
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    expectSnapshot(try Transcript(text).replayed(), at: path, "TranscriptTests")
  }

  @Test func thereAreTranscripts() { #expect(TranscriptTests.names.count >= 10) }
}
