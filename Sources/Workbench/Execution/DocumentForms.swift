import AnalyzerKit
import CorpusQuery
import CorpusStore

/// Reads single documents again, as forms of the analysed layer.
struct DocumentForms {
  /// How many segments are kept open; each takes some megabytes.
  private static let mostOpen = 16

  private var open: [Int: DocumentRun] = [:]
  /// Made by the first reading, as it copies the maps of the layer.
  private var reading: RunReading?
  private var order: [Int] = []

  /// The counted tokens of a document of an analysis.
  mutating func forms(of ordinal: Int, _ inputs: AnalysisInputs, _ reader: StoreReader) throws -> [FormID] {
    guard inputs.documentLanguages.indices.contains(ordinal), let segment = segment(of: ordinal, inputs.corpus) else {
      throw AnalyzerError.malformedReport("a document that is not in the corpus")
    }
    let run = try run(segment, inputs.corpus, reader)
    let index = ordinal - run.firstDocument
    guard index >= 0, index < run.documentCount else {
      throw AnalyzerError.unsuitableCorpus("the store is damaged: a document has no tokens. `check` lists all damage")
    }
    let tokens = run.tokens(ofDocument: index)
    let reading = try self.reading ?? RunReading(inputs)
    self.reading = reading
    var words = [FormID](repeating: TokenStorage.uncounted, count: tokens.count)
    var forms = words
    try words.withUnsafeMutableBufferPointer { words in
      try forms.withUnsafeMutableBufferPointer { forms in
        try reading.read(
          tokens, of: run, language: Int(inputs.documentLanguages[ordinal]), words: words, forms: forms)
      }
    }
    return forms.filter { $0 != TokenStorage.uncounted }
  }

  /// The index of the segment in which a document starts; logarithmic.
  private func segment(of ordinal: Int, _ corpus: Corpus) -> Int? {
    let next = corpus.segments.indices.partitionPoint { index in
      let info = corpus.segments[index]
      // The first document that starts here: one that only goes on here starts earlier.
      return info.firstDocument + (info.continuesDocument ? 1 : 0) > ordinal
    }
    return next > 0 ? next - 1 : nil
  }

  private mutating func run(_ segment: Int, _ corpus: Corpus, _ reader: StoreReader) throws -> DocumentRun {
    if let known = open[segment] { return known }
    if order.count >= DocumentForms.mostOpen { open[order.removeFirst()] = nil }
    let made = try DocumentRun(segment, of: corpus, in: reader)
    open[segment] = made
    order.append(segment)
    return made
  }
}
