import Foundation
import TextProcessing

/// The module's own language data.
let languageData = LanguageData(
  folder: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources/TextProcessing/Languages").path)

/// All tokens of a text, read in pieces of `limit`.
func tokens(
  _ text: [UInt8], language: String = "de", limit: Int = 1_000_000, contractions: Contractions = .keep
) -> TokenBuffer {
  let tokenizer = Tokenizer(language: language, data: languageData, contractions: contractions)
  var state = Tokenizer.State()
  var all = TokenBuffer()
  text.withUnsafeBufferPointer { bytes in
    while tokenizer.next(bytes, &state, limit: limit, into: &all) {}
  }
  return all
}

/// The tokens as text: a space between tokens, `|` before each further sentence, `¶` before each further paragraph.
func cut(_ text: String, language: String = "de", contractions: Contractions = .keep) -> String {
  let bytes = Array(text.utf8)
  let buffer = tokens(bytes, language: language, contractions: contractions)
  let sentences = Set(buffer.sentenceStarts)
  let paragraphs = Set(buffer.paragraphStarts)
  var parts: [String] = []
  for index in 0..<buffer.count {
    if index > 0 { parts += paragraphs.contains(index) ? ["¶"] : sentences.contains(index) ? ["|"] : [] }
    parts.append(String(decoding: bytes[buffer.starts[index]..<buffer.ends[index]], as: UTF8.self))
  }
  return parts.joined(separator: " ")
}

/// The kind of a form.
func kind(_ form: String) -> TokenKind {
  var copy = form
  return copy.withUTF8(TokenKind.of)
}
