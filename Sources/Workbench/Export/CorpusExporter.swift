import AnalyzerKit
import CorpusExport
import CorpusStore
import TextProcessing

/// Hands the documents of a corpus to a writer, one sentence after another.
///
/// It holds a segment's bounds and regions, the tokens of a document within a segment, and the forms that it has met.
final class CorpusExporter {
  /// How many forms are kept.
  private static let mostForms = 1 << 20

  private let corpus: Corpus
  private let reader: StoreReader
  private let layers: [LayerName]
  private let vocabulary: Vocabulary
  private let metadata: ExportMetadata
  private var pieces: [SegmentPiece] = []
  private var forms: [FormID: [UInt8]] = [:]

  /// An exporter of a corpus in its reader's snapshot.
  init(_ corpus: Corpus, _ reader: StoreReader) throws {
    self.corpus = corpus
    self.reader = reader
    layers = CorpusExporter.layers(of: corpus)
    vocabulary = try reader.vocabulary
    metadata = try ExportMetadata(reader.documents(of: corpus), corpus)
  }

  /// The layers of a corpus that are written: those of its own, not those that are made of forms.
  static func layers(of corpus: Corpus) -> [LayerName] {
    corpus.layers.filter { $0.kind == .stream && $0.name != .word }.map(\.name)
  }

  /// Writes a document.
  func write(_ ordinal: Int, to writer: inout any CorpusWriter) throws {
    try open(corpus.segments(ofDocument: ordinal))
    let bounds = DocumentBounds(pieces, ordinal)
    try writer.begin(metadata.document(ordinal, regions: bounds.regions, paragraphs: bounds.paragraphs.count))
    var sentence = 0
    for piece in pieces {
      let tokens = piece.tokens(ofDocument: ordinal)
      let ids = try piece.reader.ids(tokens)
      let spaces = try piece.reader.spaceAfter(tokens)
      let values = try layers.map { try piece.reader.ids(tokens, of: $0) }
      let start = bounds.start(of: piece)
      while sentence < bounds.sentences.count, bounds.sentences[sentence] < start + tokens.count {
        let range = bounds.sentence(sentence)
        let inside = range.lowerBound - start..<range.upperBound - start
        try writer.add(
          ExportSentence(
            tokens: range, paragraph: bounds.paragraph(around: range.lowerBound), forms: try texts(ids[inside]),
            spaceAfter: Array(spaces[inside]), values: try values.map { try texts($0[inside]) }))
        sentence += 1
      }
    }
    try writer.end()
  }

  /// Opens the segments of a document, keeping the one that is open already.
  private func open(_ segments: ArraySlice<SegmentInfo>) throws {
    if pieces.count == segments.count, zip(pieces, segments).allSatisfy({ $0.info.id == $1.id }) { return }
    let kept = pieces
    pieces = try segments.map { info in
      try kept.first { $0.info.id == info.id } ?? SegmentPiece(info, in: reader)
    }
  }

  private func texts(_ ids: ArraySlice<FormID>) throws -> [[UInt8]] {
    try ids.map { id in
      if id == TokenStorage.uncounted { return [] }
      if let known = forms[id] { return known }
      let text = Array(try vocabulary.bytes(of: id))
      if forms.count >= CorpusExporter.mostForms { forms.removeAll(keepingCapacity: true) }
      forms[id] = text
      return text
    }
  }
}
