import AnalyzerKit
import CorpusStore
import FoundationEssentials
import PluginHost

/// Holds a plugin against the laws of the fold, on generated corpora and on the samples; runs its examples and tests; measures it.
///
/// All of it goes through workers, so that a plugin in any language is checked, and one that crashes is told of.
struct PluginCheck {
  /// One thing that was looked at.
  struct Finding {
    let analyzer: String
    let check: String
    /// What was found; nil where it could not be looked at.
    let isSound: Bool?
    let details: String
  }

  static let columns = [
    Column("analyzer", .text, "The analyzer."), Column("check", .text, "What was looked at."),
    Column("outcome", .text, "passed, failed, or measured."), Column("details", .text, "What was found."),
  ]

  private let session: Session
  private let folder: PluginFolder
  private let place: String

  /// Checks the plugin of a folder, for a session whose user typed so.
  init(_ session: Session, _ folder: PluginFolder) throws {
    self.session = session
    self.folder = folder
    place = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/lect-check-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
  }

  /// Checks all; throws an error that lists what failed, else gives a table of what was looked at.
  func report() throws -> Report {
    defer { try? FileManager.default.removeItem(atPath: place) }
    // The source of one that comes with the program is checked in its place, and cannot be loaded beside it.
    if session.bundled.contains(where: { $0.name == folder.folderName }) {
      try session.requireTrust(in: folder)
    } else {
      try session.loadPlugin(folder, isWatched: false)
    }
    let inner = try inner(threads: 1)
    inner.settings.checking = Settings.Checking()
    let entries = inner.registry.entries.values.filter { $0.origin == folder.path }.sorted {
      $0.card.name < $1.card.name
    }
    let corpora = try CheckCorpora(in: place, samples: session.configuration.resources.samples)
    try corpora.load(into: inner)
    var findings: [Finding] = []
    for entry in entries {
      let laws = try LawsCheck(entry, inner, corpora) { try self.inner(threads: $0) }
      findings += try laws.findings()
    }
    let annotators = inner.plugins.loaded.values.filter { $0.folder.path == folder.path }.flatMap(\.hello.annotators)
    for annotator in annotators.sorted(by: { $0.name < $1.name }) {
      findings += try AnnotatorCheck(annotator, texts: corpora.oddTexts).findings { threads in
        try self.inner(threads: threads, store: "\(annotator.name)-\(threads).db")
      }
    }
    findings += try PluginTestFiles(folder, in: place).findings { try self.inner(threads: 2, store: $0) }
    var table = Table(columns: PluginCheck.columns)
    for finding in findings {
      let outcome = finding.isSound.map { $0 ? "passed" : "failed" } ?? "measured"
      try table.append([.text(finding.analyzer), .text(finding.check), .text(outcome), .text(finding.details)])
    }
    let failed = findings.filter { $0.isSound == false }
    guard failed.isEmpty else {
      throw CommandError(
        "\(folder.folderName) failed \(Amount(failed.count, "check")) of \(findings.filter { $0.isSound != nil }.count)",
        advice: failed.map { "\($0.analyzer), \($0.check): \($0.details)" }.joined(separator: "\n"))
    }
    return Report(tables: [table])
  }

  /// A session with the plugin, on a store in the temporary folder.
  private func inner(threads: Int, store: String = "check.db") throws -> Session {
    var configuration = session.configuration
    configuration.store = place + "/" + store
    configuration.threads = threads
    configuration.cacheThreshold = .seconds(1_000_000)
    let inner = try Session(configuration, plugins: session.bundled.filter { $0.name != folder.folderName })
    inner.plugins.limits = session.plugins.limits
    try inner.loadPlugin(folder, isWatched: false)
    let null = inner.plugins.bundledRunner(NullAnalyzer.plugin.name, configuration.resources)
    try inner.registry.add(
      Registry.Entry(
        card: NullAnalyzer.card, plugin: NullAnalyzer.plugin.name, origin: "check", version: "1", content: "",
        code: .workers(null)))
    return inner
  }
}
