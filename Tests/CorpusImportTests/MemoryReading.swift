import TextProcessing

@testable import CorpusImport

/// Bytes in memory as a stream of pieces.
final class MemoryStream: ByteStream {
  private var rest: ArraySlice<UInt8>
  private let piece: Int

  init(_ bytes: [UInt8], piece: Int = 1 << 16) {
    rest = bytes[...]
    self.piece = piece
  }

  func next() -> [UInt8]? {
    if rest.isEmpty { return nil }
    defer { rest = rest.dropFirst(piece) }
    return Array(rest.prefix(piece))
  }
}

extension FormatReader {
  /// The documents of a file in memory, which comes in pieces of so many bytes.
  func documents(_ bytes: [UInt8], piece: Int = 1 << 16) throws -> [ReadDocument] {
    let file = InputFile(
      name: "file", size: bytes.count, format: .text, location: FilePath("file"), currentFolder: FilePath("/"))
    var documents: [ReadDocument] = []
    try read(MemoryStream(bytes, piece: piece), of: file) { documents.append($0) }
    return documents
  }

  /// The same of a text.
  func documents(_ text: String, piece: Int = 1 << 16) throws -> [ReadDocument] {
    try documents(Array(text.utf8), piece: piece)
  }

  /// What is wrong with a text, in the words of the error; nil where it can be read.
  func problem(_ text: String) -> String? {
    do {
      _ = try documents(text)
      return nil
    } catch {
      return "\(error)"
    }
  }
}

extension ReadDocument {
  /// The text as a string.
  var string: String { String(decoding: text, as: UTF8.self) }

  /// The tokens, `|` before those that start a paragraph, `/` before those that start a sentence, `~` after those without a space.
  var tokens: String {
    guard let tokens = annotation?.tokens else { return "" }
    return (0..<tokens.count).map { index in
      (tokens.paragraphStarts.contains(index) ? "|" : "") + (tokens.sentenceStarts.contains(index) ? "/" : "")
        + String(decoding: text[tokens.starts[index]..<tokens.ends[index]], as: UTF8.self)
        + (tokens.spaceAfter[index] ? "" : "~")
    }.joined(separator: " ")
  }

  /// The values of a layer, `-` for none.
  func values(_ name: String) -> String? {
    annotation?.columns.first { $0.name == name }.map { column in
      column.indices.map { index in
        let value = column.values[Int(index)]
        return value.isEmpty ? "-" : String(decoding: value, as: UTF8.self)
      }.joined(separator: " ")
    }
  }

  /// The regions as `name[first token, end) attribute=value`.
  var regionList: [String] {
    (annotation?.regions ?? []).map { region in
      "\(region.name)[\(region.tokens.lowerBound),\(region.tokens.upperBound))"
        + region.attributes.map { " \($0.name)=\($0.value)" }.joined()
    }
  }

  /// The regions of a text without tokens as `name attribute=value: text`.
  var textRegionList: [String] {
    regions.map { region in
      region.name + region.attributes.map { " \($0.name)=\($0.value)" }.joined() + ": "
        + String(decoding: text[region.bytes], as: UTF8.self).trimmingBlanks
    }
  }

  /// The metadata as `name=value`.
  var fields: [String] { metadata.map { "\($0.name)=\($0.value)" } }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
