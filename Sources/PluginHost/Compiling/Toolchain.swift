import AnalyzerKit
import FoundationEssentials

/// What a Swift plugin is compiled with: the compiler in PATH, and the module of this program's kit.
public struct Toolchain: Sendable {
  /// The path of `swiftc`.
  public let compiler: String
  /// The folder that holds `AnalyzerKit.swiftmodule`.
  public let modules: String

  /// Looks for both.
  ///
  /// Throws `noToolchain` naming what is missing. `path` is the plugin, for the message.
  public init(
    program: String, for path: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(PluginError) {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    guard let compiler = folders.map({ $0 + "/swiftc" }).first(where: FileManager.default.isExecutableFile) else {
      throw .noToolchain(path: path, why: "there is no Swift toolchain: the command swiftc is not in PATH")
    }
    guard let modules = Toolchain.modules(besides: program) else {
      throw .noToolchain(
        path: path, why: "the module of AnalyzerKit is neither beside the program nor in lib/lect: install Lect again")
    }
    self.compiler = compiler
    self.modules = modules
  }

  /// The folder of the kit's module: of the build that the program stands in, or of its installation.
  static func modules(besides program: String) -> String? {
    let folder = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
    return ["Modules", "../lib/lect/modules"].map { folder.appendingPathComponent($0).standardized.path }
      .first { FileManager.default.fileExists(atPath: $0 + "/AnalyzerKit.swiftmodule") }
  }
}
