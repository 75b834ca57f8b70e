import Foundation
import Testing

@testable import TextProcessing

/// Legacy encodings: named by the user, declared, or told by ICU's detector.
@Suite("TextEncoding")
struct TextEncodingTests {
  private func text(_ decoded: DecodedText) -> String { String(decoding: decoded.bytes, as: UTF8.self) }

  /// A word and its bytes, from the tables of the encodings at unicode.org (Mappings/ISO8859, VENDORS, OBSOLETE).
  @Test(
    arguments: [
      ("ISO-8859-2", "łódź", [0xB3, 0xF3, 0x64, 0xBC]), ("iso-8859-5", "мир", [0xDC, 0xD8, 0xE0]),
      ("ISO-8859-7", "γη", [0xE3, 0xE7]), ("iso-8859-9", "ışık", [0xFD, 0xFE, 0xFD, 0x6B]),
      ("ISO-8859-15", "œ€", [0xBD, 0xA4]), ("latin-9", "Š", [0xA6]), ("windows-1250", "ŠŽ„", [0x8A, 0x8E, 0x84]),
      ("windows-1251", "мир", [0xEC, 0xE8, 0xF0]), ("windows-1253", "γη", [0xE3, 0xE7]),
      ("windows-1256", "سلام", [0xD3, 0xE1, 0xC7, 0xE3]), ("KOI8-R", "мир", [0xCD, 0xC9, 0xD2]),
      ("koi8-u", "їжак", [0xA7, 0xD6, 0xC1, 0xCB]), ("macintosh", "ü", [0x9F]), ("ibm850", "ü", [0x81]),
      ("cp437", "ü", [0x81]), ("Shift_JIS", "日本", [0x93, 0xFA, 0x96, 0x7B]),
      ("EUC-JP", "日本", [0xC6, 0xFC, 0xCB, 0xDC]),
      ("ISO-2022-JP", "日本", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42]),
      ("GB18030", "中文", [0xD6, 0xD0, 0xCE, 0xC4]), ("gb2312", "中文", [0xD6, 0xD0, 0xCE, 0xC4]),
      ("gbk", "中文", [0xD6, 0xD0, 0xCE, 0xC4]), ("Big5", "中文", [0xA4, 0xA4, 0xA4, 0xE5]),
      ("EUC-KR", "한국", [0xC7, 0xD1, 0xB1, 0xB9]), ("IBM037", "Ab", [0xC1, 0x82]),
      ("utf-16be", "ab", [0x00, 0x61, 0x00, 0x62]), ("utf-32le", "a", [0x61, 0, 0, 0]),
    ] as [(String, String, [UInt8])])
  func theUsersWord(_ name: String, _ expected: String, _ bytes: [UInt8]) throws {
    let decoder = TextDecoder(encoding: try TextEncoding(named: name))
    let whole = decoder.decode(bytes)
    #expect(text(whole) == expected && whole.replacements == 0 && !whole.isGuessed, "\(name): \(text(whole))")
    let stream = TextDecodingStream(decoder)
    var pieces: [UInt8] = []
    for byte in bytes { pieces += stream.decode([byte]) }
    pieces += stream.finish()
    #expect(pieces == whole.bytes && stream.encoding == whole.encoding)
  }

  @Test func whatATableDoesNotHoldIsReplacedAndCounted() throws {
    let greek = TextDecoder(encoding: try TextEncoding(named: "iso-8859-7")).decode([0xE3, 0xD2, 0xAE])
    #expect(text(greek) == "γ\u{FFFD}\u{FFFD}" && greek.replacements == 2, "\(text(greek).unicodeScalars.map(\.value))")
    let cut = TextDecoder(encoding: try TextEncoding(named: "shift_jis")).decode([0x93, 0xFA, 0x96])
    #expect(text(cut) == "日\u{FFFD}" && cut.replacements == 1)
  }

  @Test func validUTF8IsNeverTakenForAnother() throws {
    for name in ["iso-8859-2", "shift_jis", "gb18030", "koi8-r"] {
      let decoded = TextDecoder(encoding: try TextEncoding(named: name)).decode(Array("Grüße, łódź, 日本".utf8))
      #expect(decoded == DecodedText(bytes: Array("Grüße, łódź, 日本".utf8)))
    }
  }

  private static let samples: [(text: String, encoding: String, decoded: String)] = [
    (german, "windows-1252", "windows-1252"), (french, "iso-8859-15", "windows-1252"),
    (polish, "iso-8859-2", "iso-8859-2"), (polish, "windows-1250", "windows-1250"),
    (russian, "windows-1251", "windows-1251"), (russian, "koi8-r", "koi8-r"), (russian, "iso-8859-5", "iso-8859-5"),
    (greek, "iso-8859-7", "iso-8859-7"), (chinese, "gb18030", "gb18030"), (chinese2, "big5", "big5"),
    (japanese, "shift_jis", "shift_jis"), (japanese, "euc-jp", "euc-jp"), (korean, "euc-kr", "windows-949"),
  ]

  private static let german =
    "Für die Gäste aus Köln war es ein schöner Tag: Sie hörten früh die Vögel, aßen süße Brötchen und grüßten die Nachbarn."
  private static let french =
    "Les élèves étaient très fatigués après une journée passée à l'école, où ils avaient reçu des leçons de français."
  private static let polish =
    "Wczoraj wieczorem spotkaliśmy się w Łodzi, żeby porozmawiać o książkach, które każdy z nas przeczytał w zeszłym roku."
  private static let russian =
    "Вчера вечером мы встретились в городе, чтобы поговорить о книгах, которые каждый из нас прочитал в прошлом году."
  private static let greek =
    "Χθες το βράδυ συναντηθήκαμε στην πόλη για να μιλήσουμε για τα βιβλία που διαβάσαμε την περασμένη χρονιά."
  private static let chinese = "昨天晚上我们在城里见面，谈论我们每个人去年读过的书。今天早上天气很好，我们去公园散步。"
  private static let chinese2 = "昨天晚上我們在城裡見面，談論我們每個人去年讀過的書。今天早上天氣很好，我們去公園散步。"
  private static let japanese = "昨日の夜、私たちは町で会って、去年読んだ本について話しました。今朝は天気がよかったので、公園を散歩しました。"
  private static let korean = "어제 저녁에 우리는 시내에서 만나 작년에 읽은 책에 대해 이야기했습니다. 오늘 아침에는 날씨가 좋았습니다."

  /// The bytes of a text in an encoding, by trying every character: the converters here only decode.
  private func encoded(_ text: String, _ name: String) throws -> [UInt8] {
    let converter = try #require(DecodingConverter(TextEncoding(named: name)))
    var table: [String: [UInt8]] = [:]
    func add(_ bytes: [UInt8]) throws {
      let before = converter.replacements
      let text = String(decoding: converter.decode(bytes, isLast: true), as: UTF8.self)
      if converter.replacements == before, text.unicodeScalars.count == 1, table[text] == nil { table[text] = bytes }
    }
    for byte in UInt8(0x20)...0xFF { try add([byte]) }
    if text.unicodeScalars.contains(where: { table[String($0)] == nil }) {
      for lead in UInt8(0x81)...0xFE { for trail in UInt8(0x40)...0xFE { try add([lead, trail]) } }
    }
    return try text.unicodeScalars.flatMap { try #require(table[String($0)], "\($0)") }
  }

  @Test(arguments: samples.indices)
  func theDetectorTellsTexts(_ index: Int) throws {
    let sample = Self.samples[index]
    let bytes = try encoded(sample.text, sample.encoding)
    let decoded = TextDecoder().decode(bytes)
    #expect(text(decoded) == sample.text, "\(sample.encoding): \(decoded.encoding) \(decoded.confidence as Any)")
    #expect(decoded.isGuessed && (decoded.confidence ?? 0) > 0)
    // The user's word comes before it.
    #expect(!TextDecoder(encoding: try TextEncoding(named: sample.encoding)).decode(bytes).isGuessed)
  }

  @Test(
    arguments: [
      ([0x47, 0x72, 0xFC, 0xDF, 0x65], "Grüße"), ([0x63, 0x61, 0x66, 0xE9], "café"),
    ] as [([UInt8], String)])
  func aFewLettersInWordsAreWestern(_ bytes: [UInt8], _ expected: String) {
    let decoded = TextDecoder().decode(bytes)
    #expect(text(decoded) == expected && decoded.encoding == "windows-1252" && decoded.confidence == 10, "\(decoded)")
  }

  @Test(arguments: [[0x61, 0x20, 0xFF, 0xFE, 0x20], [0xEC, 0xE8, 0xF0], [0x61, 0x80, 0x81, 0x20]] as [[UInt8]])
  func whereNothingTellsInvalidBytesAreReplaced(_ bytes: [UInt8]) {
    let decoded = TextDecoder().decode(bytes)
    #expect(decoded.encoding == "utf-8" && decoded.replacements > 0 && !decoded.isGuessed)
  }

  @Test func damagedUTF8StaysUTF8() {
    let bytes = Array("Grüße aus Köln und Düsseldorf, ".utf8) + [0xFF] + Array("äöü".utf8)
    let decoded = TextDecoder().decode(bytes)
    #expect(decoded.encoding == "utf-8" && decoded.replacements == 1 && !decoded.isGuessed)
  }

  @Test func muchDamagedUTF8StaysUTF8() {
    let bytes = [UInt8](repeating: 0xFE, count: 60) + Array(String(repeating: "a 安 ", count: 9).utf8)
    let decoded = TextDecoder().decode(bytes)
    #expect(decoded.encoding == "utf-8" && decoded.replacements == 60)
  }

  @Test(
    arguments: [
      ("<?xml version='1.0' encoding='ISO-8859-2'?><a>", "iso-8859-2"),
      ("<?xml version=\"1.0\" encoding = \"koi8-r\" ?><a>", "koi8-r"),
      ("<html><meta charset=windows-1251>", "windows-1251"),
      ("<META http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>", "shift_jis"),
    ])
  func whatADocumentDeclares(_ head: String, _ encoding: String) {
    let bytes = Array(head.utf8) + [0xB1, 0xEA]
    #expect(TextDecoder(readsDeclaration: true).decode(bytes).encoding == encoding)
    #expect(TextDecoder(encoding: .windows1252, readsDeclaration: true).decode(bytes).encoding == "windows-1252")
    #expect(TextDecoder(readsDeclaration: true).decode(Array((head + "ü").utf8)).encoding == "utf-8")
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian], [chinese, japanese, korean])
  func utf16OfChineseJapaneseAndKoreanWithoutMark(_ order: String.Encoding, _ string: String) throws {
    let bytes = Array(try #require(string.data(using: order)))
    let decoded = TextDecoder().decode(bytes)
    #expect(text(decoded) == string && decoded.isGuessed)
    #expect(!TextDecoder().looksBinary(bytes))
  }
}
