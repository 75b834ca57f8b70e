import Testing

@testable import CorpusImport

/// A text in pieces of some length.
final class PieceStream: ByteStream {
  private var rest: ArraySlice<UInt8>
  private let length: Int

  init(_ text: [UInt8], length: Int) {
    rest = text[...]
    self.length = length
  }

  convenience init(_ text: String, length: Int) { self.init(Array(text.utf8), length: length) }

  func next() throws(ImportError) -> [UInt8]? {
    if rest.isEmpty { return nil }
    defer { rest = rest.dropFirst(length) }
    return Array(rest.prefix(length))
  }
}

@Suite("TextLines")
struct TextLinesTests {
  private func lines(_ text: String, length: Int) throws -> [String] {
    var lines = TextLines(PieceStream(text, length: length), path: "a")
    var result: [String] = []
    while let line = try lines.next() { result.append("\(lines.number):\(String(decoding: line, as: UTF8.self))") }
    return result
  }

  @Test(arguments: 1...9)
  func linesEndWithLFCRLFOrCR(_ length: Int) throws {
    #expect(try lines("", length: length) == [])
    #expect(try lines("a", length: length) == ["1:a"])
    #expect(try lines("a\r\nb\rc\n\nd\r\n\r\n", length: length) == ["1:a", "2:b", "3:c", "4:", "5:d", "6:"])
    #expect(try lines("a\u{85}b\u{2028}c\r", length: length) == ["1:a\u{85}b\u{2028}c"])
  }

  @Test func aLineWithoutEndIsGivenUp() throws {
    var lines = TextLines(
      PieceStream("ab\n" + String(repeating: "x", count: 5 << 20), length: 65_536), path: "a", limit: 2 << 20)
    #expect(try lines.next().map(Array.init) == Array("ab".utf8))
    #expect(
      throws: ImportError.malformed(path: "a", line: 2, problem: "the line is longer than 2 MB; is a line end missing?")
    ) {
      try lines.next()
    }
  }
}
