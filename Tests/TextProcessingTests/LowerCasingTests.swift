import Testing

@testable import TextProcessing

struct LowerCasingTests {
  private func lower(_ text: String, _ language: String = "de") -> String? {
    var copy = text
    return copy.withUTF8(LowerCasing(language: language).lower).map { String(decoding: $0, as: UTF8.self) }
  }

  // Unicode's SpecialCasing.txt and the project's rule for ß.
  @Test(arguments: [
    ("de", "Haus", "haus"), ("de", "ÄRGER", "ärger"), ("de", "STRAẞE", "straße"), ("de", "Maße", "maße"),
    ("el", "ΟΔΟΣ", "οδος"), ("el", "ΟΔΟΣ ΜΟΥ", "οδος μου"), ("el", "Σ", "σ"), ("ru", "МОСКВА", "москва"),
    ("tr", "ISPARTA", "ısparta"), ("tr", "İZMİR", "izmir"), ("az", "I\u{307}", "i"), ("und", "İ", "i\u{307}"),
    ("lt", "Ì", "i\u{307}\u{300}"), ("tr-TR", "I", "ı"), ("en", "ＡＢ", "ａｂ"),
  ])
  func lowers(_ language: String, _ text: String, _ expected: String) {
    #expect(Array((lower(text, language) ?? text).utf8) == Array(expected.utf8))
  }

  @Test(arguments: ["haus", "straße", "漢字", "", "5", "ı", "οδος"])
  func nilWhenLowerAlready(_ text: String) {
    #expect(lower(text) == nil)
  }

  @Test func variants() {
    #expect(LowerCasing.variant(of: "tr_TR") == "tr")
    #expect(LowerCasing.variant(of: "de") == "und")
    #expect(LowerCasing.variant(of: "LT") == "lt")
  }
}
