import Foundation
import Testing

@testable import TextProcessing

@Suite("TextDecodingStream")
struct TextDecodingStreamTests {
  private func decode(_ bytes: [UInt8], _ decoder: TextDecoder = TextDecoder(), length: Int) -> DecodedText {
    let stream = TextDecodingStream(decoder)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: length) {
      text += stream.decode(Array(bytes[start..<min(bytes.count, start + length)]))
    }
    text += stream.finish()
    return DecodedText(
      bytes: text, encoding: stream.encoding, replacements: stream.replacements, isGuessed: stream.isGuessed,
      confidence: stream.confidence)
  }

  /// A text in an encoding of Foundation's.
  private func bytes(_ text: String, _ encoding: String.Encoding) throws -> [UInt8] {
    Array(try #require(text.data(using: encoding)))
  }

  @Test(arguments: [1, 2, 3, 7, 4096, 100_000])
  func piecesGiveWhatTheWholeGives(_ length: Int) throws {
    let text = String(repeating: "Grüße aus Köln, so früh und schön: 安全 и мир 😀. ", count: 700)
    for (encoding, name) in [
      (String.Encoding.utf8, "utf-8"), (.utf16LittleEndian, "utf-16le"), (.utf16BigEndian, "utf-16be"),
      (.utf32LittleEndian, "utf-32le"), (.utf32BigEndian, "utf-32be"),
    ] {
      let decoded = decode(try bytes(text, encoding), length: length)
      #expect(decoded.bytes == Array(text.utf8) && decoded.encoding == name && decoded.replacements == 0)
      let marked = decode(try bytes("\u{FEFF}" + text, encoding), length: length)
      #expect(marked.bytes == Array(text.utf8) && marked.encoding == (name == "utf-8" ? "utf-8-bom" : name))
      #expect(!marked.isGuessed)
    }
  }

  @Test func randomBytesInPiecesAreRepairedAsTheWhole() {
    var random = SystemRandomNumberGenerator()
    let pool: [UInt8] = [
      0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xFF, 0x20,
    ]
    for _ in 0..<2000 {
      let bytes =
        [0x20] + (0..<Int.random(in: 0...60, using: &random)).map { _ in pool.randomElement(using: &random) ?? 0 }
      for encoding in [TextEncoding.utf8, .windows1252] {
        let decoder = TextDecoder(encoding: encoding)
        let whole = decoder.decode(bytes)
        #expect(decode(bytes, decoder, length: Int.random(in: 1...9, using: &random)) == whole)
      }
      let reference = String(decoding: bytes, as: UTF8.self)
      #expect(decode(bytes, TextDecoder(encoding: .utf8), length: 3).bytes == Array(reference.utf8))
    }
  }

  @Test func whatComesLateIsDecodedByTheFirstBytesThatAreNotASCII() throws {
    let decoder = TextDecoder(encoding: .windows1252)
    let late = [UInt8](repeating: 0x61, count: 300_000) + [0xFC, 0x20, 0xDF]
    let text = decode(late, decoder, length: 65_536)
    #expect(text.encoding == "windows-1252" && text.bytes.suffix(5) == Array("ü ß".utf8)[...])
    // Once a megabyte has shown that it is UTF-8, what is invalid is damage.
    let damaged = Array(String(repeating: "ü", count: 600_000).utf8) + [0xFC, 0x20]
    let repaired = decode(damaged, decoder, length: 65_536)
    #expect(repaired.encoding == "utf-8" && repaired.replacements == 1)
    // In the first megabyte it decides.
    #expect(decode([0xC3, 0xBC, 0xFC], decoder, length: 1).encoding == "windows-1252")
  }

  @Test func nothingAndASCIIAreUTF8() {
    #expect(decode([], length: 1) == DecodedText(bytes: []))
    let text = [UInt8](repeating: 0x62, count: 200_000)
    #expect(decode(text, TextDecoder(encoding: .windows1252), length: 1000) == DecodedText(bytes: text))
  }
}
