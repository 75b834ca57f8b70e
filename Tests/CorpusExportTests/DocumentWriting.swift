import TextProcessing

@testable import CorpusExport
@testable import CorpusImport

/// Gives a writer what a reader gave.
struct DocumentWriting {
  private let document: ReadDocument
  private let layers: [String]

  init(_ document: ReadDocument, _ layers: [String]) {
    self.document = document
    self.layers = layers
  }

  func write(to writer: inout any CorpusWriter) throws {
    let tokens = document.annotation?.tokens ?? TokenBuffer()
    let columns = layers.map { layer in document.annotation?.columns.first { $0.name == layer } }
    let regions = (document.annotation?.regions ?? []).enumerated().sorted {
      ($0.element.tokens.lowerBound, $0.offset) < ($1.element.tokens.lowerBound, $1.offset)
    }
    try writer.begin(
      ExportDocument(
        name: document.name ?? "", language: document.language ?? "und",
        metadata: document.metadata.map { ($0.name, $0.value) }, regions: regions.map(\.element),
        paragraphs: tokens.paragraphStarts.count))
    for (index, start) in tokens.sentenceStarts.enumerated() {
      let end = index + 1 < tokens.sentenceStarts.count ? tokens.sentenceStarts[index + 1] : tokens.count
      let paragraph = tokens.paragraphStarts.last { $0 <= start } ?? 0
      let range = start..<end
      try writer.add(
        ExportSentence(
          tokens: range, paragraph: paragraph..<(tokens.paragraphStarts.first { $0 > start } ?? tokens.count),
          forms: range.map { Array(document.text[tokens.starts[$0]..<tokens.ends[$0]]) },
          spaceAfter: Array(tokens.spaceAfter[range]),
          values: columns.map { column in range.map { token in column.map { $0.values[Int($0.indices[token])] } ?? [] }
          }))
    }
    try writer.end()
  }
}

extension ReadDocument {
  /// All that is said of the document, but for the white space of its text.
  var dump: [String] {
    let tokens = annotation?.tokens ?? TokenBuffer()
    var lines = ["\(name ?? "-") \(language ?? "und")"] + metadata.map { "\($0.name)=\($0.value)" }
    for token in 0..<tokens.count {
      let form = String(decoding: text[tokens.starts[token]..<tokens.ends[token]], as: UTF8.self)
      let values = (annotation?.columns ?? []).sorted { $0.name < $1.name }.map { column in
        "\(column.name):" + String(decoding: column.values[Int(column.indices[token])], as: UTF8.self)
      }
      lines.append(
        (tokens.paragraphStarts.contains(token) ? "|" : "") + (tokens.sentenceStarts.contains(token) ? "/" : "") + form
          + (tokens.spaceAfter[token] ? " " : "~ ") + values.joined(separator: " "))
    }
    return lines
      + (annotation?.regions ?? []).map { region in
        "\(region.name) \(region.tokens) "
          + region.attributes.map { "\($0.name)=\($0.value)" }.sorted().joined(separator: " ")
      }.sorted()
  }
}

/// Bytes in memory as a stream.
final class MemoryBytes: ByteStream {
  private var bytes: [UInt8]?

  init(_ text: String) { bytes = Array(text.utf8) }

  func next() -> [UInt8]? {
    defer { bytes = nil }
    return bytes
  }
}

extension FormatReader {
  /// The documents of a text.
  func documents(_ text: String) throws -> [ReadDocument] {
    let file = InputFile(name: "file", size: 0, format: .text, location: FilePath("file"), currentFolder: FilePath("/"))
    var documents: [ReadDocument] = []
    try read(MemoryBytes(text), of: file) { documents.append($0) }
    return documents
  }
}
