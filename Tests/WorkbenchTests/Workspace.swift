import ConcordancePlugin
import CooccurrencePlugin
import DuplicatesPlugin
import Foundation
import FrequencyPlugin
import ReadabilityPlugin
import SentimentPlugin
import TopicsPlugin

@testable import Workbench

/// A temporary folder with a store, and sessions on it; deleted with the last reference.
final class Workspace: Sendable {
  /// The root of the repository that this file stands in.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The folder of the bundled samples.
  static let samples = repository + "/notebooks/data"

  /// Whether expected outputs are to be written, not compared.
  static var isRecording: Bool { ProcessInfo.processInfo.environment["LECT_RECORD"] == "1" }

  /// The folder.
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lect-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The store of sessions that name none.
  var store: String { path + "/lect.db" }

  /// A session with the bundled plugins.
  func session(
    threads: Int = 2, cacheThreshold: Duration = .seconds(1000), store: String? = nil
  ) throws -> Session {
    try Session(
      Configuration(
        store: store ?? self.store, threads: threads, resources: Workspace.resources, cacheThreshold: cacheThreshold),
      plugins: Workspace.bundled)
  }

  /// The bundled plugins.
  static let bundled = [
    FrequencyPlugin.plugin, SentimentPlugin.plugin, CooccurrencePlugin.plugin, ConcordancePlugin.plugin,
    DuplicatesPlugin.plugin, ReadabilityPlugin.plugin, TopicsPlugin.plugin,
  ]

  /// The language data and plugins' data of the source tree.
  static var resources: ResourceFolders {
    ResourceFolders(
      languages: repository + "/Sources/TextProcessing/Languages", plugins: repository + "/plugins")
  }

  /// Writes a file below the folder, with the folders it needs.
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// Writes a text below the folder.
  func write(_ name: String, _ text: String) throws { try write(name, text.utf8) }
}

extension Session {
  /// What a command shows, as tab-separated values or as its text; empty for a deed.
  func output(_ command: String) throws -> String { try run(command).map(Session.text) ?? "" }

  /// An outcome as tab-separated values or as its text.
  static func text(of outcome: Outcome) throws -> String {
    var bytes: [UInt8] = []
    try ResultWriter(format: "tsv") { bytes += $0 }.write(outcome)
    return String(decoding: bytes, as: UTF8.self)
  }
}
