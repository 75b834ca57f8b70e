import AnalyzerKit
import Database
import TextProcessing

/// Writes the values that wait in a draft as a layer of every segment, inside a transaction.
final class LayerPublication {
  private let connection: Connection
  private let row: CorpusRow
  private let corpus: Corpus
  private let layer: LayerName
  private let vocabulary: LoadVocabulary
  private let encoder = SegmentEncoder()
  private let writer: SegmentWriter
  private var carried = CarriedForms()
  private let intake: AnnotationIntake
  private let hasher = ContentHasher()
  private var ledger: AnnotationLedger
  /// The store's form of each number of the intake.
  private var forms: [UInt32] = []
  /// The values of the document that is being written, and how many of its tokens are written.
  private var current: (values: [UInt32], written: Int) = ([], 0)

  init(_ name: String, _ layer: LayerName, source: String, _ connection: Connection) throws {
    self.connection = connection
    self.layer = layer
    row = try CorpusRow.existing(name, connection)
    corpus = try row.corpus(connection)
    guard corpus.layers.filter(\.isAnnotation).count < AnnotationName.mostLayers else {
      throw StoreError.tooManyLayers(corpus: name, limit: AnnotationName.mostLayers)
    }
    vocabulary = try LoadVocabulary(connection, hashed: true)
    writer = SegmentWriter(connection, corpus: row.id, segments: corpus.segments.count)
    intake = AnnotationIntake(corpus: name)
    ledger = row.annotation
    ledger.declare(layer.name, source: source)
  }

  /// Writes all segments; `progress` gets how many are done and how many there are.
  func run(_ progress: (Int, Int) -> Bool) throws {
    for (index, info) in corpus.segments.enumerated() {
      guard progress(index, corpus.segments.count) else { throw StoreError.cancelled }
      try write(info)
    }
    try vocabulary.write(connection)
    try ledger.write(row.id, connection)
    guard progress(corpus.segments.count, corpus.segments.count) else { throw StoreError.cancelled }
  }

  private func write(_ info: SegmentInfo) throws {
    let reader = try SegmentReader(info, connection)
    let bounds = try reader.bounds()
    let ids = GrowingMemory<UInt32>(capacity: info.tokens)
    for id in try reader.ids(0..<info.tokens) {
      guard Int(id.rawValue) < vocabulary.count else { throw reader.damaged("tokens without a form") }
      ids.append(id.rawValue)
    }
    var values: [UInt32] = []
    values.reserveCapacity(info.tokens)
    for index in 0..<info.documents {
      let count = Int(bounds.documentStarts[index + 1] - bounds.documentStarts[index])
      if index > 0 || !info.continuesDocument { try begin(info.firstDocument + index) }
      // A document that is not done has no values.
      let part = current.values.dropFirst(current.written).prefix(count)
      values += part
      values += repeatElement(0, count: count - part.count)
      current.written += count
    }
    // The text's own marks and casings say nothing about a layer.
    var content = SegmentContent(
      ids: ids, marks: GrowingMemory(), documentStarts: bounds.documentStarts.map { Int($0) },
      variants: Array(repeating: "und", count: info.documents), firstDocument: info.firstDocument,
      continuesDocument: info.continuesDocument, isContinued: info.isContinued, firstPosition: info.firstPosition,
      firstSentence: bounds.firstSentence, firstParagraph: bounds.firstParagraph)
    content.layers = [(name: layer.name, values: values)]
    let view = vocabulary.view
    carried.pass(&content, view)
    encoder.memory.removeAll()
    var segment = EncodedSegment(content, encoder.memory)
    encoder.addAnnotations(content, view, to: &segment)
    try writer.write(segment.annotations, encoder.memory, of: info.id)
  }

  /// Reads the values of a document, numbers those that are new, and enters them into the sums.
  private func begin(_ document: Int) throws {
    current = ([], 0)
    let found = try connection.integer(
      "SELECT blob FROM draft_document WHERE corpus = ? AND layer = ? AND document = ?",
      [.integer(row.id), .text(layer.name), .integer(document)])
    guard let found else { return }
    let blob = try CheckedBlob(found, connection)
    try blob.loadAll()
    guard let column = ColumnCoding.decode(blob, name: layer.name) else {
      throw StoreError.damaged(path: connection.path, what: "the values of document \(document + 1) in blob \(found)")
    }
    let batch = FormBatch()
    let said = intake.take(AnnotatedTokens(tokens: TokenBuffer(), columns: [column]), newValues: batch)
    try batch.forEach { form, hash, flags, lower in
      forms.append(try vocabulary.intern(form, hash: hash, flags: flags, lower: lower))
    }
    ledger.add(said, document: document, hasher)
    current.values = said.columns.first?.values.map { $0 == 0 ? 0 : forms[Int($0) - 1] + 1 } ?? []
  }
}
