import CommandLanguage
import Testing

@Suite struct NameTests {
  @Test(arguments: ["a", "Ä", "späte-reden", "v1.2_x", "名前", "e\u{301}a", "दिल्ली", "x٣"])
  func accepts(name: String) {
    #expect(Name.isValid(name))
  }

  @Test(arguments: ["", "1a", "_a", "-a", ".a", "a b", "a/b", "a|b", "a=b", "a\u{0}", "a\u{202E}", "٣x", "a*", "👍"])
  func refuses(name: String) {
    #expect(!Name.isValid(name))
  }
}
