import AnalyzerKit
import FoundationEssentials
import Glibc

/// Compiles Swift plugins, once a content: libraries are kept by the hash of sources and kit.
///
/// The kit's stamp holds the compiler's version, since a kit can only be compiled against by its own compiler.
public struct PluginCompiler: Sendable {
  /// How many compiled plugins are kept; the ones not used for longest go first.
  static let mostKept = 64

  /// The folder of the kept libraries.
  let cache: String
  /// The path of this program.
  let program: String

  /// Keeps libraries in a folder; the program tells where the kit's module is.
  public init(cache: String, program: String) {
    self.cache = cache
    self.program = program
  }

  /// The folder of what is kept of a plugin: its library, and its cards.
  public func folder(of plugin: PluginFolder) -> String {
    "\(cache)/\(plugin.hash.prefix(24))-\(KitStamp.value)"
  }

  /// The library of a plugin when it is there already.
  public func compiled(_ plugin: PluginFolder) -> String? {
    let library = folder(of: plugin) + "/plugin.so"
    guard FileManager.default.fileExists(atPath: library) else { return nil }
    // Its age tells when it was used last.
    utimes(folder(of: plugin), nil)
    return library
  }

  /// The library of a plugin, compiled if it is not there yet: 3 to 5 s.
  ///
  /// Throws what the compiler says, as it is: of mistakes in less than a second.
  public func library(of plugin: PluginFolder, isCancelled: () -> Bool = { false }) throws(PluginError) -> String {
    guard case .swift(let sources) = plugin.kind else {
      throw .notAPlugin(path: plugin.path, why: "it is run by a command, not compiled")
    }
    if let known = compiled(plugin) { return known }
    let toolchain = try Toolchain(program: program, for: plugin.path)
    let work = "\(cache)/\(UUID().uuidString)"
    do {
      try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
      try Data(PluginGlue.source.utf8).write(to: URL(fileURLWithPath: work + "/PluginGlue.swift"))
    } catch {
      throw .system(what: cache, why: "it cannot be written: \(FileFailure.reason(of: error))")
    }
    defer { try? FileManager.default.removeItem(atPath: work) }
    // A copy is compiled, so that a file that is saved meanwhile does not come under the hash of what it was before.
    let root = work + "/sources"
    let names = try copy(sources, of: plugin, to: root)
    let common =
      [
        "-parse-as-library", "-swift-version", "6", "-module-name", "P_\(plugin.hash.prefix(16))", "-I",
        toolchain.modules,
      ]
      + ["-diagnostic-style", "llvm", "-suppress-remarks"] + names + [work + "/PluginGlue.swift"]
    // As a whole, as the program itself is: else what is called from file to file is neither inlined nor specialised, and
    // runs half again as long. Mistakes are found before anything is optimised.
    try run(
      [toolchain.compiler, "-O", "-wmo", "-emit-library", "-o", work + "/plugin.so"] + common, in: root, plugin,
      isCancelled)
    let target = folder(of: plugin)
    do {
      try? FileManager.default.removeItem(atPath: work + "/PluginGlue.swift")
      try? FileManager.default.removeItem(atPath: root)
      try? FileManager.default.removeItem(atPath: target)
      try FileManager.default.moveItem(atPath: work, toPath: target)
    } catch {
      throw .system(what: target, why: "it cannot be written: \(FileFailure.reason(of: error))")
    }
    prune()
    return target + "/plugin.so"
  }

  /// Copies sources below a folder; gives their relative names, by which the compiler calls them in its messages.
  private func copy(_ sources: [String], of plugin: PluginFolder, to root: String) throws(PluginError) -> [String] {
    let origin = plugin.path.hasSuffix(".swift") ? plugin.path.parentFolder : plugin.path
    let names = sources.map { $0.hasPrefix(origin + "/") ? String($0.dropFirst(origin.count + 1)) : $0 }
    do {
      for (name, source) in zip(names, sources) {
        let target = URL(fileURLWithPath: root + "/" + name)
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(contentsOf: URL(fileURLWithPath: source)).write(to: target)
      }
    } catch {
      throw .system(what: plugin.path, why: "it cannot be copied: \(FileFailure.reason(of: error))")
    }
    guard try PluginFolder(plugin.path).hash == plugin.hash else {
      throw .system(what: plugin.path, why: "it was changed at this moment; run the command again")
    }
    return names
  }

  private func run(
    _ arguments: [String], in folder: String, _ plugin: PluginFolder, _ isCancelled: () -> Bool
  ) throws(PluginError) {
    let process = try ChildProcess(arguments, folder: folder)
    var exit = process.poll()
    while exit == nil {
      if isCancelled() {
        process.end()
        process.wait()
        throw .system(what: plugin.path, why: "stopped while it was compiled")
      }
      usleep(5000)
      exit = process.poll()
    }
    guard exit != .status(0) else { return }
    let words = process.lastWords(waiting: 2)
    throw PluginCompiler.failure(
      words, of: plugin.path, modules: arguments[(arguments.firstIndex(of: "-I") ?? 0) + 1])
  }

  /// What the compiler's words mean: a mistake in the sources, unless the kit's module does not fit compiler or program.
  static func failure(_ words: String, of path: String, modules: String) -> PluginError {
    if words.contains("cannot find type 'KitStamp_") {
      return .noToolchain(
        path: path,
        why: "the module of AnalyzerKit in \(modules) is not the one that this program was built with: "
          + "build or install Lect again")
    }
    let isOtherCompiler = ["module compiled with Swift", "was created by a different version of the compiler"]
      .contains { words.contains($0) }
    if isOtherCompiler {
      return .noToolchain(
        path: path,
        why: "the compiler in PATH is another than the one that made the module of AnalyzerKit in \(modules): "
          + "put that one into PATH, or build or install Lect again with this one")
    }
    return .doesNotCompile(path: path, messages: shown(words))
  }

  /// The compiler's words, but for what is said of the glue.
  private static func shown(_ words: String) -> String {
    let missing = "cannot find 'plugin' in scope"
    guard words.contains(missing) else {
      return String(words.trimmingPrefix { $0.isNewline }.reversed().trimmingPrefix { $0.isNewline }.reversed())
    }
    let others = words.split(separator: "\n", omittingEmptySubsequences: false).filter { $0.contains(": error:") }
      .filter { !$0.contains(missing) }.map(String.init)
    return
      (others + [
        "the sources declare no plugin: add `let plugin = Plugin(name: …, version: …, summary: …, analyzers: […])`"
      ]).joined(separator: "\n")
  }

  /// Deletes what was not used for longest beyond the number that is kept, and what a stopped compilation left.
  private func prune() {
    let manager = FileManager.default
    let folders = ((try? manager.contentsOfDirectory(atPath: cache)) ?? []).map { cache + "/" + $0 }
    func age(_ path: String) -> Date {
      (try? manager.attributesOfItem(atPath: path))?[.modificationDate] as? Date ?? .distantPast
    }
    for old in folders.sorted(by: { age($0) > age($1) }).dropFirst(PluginCompiler.mostKept) {
      try? manager.removeItem(atPath: old)
    }
  }
}

extension String {
  /// The path without its last part.
  var parentFolder: String { URL(fileURLWithPath: self).deletingLastPathComponent().path }
}
