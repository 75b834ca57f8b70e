import CommandLanguage
import Testing

@Suite struct IncompleteTests {
  private let parser = CommandParser(grammar: InterfaceGrammar())

  @Test(arguments: [
    "kwic \\", "kwic \\\n", "kwic nato \\", "show 'a", "show \"a", "kwic [word=\"a\"", "kwic (a|b", "where a in (1,",
    "where a = \"x", "x = \\", "kwic nato --context \\", "\\", "seed | \\", "kwic nato # a\nkwic (", "show a\\\\\\",
  ])
  func goesOn(text: String) {
    #expect(parser.isIncomplete(text))
    #expect(CommandParser.isIncomplete(text))
  }

  @Test(arguments: [
    "", "kwic nato", "kwic nato # \\", "# a \\", "show a\\\\", "kwic geht's", "kwic \"a\"", "kwic [a] (b)", "kwic ])",
    "seed |", "where a = `x` and b = 'y'",
  ])
  func isComplete(text: String) {
    #expect(!parser.isIncomplete(text))
    #expect(!CommandParser.isIncomplete(text))
  }

  @Test func knowsWhereBracketsCount() {
    #expect(!parser.isIncomplete("show a(1.txt"))
    #expect(!parser.isIncomplete("xyzzy (a"))
    #expect(CommandParser.isIncomplete("show a(1.txt"))
  }
}
