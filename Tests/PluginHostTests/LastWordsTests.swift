import Testing

@testable import PluginHost

/// What a message tells of a process that is gone.
struct LastWordsTests {
  @Test func `the stack of Swift's runtime is left out`() {
    let text = """
      Fatal error: failed to allocate 1048608 bytes of memory with alignment 8
      Current stack trace:
      0    libswiftCore.so                    0x00007fe19ab5f130 swift_reportError + 33
      10   lect                               0x000055f47394eb81 <unavailable> + 2945

      """
    #expect(LastWords.shown(text) == "Fatal error: failed to allocate 1048608 bytes of memory with alignment 8")
  }

  @Test func `the last three lines are shown, cut where they are long`() {
    #expect(LastWords.shown("a\n\nb\r\n 2 and 3 0x1\n  \nd\n") == "b /  2 and 3 0x1 / d")
    #expect(LastWords.shown(String(repeating: "x", count: 1000)).count == 300)
    #expect(LastWords.shown("") == "")
  }
}
