import Testing

@testable import TextProcessing

@Suite("TextDecoder")
struct TextDecoderTests {
  private func text(_ decoded: DecodedText) -> String { String(decoding: decoded.bytes, as: UTF8.self) }

  private func utf16(_ string: String, bigEndian: Bool, mark: Bool = false) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(string.utf16)).flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return bigEndian ? [high, low] : [low, high]
    }
  }

  private func utf32(_ string: String, bigEndian: Bool) -> [UInt8] {
    ([0xFEFF] + string.unicodeScalars.map(\.value)).flatMap { code -> [UInt8] in
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: code >> ($0 * 8)) }
      return bigEndian ? bytes.reversed() : bytes
    }
  }

  // MARK: UTF-8

  @Test(arguments: ["", "a", "Grüße aus Köln", "安全 и мир 😀", "a\u{0}b\u{1}", "\u{10FFFF}\u{D7FF}\u{E000}\u{FFFD}"])
  func validTextGoesThroughUnchanged(_ string: String) {
    #expect(TextDecoder().decode(Array(string.utf8)) == DecodedText(bytes: Array(string.utf8)))
  }

  @Test func byteOrderMarkOfUTF8IsRemoved() {
    let decoded = TextDecoder(encoding: .windows1252).decode([0xEF, 0xBB, 0xBF] + Array("Köln".utf8))
    #expect(decoded == DecodedText(bytes: Array("Köln".utf8), encoding: "utf-8-bom"))
    #expect(TextDecoder().decode([0xEF, 0xBB, 0xBF]).bytes.isEmpty)
    let broken = TextDecoder().decode([0xEF, 0xBB, 0xBF, 0x61, 0xFC])
    #expect(broken == DecodedText(bytes: Array("a\u{FFFD}".utf8), encoding: "utf-8-bom", replacements: 1))
  }

  /// Unicode 15.0, section 3.9, tables 3-8 to 3-11: the bytes and how many U+FFFD they become.
  @Test(
    arguments: [
      ([0xC0, 0xAF, 0xE0, 0x80, 0xBF, 0xF0, 0x81, 0x82, 0x41], "\u{FFFD}*8 A"),
      ([0xED, 0xA0, 0x80, 0xED, 0xBF, 0xBF, 0xED, 0xAF, 0x41], "\u{FFFD}*8 A"),
      ([0xF4, 0x91, 0x92, 0x93, 0xFF, 0x41, 0x80, 0xBF, 0x42], "\u{FFFD}*5 A \u{FFFD}*2 B"),
      ([0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41], "\u{FFFD}*4 A"),
    ] as [([UInt8], String)])
  func maximalSubpartsAreReplaced(_ bytes: [UInt8], _ shorthand: String) {
    let expected = shorthand.split(separator: " ").map { part -> String in
      let pieces = part.split(separator: "*")
      return pieces.count == 2 ? String(repeating: String(pieces[0]), count: Int(pieces[1]) ?? 0) : String(part)
    }.joined()
    let decoded = TextDecoder(encoding: .utf8).decode(bytes)
    #expect(text(decoded) == expected)
    #expect(decoded.replacements == expected.count { $0 == "\u{FFFD}" })
    #expect(decoded.encoding == "utf-8")
  }

  @Test func randomBytesAreRepairedAsTheStandardLibraryDoes() {
    var random = SystemRandomNumberGenerator()
    let pool: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEE, 0xEF,
    ]
    let more: [UInt8] = pool + [0xF0, 0xF1, 0xF4, 0xF5, 0xFF, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69]
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...70, using: &random)).map { _ in more.randomElement(using: &random) ?? 0 }
      if TextDecoder().byteOrderMark(of: bytes[...]) != nil { continue }
      let decoded = TextDecoder(encoding: .utf8).decode(bytes)
      let reference = String(decoding: bytes, as: UTF8.self)
      #expect(Array(decoded.bytes) == Array(reference.utf8), "\(bytes)")
      #expect(decoded.replacements == reference.unicodeScalars.count { $0 == "\u{FFFD}" })
    }
  }

  @Test func everyTwoAndThreeByteSequenceIsJudgedAsTheStandardLibraryDoes() {
    for lead in UInt8(0x80)...0xFF {
      for second in stride(from: UInt8(0x70), through: 0xC0, by: 1) {
        for tail: [UInt8] in [[], [0x41], [0x80], [0xBF, 0x80], [0x80, 0x41]] {
          let bytes = [lead, second] + tail
          let isValid = String(validating: bytes, as: UTF8.self) != nil
          let end = bytes.withUnsafeBytes { DecodingUTF8.validEnd(of: $0, from: 0) }
          #expect((end == bytes.count) == isValid, "\(bytes)")
        }
      }
    }
  }

  @Test func invalidByteIsFoundAtEveryPlaceOfALongText() {
    for place in 0..<100 {
      var bytes = [UInt8](repeating: 0x61, count: 100)
      bytes[place] = 0xFF
      #expect(bytes.withUnsafeBytes { DecodingUTF8.validEnd(of: $0, from: 0) } == place)
    }
  }

  // MARK: UTF-16 and UTF-32

  @Test(arguments: [true, false])
  func utf16WithMark(_ bigEndian: Bool) {
    let decoded = TextDecoder().decode(utf16("Grüße 😀 安全", bigEndian: bigEndian, mark: true))
    #expect(text(decoded) == "Grüße 😀 安全")
    #expect(decoded.encoding == (bigEndian ? "utf-16be" : "utf-16le"))
    #expect(decoded.replacements == 0 && !decoded.isGuessed)
  }

  @Test(arguments: [true, false], ["Grüße aus Köln", "Это было давно, в одном городе у моря.", "ab"])
  func utf16WithoutMarkIsToldByItsLook(_ bigEndian: Bool, _ string: String) {
    let bytes = utf16(string, bigEndian: bigEndian)
    let decoded = TextDecoder().decode(bytes)
    #expect(text(decoded) == string)
    #expect(decoded.encoding == (bigEndian ? "utf-16be" : "utf-16le"))
    #expect(decoded.isGuessed)
    #expect(!TextDecoder(encoding: .utf16).decode(bytes).isGuessed)
    #expect(!TextDecoder().looksBinary(bytes))
  }

  @Test func utf16WithoutSpacesNeedsTheUsersWord() {
    let bytes = utf16("安全保障理事会", bigEndian: true)
    #expect(text(TextDecoder(encoding: .utf16BE).decode(bytes)) == "安全保障理事会")
    #expect(text(TextDecoder(encoding: .utf16).decode(utf16("安全保障", bigEndian: false))) == "安全保障")
  }

  @Test func unpairedSurrogatesAndOddBytesAreReplacedAndCounted() {
    let decoded = TextDecoder().decode([0xFE, 0xFF, 0xD8, 0x00, 0x00, 0x41, 0xDC, 0x00, 0xD8, 0x00, 0x42])
    #expect(text(decoded) == "\u{FFFD}A\u{FFFD}\u{FFFD}\u{FFFD}")
    #expect(decoded.replacements == 4)
  }

  @Test(arguments: [true, false])
  func utf32WithMark(_ bigEndian: Bool) {
    let decoded = TextDecoder().decode(utf32("Grüße 😀", bigEndian: bigEndian))
    #expect(decoded == DecodedText(bytes: Array("Grüße 😀".utf8), encoding: bigEndian ? "utf-32be" : "utf-32le"))
    let broken = TextDecoder().decode([0x00, 0x00, 0xFE, 0xFF, 0x00, 0x11, 0x00, 0x00, 0x00, 0x00, 0xD8, 0x00, 0x01])
    #expect(text(broken) == "\u{FFFD}\u{FFFD}\u{FFFD}")
    #expect(broken.replacements == 3)
  }

  @Test func aFewNULsAreTextInUTF8() {
    let bytes = Array("one\u{0}two three four five six seven\u{0}eight".utf8)
    #expect(TextDecoder().decode(bytes) == DecodedText(bytes: bytes))
    #expect(!TextDecoder().looksBinary(bytes))
    #expect(TextDecoder().decode([0, 0, 0, 0, 0, 0]).encoding == "utf-8")
  }

  // MARK: The user's word

  @Test func windows1252IsUsedWhereTextIsNotUTF8() {
    let bytes: [UInt8] = [0x84, 0x47, 0x72, 0xFC, 0xDF, 0x65, 0x93, 0x20, 0x80, 0x81]
    let decoded = TextDecoder(encoding: .windows1252).decode(bytes)
    #expect(decoded == DecodedText(bytes: Array("„Grüße“ €\u{81}".utf8), encoding: "windows-1252"))
    let valid = Array("Grüße".utf8)
    #expect(TextDecoder(encoding: .windows1252).decode(valid) == DecodedText(bytes: valid))
    #expect(TextDecoder(encoding: .utf8).decode(bytes).replacements == 6)
  }

  @Test(
    arguments: [
      ("utf-8", .utf8), ("UTF8", .utf8), ("utf-16", .utf16), ("UTF-16LE", .utf16LE), ("utf-16be", .utf16BE),
      ("windows-1252", .windows1252), ("CP1252", .windows1252), ("iso-8859-1", .windows1252),
      ("ISO_8859-1:1987", .windows1252), (" latin1 ", .windows1252), ("us-ascii", .windows1252),
    ] as [(String, TextEncoding)])
  func namesOfEncodings(_ name: String, _ encoding: TextEncoding) throws {
    #expect(try TextEncoding(named: name) == encoding)
  }

  @Test func unknownNameListsWhatIsKnown() {
    let error = #expect(throws: UnknownEncoding.self) { try TextEncoding(named: "utf-9") }
    #expect(
      error?.description
        == "unknown encoding 'utf-9': known are utf-8, utf-16, utf-16le, utf-16be, utf-32, windows-1250 to 1258, "
        + "iso-8859-1 to 16, koi8-r, koi8-u, macintosh, ibm850, shift_jis, euc-jp, iso-2022-jp, gb18030, big5, euc-kr and "
        + "all other names that ICU knows")
    for name in ["", " ", "../../etc/passwd", "utf-8,swaplfnl", String(repeating: "x", count: 10_000)] {
      #expect(throws: UnknownEncoding.self) { try TextEncoding(named: name) }
    }
  }

  // MARK: Binary data

  @Test func binaryDataIsTold() {
    #expect(TextDecoder().looksBinary(Array("%PDF-1.7".utf8)))
    #expect(TextDecoder().looksBinary([0x1F, 0x8B, 0x08, 0x00]))
    #expect(TextDecoder().looksBinary((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 / 256) }))
    #expect(TextDecoder().looksBinary([UInt8](repeating: 0, count: 64)))
    // Small numbers of 16 bits: as many zero bytes in alternating places as UTF-16 has, but controls.
    #expect(TextDecoder().looksBinary((0..<400).map { $0 % 2 == 0 ? UInt8($0 % 7) : 0 }))
    #expect(TextDecoder.signature(of: [0x1F, 0x8B, 0x08]) == "a gzip file")
  }

  @Test func textIsNotBinary() {
    #expect(!TextDecoder().looksBinary([]))
    #expect(!TextDecoder().looksBinary(Array("Köln\r\n\t\u{C}page\u{1A}".utf8)))
    #expect(!TextDecoder().looksBinary([0xFC, 0xDF, 0x20, 0xE4]))
    #expect(!TextDecoder().looksBinary([0xFF, 0xFE, 0x00, 0x4E, 0x01, 0x02]))
    #expect(!TextDecoder(encoding: .utf16LE).looksBinary(utf16("安一一一一一一一一一", bigEndian: false)))
  }

  @Test("controls are counted wherever they stand, one more than one in 32 bytes, behind letters of any kind")
  func controlsInAnyPlace() {
    let letters: [UInt8] = [0x20, 0x21, 0x41, 0x7F, 0x80, 0xA0, 0xFF]
    for length in 4..<80 {
      // Of so few bytes four are too many; before that, three are not.
      for start in 0...length - 4 {
        var bytes = (0..<length).map { letters[($0 + start) % letters.count] }
        for place in start..<start + 4 { bytes[place] = UInt8((length + place) % 8) }
        #expect(TextDecoder(encoding: .utf8).looksBinary(bytes))
        bytes[start + start % 4] = 0x0A
        #expect(!TextDecoder(encoding: .utf8).looksBinary(bytes))
      }
    }
  }

  /// Of the controls, text has backspace, tab, four line ends, substitute and escape.
  @Test func controlsThatTextHasNot() {
    for byte in UInt8.min...UInt8.max {
      let bytes = Array(repeating: UInt8(ascii: "a"), count: 101) + Array(repeating: byte, count: 30)
      let isControl = byte < 0x20 && !(0x08...0x0D ~= byte) && byte != 0x1A && byte != 0x1B
      #expect(TextDecoder().looksBinary(bytes) == isControl, "\(byte)")
    }
  }
}
