import AnalyzerKit
import Database
import TextProcessing
import Threading

/// The documents of a corpus out of its kept text, with their metadata and regions, to be cut again.
final class KeptDocuments: DocumentSource, @unchecked Sendable {
  /// About how many bytes of text are read at once.
  private static let inputBytes = 1 << 20

  private let store: Store
  private let corpus: Corpus
  private let rows: [IncomingDocument]
  private let lengths: [Int]
  /// The documents of each input: some that follow each other.
  private let inputs: [Range<Int>]
  private let monitor = Monitor()
  private var idle: [StoreReader] = []
  private var lost = 0

  /// Reads the metadata of all documents.
  init(_ store: Store, _ corpus: Corpus) throws {
    self.store = store
    self.corpus = corpus
    let reader = try store.reader()
    let table = reader.documents(of: corpus)
    rows = try KeptDocuments.rows(table, corpus)
    let lengths = try table.textBytes()
    self.lengths = lengths
    var inputs: [Range<Int>] = []
    var start = 0
    var bytes = 0
    for document in lengths.indices {
      bytes += lengths[document]
      if bytes >= KeptDocuments.inputBytes || document - start >= 4_096 || document + 1 == lengths.count {
        inputs.append(start..<document + 1)
        (start, bytes) = (document + 1, 0)
      }
    }
    self.inputs = inputs
    idle = [reader]
  }

  private static func rows(_ table: DocumentTable, _ corpus: Corpus) throws -> [IncomingDocument] {
    let (titles, dates, languages) = (try table.titles(), try table.dates(), try table.languages())
    let (confidences, encodings) = (try table.languageConfidences(), try table.encodings())
    let (replacements, headings) = (try table.replacements(), try table.headings())
    var documents = try table.names().enumerated().map { index, name in
      IncomingDocument(
        name: name, text: [], language: languages[index], languageConfidence: confidences[index],
        encoding: encodings[index], replacements: replacements[index], title: titles[index], date: dates[index],
        heading: headings[index])
    }
    for field in corpus.fields {
      for (index, spelling) in try table.spellings(field).enumerated() {
        if let spelling { documents[index].fields.append((field.name, .text(spelling))) }
      }
    }
    return documents
  }

  /// How many regions could not be found again in the text.
  var lostRegions: Int { monitor.locked { lost } }

  var count: Int { inputs.count }

  func size(of index: Int) -> Int { inputs[index].reduce(0) { $0 + lengths[$1] } }

  func read(_ index: Int, _ deliver: (IncomingDocument) throws -> Void) throws {
    let reader = try monitor.locked { try idle.popLast() ?? store.reader() }
    defer { monitor.locked { idle.append(reader) } }
    for (document, text) in zip(inputs[index], try reader.texts(ofDocuments: inputs[index], in: corpus)) {
      var incoming = rows[document]
      incoming.text = text
      if !corpus.regions.isEmpty { incoming.regions = try regions(of: document, in: text, reader) }
      try deliver(incoming)
    }
  }

  /// The regions of a document by the bytes of its text.
  private func regions(of document: Int, in text: [UInt8], _ reader: StoreReader) throws -> [TextRegion] {
    let regions = try reader.regions(ofDocument: document, in: corpus)
    guard !regions.isEmpty else { return [] }
    let vocabulary = try reader.vocabulary
    let forms = try reader.forms(ofDocument: document, in: corpus).map { try vocabulary.bytes(of: $0) }
    guard let places = text.withUnsafeBufferPointer({ TokenAlignment.ranges(of: forms, in: $0) }) else {
      monitor.locked { lost += regions.count }
      return []
    }
    var found: [TextRegion] = []
    for region in regions {
      guard let first = region.tokens.first, let last = region.tokens.last, places.indices.contains(last) else {
        monitor.locked { lost += 1 }
        continue
      }
      found.append(
        TextRegion(
          name: region.name, bytes: places[first].lowerBound..<places[last].upperBound, attributes: region.attributes))
    }
    return found
  }
}
