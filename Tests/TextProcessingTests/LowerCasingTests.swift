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
    let samples = [
      0x20...0x7E, 0xA0...0x24F, 0x370...0x52F, 0x10A0...0x10C5, 0x1E00...0x1F10, 0x2010...0x2060, 0x2160...0x217F,
      0x2C00...0x2C70, 0x3000...0x30FF, 0x4DF8...0x4E08, 0x9FF8...0xA008, 0xA640...0xA650, 0xA722...0xA730,
      0xAB70...0xAB78, 0xABF8...0xAC08, 0xD798...0xD7A3, 0xFF21...0xFF5A, 0x10400...0x1042F,
    ]
    for value in samples.flatMap({ Array($0) }) {
      guard let scalar = Unicode.Scalar(UInt32(value)), value != 0x3A3 else { continue }
      // Beside a letter of each length, and alone.
      for form in ["\(scalar)", "a\(scalar)", "\(scalar)Я", "ẞ\(scalar)", "É\(scalar)\(scalar)", "\(scalar)A漢Ž"] {
        let expected = form.unicodeScalars.map(\.properties.lowercaseMapping).joined()
        var normal = expected
        let bytes = normal.withUTF8 { FormNormalizer.isNormal($0) ? Array($0) : FormNormalizer.normalize($0) }
        if Array((lower(form) ?? form).utf8) != bytes { Issue.record("U+\(String(value, radix: 16)) in \(form)") }
      }
    }
  }

  @Test func `plain letters of Turkish follow Unicode`() {
    for value in [0x20...0x7E, 0xC0...0x17F, 0x400...0x45F, 0x2010...0x2030, 0x3040...0x3050].flatMap({ Array($0) }) {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let own = [0x49: "ı", 0x130: "i"][value] ?? scalar.properties.lowercaseMapping
      for (before, after) in [("", ""), ("I", "x"), ("ŞİIa", "Ÿ"), ("漢", "İI")] {
        let form = before + "\(scalar)" + after
        let around = [before, after].map {
          $0.unicodeScalars.map { $0 == "I" ? "ı" : $0 == "İ" ? "i" : $0.properties.lowercaseMapping }.joined()
        }
        let expected = around[0] + own + around[1]
        #expect(Array((lower(form, "tr") ?? form).utf8) == Array(expected.utf8), "\(form)")
      }
    }
  }

  @Test func `forms of ASCII are written as the slow way has them`() {
    var dice = SystemRandomNumberGenerator()
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64)
    defer { room.deallocate() }
    guard let target = room.baseAddress else { return }
    var forms = (UInt8(1)..<0x80).flatMap { byte in
      (1...17).map { Array(repeating: UInt8(0x61), count: $0 - 1) + [byte] }
    }
    for _ in 0..<2_000 {
      forms.append((0..<Int.random(in: 0...40, using: &dice)).map { _ in UInt8.random(in: 0...0x7F, using: &dice) })
    }
    for form in forms {
      let expected = String(decoding: form, as: UTF8.self).lowercased()
      let length = form.withUnsafeBufferPointer { LowerCasing(language: "de").lowerASCII($0, into: target) }
      let written = Array(room.prefix(length ?? 0))
      #expect(length != nil && (written.isEmpty ? form : written) == Array(expected.utf8), "\(form)")
      #expect(written.isEmpty == (form == Array(expected.utf8)))
    }
    for (form, language) in [("I", "tr"), ("I", "lt"), ("Ä", "de"), ("zwölf", "de"), ("A漢", "und")] {
      let length = Array(form.utf8).withUnsafeBufferPointer {
        LowerCasing(language: language).lowerASCII($0, into: target)
      }
      #expect(length == nil)
    }
  }

  @Test func `forms whose lower case depends on the language are found wherever the letter stands`() {
    for letter in ["I", "J", "Ì", "Í", "Ĩ", "Į", "İ"] {
      for place in 0..<20 {
        let before = String(repeating: "H", count: place)
        for form in [before + letter, before + letter + "Kkkkkkkk", "é" + before + letter] {
          #expect(Array(form.utf8).withUnsafeBufferPointer(LowerCasing.dependsOnLanguage), "\(form)")
        }
      }
    }
    for form in ["", "H", "K", "i", "j", "HKHKHKHKHKHKhijk", "`\u{7F}\u{1}@[", "éÎÏŁ"] {
      #expect(!Array(form.utf8).withUnsafeBufferPointer(LowerCasing.dependsOnLanguage), "\(form)")
    }
  }

  @Test func variants() {
    #expect(LowerCasing.variant(of: "tr_TR") == "tr")
    #expect(LowerCasing.variant(of: "de") == "und")
    #expect(LowerCasing.variant(of: "LT") == "lt")
  }
}
