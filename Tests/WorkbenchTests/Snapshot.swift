import Foundation
import Testing

/// Compares a text with the one in a file; with LECT_RECORD=1 it writes the file, and fails so that it is looked at.
func expectSnapshot(_ text: String, at path: String, _ command: String, location: SourceLocation = #_sourceLocation) {
  let expected = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  guard text != expected else { return }
  let name = URL(fileURLWithPath: path).lastPathComponent
  if Workspace.isRecording {
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) } catch {
      Issue.record("\(path) cannot be written: \(error)", sourceLocation: location)
    }
    Issue.record("\(name) is recorded: read what changed, and run the tests again", sourceLocation: location)
    return
  }
  let advice = "if the new text is right, record it: LECT_RECORD=1 swift test --filter \(command)"
  guard let expected else {
    Issue.record("there is no \(path); \(advice)", sourceLocation: location)
    return
  }
  let (old, new) = (
    expected.split(separator: "\n", omittingEmptySubsequences: false),
    text.split(separator: "\n", omittingEmptySubsequences: false)
  )
  let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
  let shown = { (lines: [Substring]) in lines.dropFirst(line).prefix(4).map { "    \($0)" }.joined(separator: "\n") }
  Issue.record(
    "\(name), line \(line + 1), was\n\(shown(old))\nand is\n\(shown(new))\n\(advice)", sourceLocation: location)
}
