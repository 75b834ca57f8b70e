import Foundation
import Testing

@testable import LineEditing

struct HistoryFileTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/sub/history" }

  init() throws { folder = try TemporaryFolder() }

  private func text() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test(arguments: ["a", "a\nb", "\\n", "\\", "a\\\nb\r\n\\\\n", "安全 \t\"x\" | y"])
  func codesEntries(_ entry: String) {
    let line = HistoryCodec.encode(entry)
    #expect(line.dropLast().allSatisfy { $0 != 10 && $0 != 13 } && line.last == 10)
    #expect(HistoryCodec.decode(line + line) == [entry, entry])
  }

  @Test func readsHandWrittenFiles() {
    let file = Array("kwic \"\\d+\"\n\nends in \\\nlast".utf8) + [0xFF]
    #expect(HistoryCodec.decode(file) == ["kwic \"\\d+\"", "ends in \\", "last\u{FFFD}"])
  }

  @Test func makesAFileForTheUserAlone() throws {
    let file = HistoryFile(path: path, size: 10)
    #expect(try file.load().isEmpty)
    try file.append("a\nb")
    try file.append("c")
    #expect(try file.load() == ["a\nb", "c"])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func sharesTheFileBetweenSessions() throws {
    let one = HistoryFile(path: path, size: 100)
    let other = HistoryFile(path: path, size: 100)
    try one.append("one")
    try other.append("other")
    try one.append("one again")
    #expect(try other.load() == ["one", "other", "one again"])
  }

  @Test func losesNothingWhenManyWriteAtOnce() throws {
    let path = path
    DispatchQueue.concurrentPerform(iterations: 4) { session in
      let file = HistoryFile(path: path, size: 1000)
      for number in 0..<50 {
        try? file.append("\(session) \(number)")
        if number % 10 == 0 { try? file.compact() }
      }
    }
    #expect(try HistoryFile(path: path, size: 1000).load().count == 200)
  }

  @Test func cutsAFileThatHasOutgrownItsSize() throws {
    let file = HistoryFile(path: path, size: 8)
    for number in 1...10 { try file.append("\(number)") }
    try file.compact()
    #expect(try file.load().count == 10)
    try file.append("11")
    try file.compact()
    #expect(try text() == "4\n5\n6\n7\n8\n9\n10\n11\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/sub") == ["history"])
  }

  @Test func mendsALineThatWasNotFinished() throws {
    let file = HistoryFile(path: path, size: 8)
    try file.append("whole")
    let handle = try #require(FileHandle(forWritingAtPath: path))
    handle.seekToEndOfFile()
    handle.write(Data("half".utf8))
    try handle.close()
    try file.append("next")
    #expect(try file.load() == ["whole", "half", "next"])
  }

  @Test func readsTheEndOfAHugeFile() throws {
    let file = HistoryFile(path: path, size: 10, byteLimit: 4 << 10)
    try file.append("first")
    let entry = String(repeating: "x", count: 1 << 10)
    for _ in 0..<5 { try file.append(entry) }
    #expect(try file.load() == Array(repeating: entry, count: 3))
    try file.compact()
    #expect(try file.load().count == 3)
  }

  @Test(arguments: ["/dev/null", "/dev/null/history", "/proc/nowhere/history", "/"])
  func saysWhenAFileCannotBeUsed(_ path: String) {
    let file = HistoryFile(path: path, size: 8)
    let failure = #expect(throws: HistoryFile.Failure.self) { try file.append("x") }
    #expect(failure?.message.contains(path) == true)
  }
}
