import CorpusExport
import CorpusStore
import TextProcessing

/// The metadata of a corpus's documents by the names under which they become the same again when they are loaded.
struct ExportMetadata {
  private let names: [String]
  private let languages: [String]
  private let columns: [(name: String, values: [String?])]

  /// Reads the names and fields of the documents.
  init(_ table: DocumentTable, _ corpus: Corpus) throws {
    names = try table.names()
    languages = try table.languages()
    var columns: [(name: String, values: [String?])] = [("title", try table.titles()), ("date", try table.dates())]
    for field in corpus.fields where !columns.contains(where: { $0.name == field.name }) {
      columns.append(
        (ImportSource.importedName(of: field.name), try table.field(field.name).map(ExportMetadata.spelling)))
    }
    self.columns = columns
  }

  /// What is written of a document before its tokens.
  func document(_ ordinal: Int, regions: [AnnotatedRegion], paragraphs: Int) -> ExportDocument {
    ExportDocument(
      name: names[ordinal], language: languages[ordinal],
      metadata: columns.compactMap { column in
        column.values[ordinal].flatMap { $0.isEmpty ? nil : (column.name, $0) }
      }, regions: regions, paragraphs: paragraphs)
  }

  private static func spelling(_ value: FieldValue) -> String? {
    switch value {
    case .text(let text), .date(let text): text
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .missing: nil
    }
  }
}
