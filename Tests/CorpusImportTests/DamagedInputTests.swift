import Testing

@testable import CorpusImport

/// Files in which random bytes were changed, added or cut off: each gives documents or an error, never a crash, and the same
/// however the text comes in pieces.
@Suite("Damaged input")
struct DamagedInputTests {
  private static let table = "id,text,n\n1,\"a \"\"b\"\" c\nd\",2\n2,Grüße 😀,\n3,,4\n"
  private static let lines =
    "{\"id\":1,\"text\":\"a\\u00fc\\n\",\"x\":{\"y\":[1,{\"z\":null}]}}\n{\"text\":\"Grüße 😀\",\"n\":-1.5e3}\n"

  private func damaged(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(4) {
      let place = random.below(bytes.count + 1)
      switch random.below(5) {
      case 0: bytes.insert(UInt8(random.below(256)), at: place)
      case 1: bytes = Array(bytes.prefix(place))
      case 2: bytes.insert(contentsOf: Array(bytes.prefix(random.below(40))), at: place)
      default: if place < bytes.count { bytes[place] = UInt8(random.below(256)) }
      }
    }
    return bytes
  }

  private func outcome(_ bytes: [UInt8], _ format: ImportFormat, pieces: Int) -> String {
    let plan = ImportPlan(inputs: [])
    let file = InputFile(
      name: "a", size: bytes.count, format: format, location: FilePath("a"), currentFolder: FilePath("/"))
    let stream = DecodedStream(PieceStream(bytes, length: pieces), decoder: .init())
    var lines: [String] = []
    do {
      try FormatReaders.reader(for: format, plan)?.read(stream, of: file) {
        lines.append("\($0.name ?? "") \(String(decoding: $0.text, as: UTF8.self)) \($0.metadata.line)")
      }
    } catch { lines.append("\(error)") }
    return lines.joined(separator: "\n")
  }

  @Test(arguments: [ImportFormat.csv, .tsv, .jsonl])
  func tablesAndLines(_ format: ImportFormat) {
    var random = SplitMix(seed: 5)
    let sample = Array((format == .jsonl ? Self.lines : Self.table).utf8)
    for _ in 0..<1500 {
      let bytes = damaged(sample, &random)
      #expect(
        outcome(bytes, format, pieces: 1 << 16) == outcome(bytes, format, pieces: 1 + random.below(9)), "\(bytes)")
    }
  }

  @Test func gzip() {
    var random = SplitMix(seed: 6)
    let sample = PackedFiles.gzip(Array(Self.table.utf8)) + PackedFiles.gzip(Array("x,y,z\n".utf8))
    for _ in 0..<1500 {
      let bytes = damaged(sample, &random)
      let file = InputFile(
        name: "a", size: bytes.count, format: .csv, packing: .gzip, location: FilePath("a"),
        currentFolder: FilePath("/"))
      func outcome(_ pieces: Int) -> [UInt8]? {
        (try? GzipStream(PieceStream(bytes, length: pieces), of: file)).flatMap { try? $0.all(limit: 1 << 20) }
      }
      #expect(outcome(1 << 16) == outcome(1 + random.below(9)), "\(bytes)")
    }
  }

  @Test func zip() throws {
    var random = SplitMix(seed: 8)
    let folder = try SampleFolder()
    let sample = PackedFiles.zip([
      .init("a.csv", Self.table), .init("b/c.jsonl", Self.lines), .init("d.txt", "Text\n"),
    ])
    for _ in 0..<400 {
      try folder.write(damaged(sample, &random), to: "a.zip")
      do { _ = try folder.documents(["a.zip"]) } catch { #expect(error is ImportError, "\(error)") }
    }
  }
}
