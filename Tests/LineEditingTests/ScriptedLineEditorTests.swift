import Testing

import LineEditing

struct ScriptedLineEditorTests {
  @Test func playsItsResultsThenEnds() throws {
    let editor = ScriptedLineEditor(results: [.line("a"), .interrupted])
    let results = try ["1> ", "2> ", "3> "].map { try editor.readLine(prompt: $0) }
    #expect(results == [.line("a"), .interrupted, .endOfInput])
    #expect(editor.prompts == ["1> ", "2> ", "3> "])
  }

  @Test func remembersAsTheOthersDo() {
    let editor = ScriptedLineEditor(lines: [])
    ["a", "a", " ", "b"].forEach(editor.remember)
    editor.saveHistory()
    #expect(editor.history == ["a", "b"] && editor.saves == 1)
  }
}
