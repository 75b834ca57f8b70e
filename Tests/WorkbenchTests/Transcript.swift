import CommandLanguage
import Foundation

@testable import Workbench

/// A conversation with the workbench in a text file: files to begin with, commands, and what each shows.
///
///     ## A remark.
///     @ tiny/a.txt
///     | A line of that file.
///     @ tiny/b.bin 00 FF
///     > a command, where $TMP is the folder with the files and $DATA the one with the samples
///     < a file below $TMP, which is shown
///
/// All other lines are output: notes begin with `# note:`, errors with `error` and the exit status.
struct Transcript {
  private enum Item {
    case remark(String)
    case file(String, lines: [String])
    case command(String)
    case shown(String)
  }

  private var items: [Item] = []

  /// Reads a file; its output is left out.
  init(_ text: String) {
    var isFile = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let rest = String(line.dropFirst(2))
      if line.hasPrefix("## ") {
        items.append(.remark(line))
      } else if line.hasPrefix("@ ") {
        items.append(.file(rest, lines: []))
      } else if line == "|" || line.hasPrefix("| "), isFile, case .file(let name, let lines) = items.last {
        items[items.count - 1] = .file(name, lines: lines + [rest])
        continue
      } else if line.hasPrefix("> ") {
        items.append(.command(rest))
      } else if line.hasPrefix("< ") {
        items.append(.shown(rest))
      } else {
        isFile = false
        continue
      }
      isFile = line.hasPrefix("@ ")
    }
  }

  /// Runs it in a fresh workspace and returns the whole file as it should be.
  func replayed() throws -> String {
    let workspace = try Workspace()
    let session = try workspace.session()
    var lines: [String] = []
    var isAfterRemark = true
    for item in items {
      switch item {
      case .remark(let text):
        if !isAfterRemark { lines.append("") }
        lines.append(text)
        isAfterRemark = true
        continue
      case .file(let name, let content):
        lines.append("@ \(name)")
        lines += content.map { $0.isEmpty ? "|" : "| \($0)" }
        try Transcript.write(name, content, in: workspace)
      case .command(let command):
        lines.append("> \(command)")
        lines += Transcript.output(of: command, in: session, workspace)
      case .shown(let name):
        lines.append("< \(name)")
        let bytes = FileManager.default.contents(atPath: workspace.path + "/" + name)
        let text = bytes.map { String(decoding: $0, as: UTF8.self) } ?? "(there is no such file)"
        lines += Transcript.stable(text, workspace).split(separator: "\n").map(String.init)
      }
      isAfterRemark = false
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func write(_ name: String, _ lines: [String], in workspace: Workspace) throws {
    let parts = name.split(separator: " ").map(String.init)
    guard parts.count == 1 else {
      return try workspace.write(parts[0], parts.dropFirst().compactMap { UInt8($0, radix: 16) })
    }
    try workspace.write(name, lines.map { $0 + "\n" }.joined())
  }

  private static func output(of command: String, in session: Session, _ workspace: Workspace) -> [String] {
    let expanded = Expansion(command, ["$TMP": workspace.path, "$DATA": Workspace.samples])
    var text = ""
    do {
      guard let outcome = try session.run(expanded.text) else { return [] }
      var bytes: [UInt8] = []
      try ResultWriter(format: "tsv") { bytes += $0 }.write(outcome)
      text = String(decoding: bytes, as: UTF8.self)
      if text.hasSuffix("\n") { text.removeLast() }
      if outcome.report == nil, outcome.text == nil { text = "" }
      for note in outcome.notes { text += (text.isEmpty ? "" : "\n") + "# note: \(note)" }
      if outcome.duration != nil { text += (text.isEmpty ? "" : "\n") + "# time" }
      if outcome.isQuit { text += (text.isEmpty ? "" : "\n") + "# quit" }
    } catch let error as CommandError {
      let moved = CommandError(
        stable(error.message, workspace), kind: error.kind, at: error.span.map(expanded.span),
        advice: error.advice.map { stable($0, workspace) })
      text = "error \(error.kind.rawValue): \(moved.rendered(in: command))"
    } catch {
      text = "unexpected: \(error)"
    }
    return text.isEmpty
      ? [] : stable(text, workspace).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The text without what is another each time: folders, seconds, hashes, times, the tokeniser's version.
  private static func stable(_ text: String, _ workspace: Workspace) -> String {
    var text = text.replacingOccurrences(of: workspace.path, with: "$TMP")
      .replacingOccurrences(of: Workspace.samples, with: "$DATA")
    for (pattern, replacement) in [
      (#"; [0-9.e-]+ s\."#, "; … s."), (#"(?m)^(fingerprint|created|tokeniser)\t.*$"#, "$1\t…"),
      (#"("(?:fingerprint|tokeniser)": ?)"[^"]*""#, "$1\"…\""),
    ] {
      text = text.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
    }
    return text
  }
}

/// A text whose names were replaced, and the way back for places in it.
private struct Expansion {
  private(set) var text = ""
  /// For each replaced name: where it stood, and where its value stands.
  private var pieces: [(from: Range<Int>, to: Range<Int>)] = []

  init(_ source: String, _ values: [String: String]) {
    var rest = source[...]
    while !rest.isEmpty {
      guard let (name, value) = values.first(where: { rest.hasPrefix($0.key) }) else {
        text.append(rest.removeFirst())
        continue
      }
      let from = source.utf8.distance(from: source.startIndex, to: rest.startIndex)
      pieces.append((from..<from + name.utf8.count, text.utf8.count..<text.utf8.count + value.utf8.count))
      text += value
      rest = rest.dropFirst(name.count)
    }
  }

  /// A place in the text as a place in its source.
  func span(_ span: Span) -> Span { Span(offset(span.lowerBound, isEnd: false), offset(span.upperBound, isEnd: true)) }

  private func offset(_ offset: Int, isEnd: Bool) -> Int {
    var shift = 0
    for (from, to) in pieces {
      if offset >= to.upperBound {
        shift = from.upperBound - to.upperBound
      } else if offset > to.lowerBound {
        return isEnd ? from.upperBound : from.lowerBound
      }
    }
    return offset + shift
  }
}
