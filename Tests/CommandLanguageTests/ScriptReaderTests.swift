import CommandLanguage
import Testing

@Suite struct ScriptReaderTests {
  private func commands(_ script: String) -> [ScriptCommand] {
    let parser = CommandParser(grammar: InterfaceGrammar())
    var reader = ScriptReader(script)
    var commands: [ScriptCommand] = []
    while let command = reader.next(parser) { commands.append(command) }
    return commands
  }

  @Test func splitsIntoCommands() {
    let script = """
      #!/usr/bin/env lect
      load x a.txt  # the text

      x | kwic [word="a"
        & pos="b"] \\
        --context 3 | head
      # the end is near
      show 'a
      b'
      quit
      """
    #expect(
      commands(script) == [
        ScriptCommand(text: "load x a.txt  # the text", line: 2),
        ScriptCommand(text: "x | kwic [word=\"a\"\n  & pos=\"b\"] \\\n  --context 3 | head", line: 4),
        ScriptCommand(text: "show 'a\nb'", line: 8), ScriptCommand(text: "quit", line: 10),
      ])
  }

  @Test func keepsAWrongCommandToItsLine() {
    #expect(
      commands("kwic (a\nshow 'b \\\n c\r\n| head\nsort )\nquit").map(\.text) == [
        "kwic (a", "show 'b \\\n c", "| head", "sort )", "quit",
      ])
  }

  @Test(arguments: ["", "\n", "# a", "\\", "\\\n\n"])
  func findsNothing(script: String) {
    #expect(commands(script).isEmpty)
  }

  @Test func takesTimeInProportion() {
    let script = String(repeating: "seed | where a = (1\n", count: 40) + String(repeating: "head 5\n", count: 5_000)
    #expect(commands(script).count == 5_040)
  }
}
