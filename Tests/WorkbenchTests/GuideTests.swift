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
      if let (kind, from) = open {
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

  @Test func everyBlockRuns() throws {
    let workspace = try Workspace()
    let session = try workspace.pluginSession()
    for name in ["news-de", "news-en"] { _ = try session.run("load \(name) '\(Workspace.samples)/\(name)'") }
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
          }
          do {
            output = try session.output(text)
          } catch let error as CommandError {
            Issue.record("line \(block.line), \(command): \(error.rendered(in: text))")
          }
        }
      case "tsv":
        #expect(output == block.lines.joined(separator: "\n") + "\n", "line \(block.line)")
      default: Issue.record("line \(block.line): nothing runs \(block.kind)")
      }
    }
    #expect(isFileWritten)
  }
}
