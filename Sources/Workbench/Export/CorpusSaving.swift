import AnalyzerKit
import CorpusExport
import CorpusStore

/// What `save` does with a corpus: it writes the documents, with all that is known of them, to a new file that takes the old one's place.
struct CorpusSaving {
  /// The formats by their extensions.
  static let extensions = ["conllu", "vrt"]

  private let session: Session
  private let selection: Selection

  init(_ selection: Selection, in session: Session) {
    self.selection = selection
    self.session = session
  }

  /// Writes the selected documents; gives how many, and what they are.
  func save(as format: String, to path: String) throws -> (documents: Int, provenance: Provenance) {
    let reader = try session.store().reader()
    return try reader.snapshot {
      let (corpus, _, selected) = try session.documents(of: selection, reader)
      let layers = CorpusExporter.layers(of: corpus).map(\.name)
      var writer: any CorpusWriter =
        format == "vrt"
        ? try VerticalWriter(layers: layers, regions: corpus.regions.map(\.name)) : ConlluWriter(layers: layers)
      let exporter = try CorpusExporter(corpus, reader)
      let documents = (0..<corpus.documentCount).filter { selected?[$0] ?? true }
      let progress = session.progress
      progress.begin(total: documents.count)
      let file = try NewFile(at: path)
      for document in documents {
        if progress.isCancelled { throw AnalyzerError.cancelled }
        try exporter.write(document, to: &writer)
        try file.write(writer.take())
        progress.advance(1)
      }
      try file.write(writer.take())
      try file.finish()
      var provenance = Provenance()
      provenance.set("corpus", selection.description)
      provenance.set("fingerprint", "\(corpus.fingerprint)")
      provenance.set("tokeniser", corpus.tokeniserVersion)
      return (documents.count, provenance)
    }
  }
}
