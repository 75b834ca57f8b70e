import Foundation
import Testing

@testable import Notebooks

/// The texts of scripts: files, notebooks, and values for names.
@Suite struct ScriptTests {
  private func script(_ text: String, isNotebook: Bool = false, _ values: String...) throws -> Script {
    try Script(name: "s", bytes: Array(text.utf8), isNotebook: isNotebook, values: values)
  }

  // MARK: Notebooks

  @Test func `blocks marked lect are commands, with their lines in the file`() throws {
    let text = """
      # Title
      ```lect
      corpora
      use a
      ```
      ```
      no
      ```
      ~~~~ lect hidden
      ```
      ~~~
      ~~~~
      ```lectern
      no
      ```
         ```lect
      last
      """
    #expect(
      NotebookText(text).parts == [
        Script.Part(text: "corpora\nuse a", line: 3), Script.Part(text: "```\n~~~", line: 10),
        Script.Part(text: "last", line: 17),
      ])
  }

  @Test func `line ends of Windows, and lines that only look like fences`() {
    #expect(NotebookText("a\r\n```lect\r\ncorpora\r\n```\r\nb").parts == [Script.Part(text: "corpora\r", line: 3)])
    #expect(NotebookText("```lect` is code\n``lect\n    ```lect\nno").parts == [])
    #expect(NotebookText("```lect\n```lect\n```").parts == [Script.Part(text: "```lect", line: 2)])
    #expect(NotebookText("").parts == [])
  }

  // MARK: Values

  @Test func `names get their values, others stay`() throws {
    let script = try script("a {{W}} {{ W }} {{W}}{{W}} {{{W}}} {{1}} {{\n}}", "W=x=y")
    #expect(script.parts == [Script.Part(text: "a x=y {{ W }} x=yx=y {x=y} {{1}} {{\n}}", line: 1)])
    #expect(try self.script("# {{X}}\n {{Größe-2}}", "Größe-2=").parts[0].text == "# {{X}}\n ")
    #expect(try self.script("{{A}}{{B}}", "A={{B}}", "B=b").parts[0].text == "{{B}}b")
  }

  @Test func `a name without a value, and a value without a name, are errors`() {
    #expect(throws: ScriptError.missingValue("W", line: 3)) { try script("a\n# {{W}}\n{{W}}") }
    #expect(throws: ScriptError.missingValue("W", line: 4)) {
      try script("{{W}}\n\n```lect\nuse {{W}}\n```", isNotebook: true)
    }
    #expect(throws: ScriptError.unusedValue("V")) { try script("{{W}}", "W=1", "V=2") }
    #expect(throws: ScriptError.repeatedValue("W")) { try script("{{W}}", "W=1", "W=2") }
    for word in ["W", "=1", "1=2", "a b=c", "W=a\nb"] {
      #expect(throws: ScriptError.malformedValue(word)) { try script("{{W}}", word) }
    }
  }

  // MARK: Files

  @Test func `a byte order mark is skipped, and what is not UTF-8 is named by its line`() throws {
    #expect(try script("\u{FEFF}corpora").parts[0].text == "corpora")
    #expect(throws: ScriptError.notText(line: 2)) {
      try Script(name: "s", bytes: [0x61, 0x0A, 0xFF, 0x0A], isNotebook: false, values: [])
    }
  }

  @Test func `files that are no scripts`() {
    #expect(throws: ScriptError.unreadable("/nowhere/a.lect", "No such file or directory")) {
      try Script(path: "/nowhere/a.lect", values: [])
    }
    #expect(throws: ScriptError.unreadable("/", "Is a directory")) { try Script(path: "/", values: []) }
  }

  // MARK: Standard input

  /// The parts of standard input that is written in pieces.
  private func parts(_ pieces: [[UInt8]]) throws -> [Script.Part] {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let output = ends[1]
    // Who reads may leave before all is written.
    signal(SIGPIPE, SIG_IGN)
    Thread.detachNewThread {
      for piece in pieces { _ = write(output, piece, piece.count) }
      close(output)
    }
    defer { close(ends[0]) }
    let input = StandardInput(ends[0]) { false }
    var parts: [Script.Part] = []
    while let part = try input.next({ $0.hasSuffix("\\") }) { parts.append(part) }
    return parts
  }

  @Test func `standard input comes line by line, and longer while it is incomplete`() throws {
    let pieces = ["\u{FEFF}a\nb", "c\nd\\\ne\n", "\nlast\\"].map { Array($0.utf8) }
    #expect(
      try parts(pieces) == [
        Script.Part(text: "a", line: 1), Script.Part(text: "bc", line: 2), Script.Part(text: "d\\\ne", line: 3),
        Script.Part(text: "", line: 5), Script.Part(text: "last\\", line: 6),
      ])
    #expect(try parts([]) == [])
  }

  @Test func `a wrong line of standard input is named, an endless one is refused`() {
    #expect(throws: ScriptError.notText(line: 2)) { try parts([[0x61, 0x0A, 0xFF, 0x0A]]) }
    let long = [UInt8](repeating: 0x61, count: StandardInput.lineLimit / 4)
    #expect(throws: ScriptError.lineTooLong(line: 1)) { try parts([long, long, long, long, long]) }
  }
}
