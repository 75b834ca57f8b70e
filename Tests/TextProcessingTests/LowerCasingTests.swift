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

  @Test func plainLettersFollowUnicode() {
    for value in [0x20...0x7E, 0xA0...0x17F, 0x370...0x481].flatMap({ Array($0) }) {
      guard let scalar = Unicode.Scalar(UInt32(value)), value != 0x3A3 else { continue }
      // Beside a letter of each length, and alone.
      for form in ["\(scalar)", "a\(scalar)", "\(scalar)Я", "ẞ\(scalar)", "É\(scalar)\(scalar)"] {
        let expected = form.unicodeScalars.map(\.properties.lowercaseMapping).joined()
        var normal = expected
        let bytes = normal.withUTF8 { FormNormalizer.isNormal($0) ? Array($0) : FormNormalizer.normalize($0) }
        #expect(Array((lower(form) ?? form).utf8) == bytes, "U+\(String(value, radix: 16))")
      }
    }
  }

  @Test func variants() {
    #expect(LowerCasing.variant(of: "tr_TR") == "tr")
    #expect(LowerCasing.variant(of: "de") == "und")
    #expect(LowerCasing.variant(of: "LT") == "lt")
  }
}
