import Foundation
import PackagePlugin

/// Gives `AnalyzerKit` a stamp of its own sources and of the compiler while it is built.
///
/// The stamp names the kit's binary interface: a plugin that was compiled against another kit is told by it.
@main
struct KitStamp: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    guard let module = target as? SourceModuleTarget else { return [] }
    let script = context.package.directoryURL.appending(path: "scripts/kit-stamp")
    let stamp = context.pluginWorkDirectoryURL.appending(path: "KitStamp.swift")
    let sources = module.sourceFiles(withSuffix: ".swift").map(\.url)
    // Another compiler in the same place makes another stamp, too.
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let compiler =
      folders.map { URL(fileURLWithPath: $0 + "/swiftc") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }.map { [$0.resolvingSymlinksInPath()] } ?? []
    return [
      .buildCommand(
        displayName: "Stamping \(target.name)", executable: URL(fileURLWithPath: "/bin/sh"),
        arguments: [script.path, stamp.path] + sources.map(\.path), inputFiles: [script] + sources + compiler,
        outputFiles: [stamp])
    ]
  }
}
