import AnalyzerKit
import CorpusQuery
import CorpusStore
import FoundationEssentials
import PluginHost

/// An annotator at work in a worker: reads documents of a corpus, and asks the command for a value a token.
final class ForeignAnnotator {
  /// A piece of a document that goes to the command at once has about so many tokens, so that it shows that it is alive.
  private static let pieceTokens = 2000

  private struct Answer: Decodable {
    let layers: [String: [String?]]

    init(from decoder: any Decoder) throws {
      layers = try decoder.singleValueContainer().decode([String: [String?]].self)
    }
  }

  private let card: CodedAnnotator
  private let link: ForeignLink
  private let plugin: String
  private let corpus: Corpus
  private let reader: StoreReader
  private let vocabulary: Vocabulary
  private let names: [String]
  private let languages: [String]
  private var run: (segment: Int, run: DocumentRun)?

  /// Opens a corpus and tells the command.
  init(
    _ card: CodedAnnotator, _ annotation: WorkerAnnotation, plugin: String, over connection: CommandConnection,
    _ progress: AnalysisProgress
  ) throws {
    self.card = card
    self.plugin = plugin
    let store = try Store.open(annotation.store, access: .readOnly)
    reader = try store.reader()
    corpus = try reader.corpus(named: annotation.corpus)
    guard "\(corpus.fingerprint)" == annotation.fingerprint else {
      throw PluginError.failed(
        name: plugin, message: "the corpus \(corpus.name) was changed meanwhile; run the command again")
    }
    vocabulary = try reader.vocabulary
    let documents = reader.documents(of: corpus)
    names = try documents.names()
    languages = try documents.languages()
    link = ForeignLink(connection, nil, progress)
    var line = JSONLine()
    line.object {
      $0.field("annotator")
      $0.object {
        $0.field("name", card.name)
        $0.field("corpus", corpus.name)
      }
    }
    _ = try link.ask(line, "opened", doing: "was set up")
  }

  /// The values of documents: for each layer of the card as many as the document has tokens, empty where there is none.
  func annotate(_ ordinals: [Int]) throws -> [WorkerAnnotated] {
    try ordinals.map { ordinal in
      guard names.indices.contains(ordinal) else {
        throw AnalyzerError.unsuitableCorpus("there is no document \(ordinal)")
      }
      let (words, sentences) = try tokens(of: ordinal)
      var values: [[String]] = card.layers.map { _ in [] }
      var from = 0
      while from < sentences.count {
        var to = from + 1
        while to < sentences.count, end(to, sentences, words) - sentences[from] <= ForeignAnnotator.pieceTokens {
          to += 1
        }
        let piece = (from..<to).map { Array(words[sentences[$0]..<end($0, sentences, words)]) }
        let layers = try ask(ordinal, piece)
        let count = piece.reduce(0) { $0 + $1.count }
        for (index, layer) in card.layers.enumerated() {
          guard let given = layers[layer], given.count == count else {
            throw PluginError.rubbish(
              name: plugin, doing: "annotated \(names[ordinal])",
              what: "\(layers[layer]?.count ?? 0) values of \(layer) for \(count) tokens")
          }
          values[index] += given.map { $0 ?? "" }
        }
        from = to
      }
      return WorkerAnnotated(document: ordinal, values: values)
    }
  }

  private func end(_ sentence: Int, _ starts: [Int], _ words: [String]) -> Int {
    sentence + 1 < starts.count ? starts[sentence + 1] : words.count
  }

  private func ask(_ ordinal: Int, _ sentences: [[String]]) throws -> [String: [String?]] {
    var line = JSONLine()
    line.object {
      $0.field("annotate")
      $0.object {
        $0.field("ordinal", ordinal)
        $0.field("name", names[ordinal])
        $0.field("language", languages[ordinal])
        $0.field("sentences")
        $0.list { line in for sentence in sentences { line.element(sentence) } }
      }
    }
    let doing = "annotated \(names[ordinal])"
    let bytes = try link.ask(line, "annotated", doing: doing)
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(bytes)) else {
      throw PluginError.rubbish(name: plugin, doing: doing, what: CommandConnection.shown(bytes))
    }
    return answer.layers
  }

  /// The words of a document, and where its sentences start.
  private func tokens(of ordinal: Int) throws -> ([String], [Int]) {
    guard let first = corpus.segments(ofDocument: ordinal).first,
      let segment = corpus.segments.firstIndex(where: {
        $0.firstDocument == first.firstDocument && $0.checksum == first.checksum
      })
    else { return ([], []) }
    let opened =
      try run.flatMap { $0.segment == segment ? $0.run : nil } ?? DocumentRun(segment, of: corpus, in: reader)
    run = (segment, opened)
    let place = ordinal - opened.firstDocument
    guard place >= 0, place < opened.documentCount else { return ([], []) }
    let range = opened.tokens(ofDocument: place)
    var forms = [FormID](repeating: TokenStorage.uncounted, count: range.count)
    try forms.withUnsafeMutableBufferPointer { try opened.read(range, into: $0) }
    let words = try forms.map { try vocabulary.text(of: $0) }
    guard !words.isEmpty else { return ([], []) }
    var found = GrowingBuffer<Int>()
    try opened.appendSentenceStarts(in: range, shiftedBy: -range.lowerBound, to: &found)
    let starts = (0..<found.count).map { found[$0] }
    return (words, starts.first == 0 ? starts : [0] + starts)
  }
}
