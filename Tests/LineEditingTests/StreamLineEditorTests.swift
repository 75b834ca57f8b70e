import Foundation
import Glibc
import Testing

@testable import LineEditing

struct StreamLineEditorTests {
  /// An editor that reads the bytes through a pipe, written in pieces.
  private func editor(_ bytes: [UInt8], limit: Int = 1 << 20, pieces: Int = 7) throws -> StreamLineEditor {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let (source, sink) = (ends[0], ends[1])
    Thread {
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(sink, $0.baseAddress, min(pieces, $0.count)) }
        if count <= 0 { break }
        rest = rest.dropFirst(count)
      }
      close(sink)
    }.start()
    return StreamLineEditor(descriptor: source, lineLimit: limit)
  }

  private func results(_ editor: StreamLineEditor) -> [Result<String, LineEditingError>] {
    var found: [Result<String, LineEditingError>] = []
    while true {
      do throws(LineEditingError) {
        guard case .line(let line) = try editor.readLine(prompt: "> ") else { return found }
        found.append(.success(line))
      } catch {
        found.append(.failure(error))
      }
    }
  }

  @Test(
    arguments: [
      ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("\n\na\n", ["", "", "a"]),
      ("Stärkung\r\n安全\r\n", ["Stärkung", "安全"]), ("\u{FEFF}a\n\u{FEFF}b\n", ["a", "\u{FEFF}b"]), ("a\rb\n", ["a\rb"]),
    ] as [(String, [String])])
  func readsLines(_ text: String, _ lines: [String]) throws {
    let expected = lines.map { Result<String, LineEditingError>.success($0) }
    #expect(results(try editor(Array(text.utf8))) == expected)
    #expect(results(try editor(Array(text.utf8), pieces: 1)) == expected)
  }

  @Test func goesOnAfterALineThatIsTooLong() throws {
    let text = "12345\n123456\n\(String(repeating: "x", count: 200_000))\nab\n1234567"
    let editor = try editor(Array(text.utf8), limit: 5, pieces: 50_000)
    let long = [2, 3, 5].map { Result<String, LineEditingError>.failure(.lineTooLong(line: $0, limit: 5)) }
    #expect(results(editor) == [.success("12345"), long[0], long[1], .success("ab"), long[2]])
  }

  @Test func refusesWhatIsNotUTF8() throws {
    #expect(
      results(try editor([0x61, 0x0A, 0xFF, 0x0A, 0x62])) == [
        .success("a"), .failure(.notUTF8(line: 2)), .success("b"),
      ])
  }

  @Test func saysWhenTheStreamCannotBeRead() {
    #expect(throws: LineEditingError.system(doing: "reading standard input", code: EBADF)) {
      try StreamLineEditor(descriptor: -1).readLine(prompt: "")
    }
  }
}
