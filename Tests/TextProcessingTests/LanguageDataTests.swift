import Foundation
import Testing

@testable import TextProcessing

struct LanguageDataTests {
  @Test func saysWhatItFound() {
    #expect(languageData.found("de").contains("abbreviations.txt"))
    #expect(languageData.found("de-AT") == languageData.found("de"))
    #expect(languageData.languages.contains("de") && !languageData.languages.contains("unicode"))
    #expect(languageData.found("../de") == [] && languageData.found("") == [])
    #expect(LanguageData.none.languages == [])
    #expect(LanguageData(folder: "/nonexistent").found("de") == [])
    #expect(LanguageData(folder: "/nonexistent").stopWords(for: "de") == nil)
  }

  @Test func versionFollowsTheData() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lect-\(UUID().uuidString)")
    let german = folder.appendingPathComponent("de")
    try FileManager.default.createDirectory(at: german, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(Tokenizer(language: "de", data: LanguageData(folder: folder.path)).version == Tokenizer.version)
    try Data("bzw. leads\n".utf8).write(to: german.appendingPathComponent("abbreviations.txt"))
    let first = Tokenizer(language: "de", data: LanguageData(folder: folder.path)).version
    try Data("bzw. leads\nca. leads\n".utf8).write(to: german.appendingPathComponent("abbreviations.txt"))
    let second = Tokenizer(language: "de", data: LanguageData(folder: folder.path)).version
    #expect(first != second && first.hasPrefix(Tokenizer.version + "-") && first.utf8.count == 10)
    #expect(Tokenizer(language: "de", data: LanguageData(folder: folder.path)).version == second)
  }

  @Test func tableFindsWhatWasPutIn() {
    let entries = (0..<500).map { ("wort\($0)", UInt8($0 % 7 + 1)) } + [("wort1", 64)]
    let table = ByteStringTable(entries)
    for number in 0..<500 {
      let mark = Array("wort\(number)".utf8).withUnsafeBufferPointer { table[$0] }
      #expect(mark == UInt8(number % 7 + 1) | (number == 1 ? 64 : 0))
    }
    #expect(Array("wort500".utf8).withUnsafeBufferPointer { table[$0] } == 0)
    #expect(Array("".utf8).withUnsafeBufferPointer { table[$0] } == 0)
  }
}
