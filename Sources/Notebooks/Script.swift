/// The commands of a script or a notebook.
public struct Script: Sendable, Hashable {
  /// Lines that follow each other in the file.
  public struct Part: Sendable, Hashable {
    /// The lines.
    public let text: String
    /// The number of the first one in the file, from 1.
    public let line: Int
  }

  /// How the file is called in messages.
  public let name: String
  /// The commands: a script has one part, a notebook one for each of its code blocks.
  public let parts: [Part]

  /// Reads a file (`-`: standard input) and puts values in the place of `{{NAME}}`.
  ///
  /// Of a Markdown notebook (`.md`), the code blocks marked `lect` are commands. `values` are of the form `NAME=VALUE`.
  public init(path: String, values: [String]) throws(ScriptError) {
    let name = path == "-" ? "standard input" : path
    let bytes = try ScriptFile.bytes(path, name: name)
    let isNotebook = path.lowercased().hasSuffix(".md") || path.lowercased().hasSuffix(".markdown")
    try self.init(name: name, bytes: bytes, isNotebook: isNotebook, values: values)
  }

  /// Takes the bytes of a file.
  init(name: String, bytes: [UInt8], isNotebook: Bool, values: [String]) throws(ScriptError) {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let text = String(validating: body, as: UTF8.self) else {
      throw .notText(line: Script.lineOfError(in: body))
    }
    var template = try ScriptTemplate(values)
    let parts = isNotebook ? NotebookText(text).parts : [Part(text: text, line: 1)]
    self.name = name
    self.parts = try parts.map { part throws(ScriptError) in
      Part(text: try template.filled(part.text, firstLine: part.line), line: part.line)
    }
    try template.checkThatAllWereUsed()
  }

  /// The number of the first line that is not UTF-8.
  private static func lineOfError(in bytes: ArraySlice<UInt8>) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return 1 + (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0)
  }
}
