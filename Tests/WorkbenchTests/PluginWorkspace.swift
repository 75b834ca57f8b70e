import Foundation
import PluginHost

@testable import Workbench

extension Workspace {
  /// The program of the build that the tests are of, whose workers run plugins.
  static let program: String = {
    let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    // Swift Testing may be run by a program of the toolchain, which is given the bundle's path.
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
    let folders = [folder.path] + (bundle.map { [URL(fileURLWithPath: $0).deletingLastPathComponent().path] } ?? [])
    return folders.map { $0 + "/lect" }.first(where: FileManager.default.isExecutableFile) ?? "/no/lect"
  }()

  /// Whether plugins can be compiled here; without a toolchain, tests that need it are passed over.
  static var hasToolchain: Bool {
    (try? Toolchain(program: program, for: "", environment: ProcessInfo.processInfo.environment)) != nil
  }

  /// The plugins that tests run.
  static let plugins = repository + "/Tests/WorkbenchTests/Plugins"

  /// Where a session's plugins, trust and compiled libraries are: below the folder.
  var places: PluginPlaces {
    PluginPlaces(
      plugins: path + "/config/plugins", trust: path + "/config/trusted-plugins", cache: path + "/cache/plugins")
  }

  /// A session whose workers may take little.
  func pluginSession(
    limits: WorkerLimits = WorkerLimits(memory: 512 << 20, patience: 60), isolatesBundled: Bool = false,
    threads: Int = 2,
    cacheThreshold: Duration = .seconds(1000), store: String? = nil
  ) throws -> Session {
    var configuration = try session(threads: threads, cacheThreshold: cacheThreshold, store: store).configuration
    configuration.program = Workspace.program
    configuration.pluginPlaces = places
    configuration.workerLimits = limits
    configuration.isolatesBundled = isolatesBundled
    return try Session(configuration, plugins: Workspace.bundled)
  }

  /// All bytes that make up the store: the file, and what of it is in the write-ahead log.
  func storeContent() throws -> [Data] {
    [try Data(contentsOf: URL(fileURLWithPath: store)), FileManager.default.contents(atPath: store + "-wal") ?? Data()]
  }

  /// The message and advice of a command that must fail, with folders by name.
  func failure(of command: String, in session: Session) -> String {
    do {
      _ = try session.run(command)
      return "no failure"
    } catch {
      return CommandError(error.message, advice: error.advice).rendered(in: "").replacingOccurrences(
        of: path, with: "$TMP")
    }
  }
}
