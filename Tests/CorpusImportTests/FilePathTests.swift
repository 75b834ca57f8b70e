import Testing

@testable import CorpusImport

@Suite("FilePath")
struct FilePathTests {
  @Test(
    arguments: [
      ([0x61], "a"), ([0xFC], "\\xFC"), ([0x61, 0xC3, 0xA4, 0xFF, 0x62], "aä\\xFFb"), ([0x0A], "\n"),
      ([0xF0, 0x9F, 0x98, 0x80, 0x80], "😀\\x80"), ([], ""),
    ] as [([UInt8], String)])
  func bytesThatAreNoTextAreShown(_ bytes: [UInt8], _ shown: String) {
    #expect(FilePath(bytes: bytes).display == shown)
  }

  @Test(
    arguments: [
      ("a.txt", "txt"), ("a.TXT", "txt"), (".txt", ""), ("a", ""), ("a.", ""), ("x.y/a", ""), ("a.tar.gz", "gz"),
      ("x/", ""), ("", ""),
    ])
  func extensions(_ path: String, _ expected: String) {
    #expect(FilePath(path).name.fileExtension == expected)
  }

  @Test(
    arguments: [
      ("a", "/r/s", "r/s/a"), ("../a", "/r/s", "r/a"), ("../../../a", "/r/s", "a"), ("/x//y/./z/", "/r", "x/y/z"),
      ("", "/r", "r"),
    ])
  func absoluteNames(_ path: String, _ current: String, _ expected: String) {
    let components = FilePath(path).absoluteComponents(currentFolder: FilePath(current))
    #expect(components.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/") == expected)
  }

  @Test func theNameIsTheLastComponent() {
    let paths = "|/|.|./|a|a/|a/.|a/./|/a//b/|./.|..|a/..|a/.b|.a|a//.//./|a.|/."
    for path in paths.split(separator: "|", omittingEmptySubsequences: false).map(String.init) {
      #expect(FilePath(path).name == FilePath(path).components.last ?? [], "\(path)")
    }
  }
}
