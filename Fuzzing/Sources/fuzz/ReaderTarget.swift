import TextProcessing

@testable import CorpusImport

/// Any text read as a format gives documents or an error, the same however the text comes in pieces.
enum ReaderTarget {
  /// The text of a file in memory.
  private final class Pieces: ByteStream {
    private var rest: ArraySlice<UInt8>
    private let length: Int

    init(_ bytes: [UInt8], length: Int) {
      rest = bytes[...]
      self.length = length
    }

    func next() throws(ImportError) -> [UInt8]? {
      guard !rest.isEmpty else { return nil }
      defer { rest = rest.dropFirst(length) }
      return Array(rest.prefix(length))
    }
  }

  static func make(_ format: ImportFormat) -> (FuzzInput) -> Void {
    { input in
      var input = input
      let choice = input.choice()
      let length = input.choice() + 1
      var plan = ImportPlan(inputs: [], format: format)
      plan.hasHeader = choice & 1 == 0
      if choice & 2 != 0 { plan.columns = ["word", "pos", "lemma"] }
      if choice & 4 != 0 { plan.textColumn = "2" }
      if choice & 8 != 0 { plan.idColumn = "1" }
      guard let reader = FormatReaders.reader(for: format, plan) else { return }
      let text = Array(input.text.utf8)
      _ = FormatReaders.objection(to: text, as: format, plan)
      _ = FormatReaders.look(of: text)
      let whole = read(text, length: 1 << 16, format, reader)
      let pieces = read(text, length: length, format, reader)
      require(whole == pieces, "pieces of \(length) bytes are read otherwise:\n\(whole)\n---\n\(pieces)")
    }
  }

  private static func read(
    _ text: [UInt8], length: Int, _ format: ImportFormat, _ reader: any FormatReader
  ) -> [String] {
    let file = InputFile(
      name: "a", size: text.count, format: format, location: FilePath("/a"), currentFolder: FilePath("/"))
    var found: [String] = []
    do {
      try reader.read(Pieces(text, length: length), of: file) { document in
        check(document)
        found.append(description(of: document))
      }
    } catch { found.append("\(error)") }
    return found
  }

  private static func description(of document: ReadDocument) -> String {
    let tokens = document.annotation?.tokens
    let columns = document.annotation?.columns.map { "\($0.name) \($0.values) \($0.indices)" } ?? []
    let regions = document.annotation?.regions.map { "\($0)" } ?? document.regions.map { "\($0)" }
    return [
      "\(document.name ?? "-") \(document.language ?? "-") \(document.replacements)",
      String(decoding: document.text, as: UTF8.self),
      "\(document.metadata)", "\(tokens?.starts ?? []) \(tokens?.ends ?? []) \(tokens?.spaceAfter ?? [])",
      "\(tokens?.sentenceStarts ?? []) \(tokens?.paragraphStarts ?? [])", "\(columns)", "\(regions)",
      "\(document.remarks.map { "\($0.key) \($0.value)" }.sorted())",
    ].joined(separator: "\n")
  }

  /// What whoever loads a document relies on.
  private static func check(_ document: ReadDocument) {
    require(String(validating: document.text, as: UTF8.self) != nil, "the text is not valid UTF-8")
    require(document.name?.isEmpty != true, "an empty name")
    for field in document.metadata { require(!field.name.isEmpty && !field.value.isEmpty, "an empty field") }
    require(
      Set(document.metadata.map(\.name)).count == document.metadata.count, "a field twice: \(document.metadata)")
    for region in document.regions {
      require(region.bytes.upperBound <= document.text.count, "a region leaves the text")
    }
    guard let annotation = document.annotation else { return }
    let tokens = annotation.tokens
    var end = 0
    for index in 0..<tokens.count {
      let (start, next) = (tokens.starts[index], tokens.ends[index])
      require(start >= end && next > start && next <= document.text.count, "tokens overlap or leave the text")
      let gap = String(decoding: document.text[end..<start], as: UTF8.self)
      require(gap.allSatisfy(\.isWhitespace), "between tokens there is more than white space")
      end = next
    }
    require(
      [tokens.ends.count, tokens.kinds.count, tokens.spaceAfter.count].allSatisfy { $0 == tokens.count },
      "columns of different lengths")
    for column in annotation.columns {
      require(column.indices.count == tokens.count, "\(column.name) has \(column.indices.count) values")
      require(column.values.allSatisfy { String(validating: $0, as: UTF8.self) != nil }, "a value is not valid UTF-8")
    }
    for region in annotation.regions {
      require(region.tokens.upperBound <= tokens.count, "a region leaves the tokens")
    }
  }
}
