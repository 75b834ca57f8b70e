import Testing

@testable import LineEditing

struct PromptMarkupTests {
  private func marked(_ prompt: String, colours: Bool = true) -> String {
    String(String.UnicodeScalarView(PromptMarkup(prompt, colours: colours).scalars)).replacing("\u{1}", with: "|")
  }

  @Test func leavesPlainPrompts() {
    #expect(marked("läct> ") == "läct> ")
    #expect(marked("") == "")
  }

  @Test func marksColours() {
    #expect(marked("\u{1B}[1;32mlect\u{1B}[0m> ") == "|\u{1B}[1;32m|lect|\u{1B}[0m|> ")
    #expect(marked("\u{1B}[1;32mlect\u{1B}[0m> ", colours: false) == "lect> ")
  }

  @Test func joinsNeighboursAndFollowsTheLastWithASpace() {
    #expect(marked("\u{1B}[1m\u{1B}[32mx") == "|\u{1B}[1m\u{1B}[32m|x")
    #expect(marked("x\u{1B}[0m") == "x|\u{1B}[0m| ")
  }

  @Test func letsNothingElseThrough() {
    #expect(marked("a\u{1B}[2Jb\nc\u{1}d") == "a<U+001B>[2Jb<U+000A>c<U+0001>d")
    #expect(marked("\u{1B}[31mé\u{301}x") == "|\u{1B}[31m|éx")
    #expect(marked("\u{1B}[31") == "<U+001B>[31")
  }
}
