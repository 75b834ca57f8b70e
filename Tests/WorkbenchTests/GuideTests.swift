import Foundation
import Testing

@testable import Workbench

/// Every block of code in docs/writing-an-analyzer.md is compiled and run, and gives what stands there.
@Suite(.enabled(if: Workspace.hasToolchain, "there is no Swift toolchain in PATH"))
struct GuideTests {
  private struct Block {
    let kind: String
    /// The last thing in backquotes before it: the file that it is.
    let name: String?
    let lines: [String]
    let line: Int
  }

  private static func blocks(of path: String) throws -> [Block] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    var blocks: [Block] = []
    var open: (kind: String, from: Int)?
    var before = ""
    for (index, line) in lines.enumerated() {
      if open == nil, line.hasPrefix("    ") {
        blocks.append(Block(kind: "shell", name: nil, lines: [line], line: index + 1))
      } else if let (kind, from) = open {
        guard line == "```" else { continue }
        let names = before.split(separator: "`", omittingEmptySubsequences: false)
        let name = before.hasSuffix("`:") && names.count > 2 ? String(names[names.count - 2]) : nil
        blocks.append(Block(kind: kind, name: name, lines: Array(lines[from..<index]), line: from))
        open = nil
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), index + 1)
      } else if !line.isEmpty {
        before = line
      }
    }
    return blocks
  }

  /// The exit status of a command for a shell, whose user has the plugin `hello` in the usual place.
  private func shell(_ command: String, _ workspace: Workspace) throws -> Int32 {
    let manager = FileManager.default
    let plugins = workspace.path + "/home/.config/lect/plugins"
    if !manager.fileExists(atPath: plugins) {
      try manager.createDirectory(atPath: plugins, withIntermediateDirectories: true)
      try manager.copyItem(atPath: workspace.path + "/hello", toPath: plugins + "/hello")
      // What was compiled above need not be compiled again.
      try manager.createDirectory(atPath: workspace.path + "/home/.cache", withIntermediateDirectories: true)
      try manager.createSymbolicLink(
        atPath: workspace.path + "/home/.cache/lect", withDestinationPath: workspace.path + "/cache")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(fileURLWithPath: workspace.path + "/home")
    var environment = ProcessInfo.processInfo.environment
    environment["HOME"] = workspace.path + "/home"
    for name in ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LECT_STORE"] { environment[name] = nil }
    let programs = URL(fileURLWithPath: Workspace.program).deletingLastPathComponent().path
    environment["PATH"] = "\(programs):\(environment["PATH"] ?? "")"
    process.environment = environment
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test func everyBlockRuns() throws {
    let workspace = try Workspace()
    let session = try workspace.pluginSession()
    var output = ""
    var isFileWritten = false
    for block in try Self.blocks(of: Workspace.repository + "/docs/writing-an-analyzer.md") {
      switch block.kind {
      case "swift", "python", "json":
        let name = try #require(block.name, "line \(block.line): which file is it?")
        try workspace.write(name, block.lines.joined(separator: "\n") + "\n")
        isFileWritten = true
      case "lect-test":
        try workspace.write("lengths/Tests/lengths.lect", block.lines.joined(separator: "\n") + "\n")
      case "lect":
        output = ""
        for command in block.lines {
          // The guide names folders as if it stood beside them.
          let text = ["load", "check"].reduce(command) {
            $0.replacingOccurrences(of: "plugin \($1) ", with: "plugin \($1) \(workspace.path)/")
          }.replacingOccurrences(of: "notebooks/data", with: Workspace.samples)
          do {
            output = try session.output(text)
          } catch let error as CommandError {
            Issue.record("line \(block.line), \(command): \(error.rendered(in: text))")
          }
        }
      case "shell":
        for command in block.lines { #expect(try shell(command, workspace) == 0, "line \(block.line): \(command)") }
      case "tsv":
        #expect(output == block.lines.joined(separator: "\n") + "\n", "line \(block.line)")
      default: Issue.record("line \(block.line): nothing runs \(block.kind)")
      }
    }
    #expect(isFileWritten)
  }
}
