import AnalyzerKit
import TextProcessing

/// Counts the layers of annotation and the regions of a corpus anew and compares them with all that is stored of them.
final class AnnotationCheck {
  private let corpus: Corpus
  private let forms: VocabularyContent
  private let hasher = ContentHasher()
  private var ledger = AnnotationLedger()
  private var all: [LayerName: Recount] = [:]
  private var words: [LayerName: Recount] = [:]
  /// The document that is being read: its hashes by layer, and its regions.
  private var hashes: [LayerName: [UInt64]] = [:]
  private var regions: [AnnotatedRegion] = []
  private var tokens = 0

  init(_ corpus: Corpus, _ forms: VocabularyContent) {
    self.corpus = corpus
    self.forms = forms
    for layer in corpus.layers where layer.isAnnotation { ledger.declare(layer.name.name, source: layer.source) }
  }

  private var layers: [LayerName] { corpus.layers.filter(\.isAnnotation).map(\.name) }

  /// Takes the next segment, whose word forms are `ids`; tells what is wrong with it.
  func add(_ reader: SegmentReader, _ bounds: SegmentBounds, _ ids: [FormID]) throws -> [String] {
    var problems: [String] = []
    let known = Set(layers)
    if !known.isSuperset(of: reader.layers) { problems.append("it has layers that the corpus does not have") }
    var values: [LayerName: [FormID]] = [:]
    for layer in layers {
      let read = try reader.ids(0..<reader.info.tokens, of: layer)
      guard read.allSatisfy({ $0 == TokenStorage.uncounted || Int($0.rawValue) < forms.hashes.count }) else {
        problems.append("the layer \(layer) has values without a form")
        continue
      }
      values[layer] = read
      problems += try compare(layer, read, ids, bounds, reader)
    }
    let found = Dictionary(grouping: try reader.regions(), by: \.document)
    if (found.isEmpty ? nil : try reader.regionsChecksum()) != reader.info.regionsChecksum {
      problems.append("its regions do not match their checksum")
    }
    for index in 0..<reader.info.documents {
      let range = Int(bounds.documentStarts[index])..<Int(bounds.documentStarts[index + 1])
      for (layer, values) in values {
        hashes[layer, default: []] += values[range].map {
          $0 == TokenStorage.uncounted ? 0 : forms.hashes[Int($0.rawValue)]
        }
      }
      for region in found[index] ?? [] {
        let start = tokens + region.start - range.lowerBound
        regions.append(
          AnnotatedRegion(name: region.name, tokens: start..<start + region.count, attributes: region.attributes))
      }
      tokens += range.count
      if index + 1 < reader.info.documents || !reader.info.isContinued {
        problems += finishDocument(reader.info.firstDocument + index)
      }
    }
    return problems
  }

  private func finishDocument(_ document: Int) -> [String] {
    for (layer, hashes) in hashes {
      hasher.reset()
      hashes.withUnsafeBytes { hasher.add($0) }
      let digest = hasher.finish()
      let count = hashes.reduce(0) { $0 + ($1 == 0 ? 0 : 1) }
      ledger.add(layer.name, document: document, tokens: count, digest: digest, hasher)
    }
    let digest = PortionAnnotation.digest(regions, hasher)
    ledger.addRegions(regions.map(\.name), document: document, digest: digest, hasher)
    let isInside = regions.allSatisfy { $0.tokens.upperBound <= tokens }
    hashes = [:]
    regions = []
    tokens = 0
    return isInside ? [] : ["a region of document \(document + 1) reaches beyond it"]
  }

  private func compare(
    _ layer: LayerName, _ values: [FormID], _ ids: [FormID], _ bounds: SegmentBounds, _ reader: SegmentReader
  ) throws -> [String] {
    var problems: [String] = []
    var all = self.all.removeValue(forKey: layer) ?? Recount(forms.hashes.count)
    var words = self.words.removeValue(forKey: layer) ?? Recount(forms.hashes.count)
    defer { (self.all[layer], self.words[layer]) = (all, words) }
    all.clear()
    words.clear()
    for index in 0..<reader.info.documents {
      // Not 0, and the same for all parts of a document.
      let number = reader.info.firstDocument + index + 1
      (all.document, words.document) = (number, number)
      for token in Int(bounds.documentStarts[index])..<Int(bounds.documentStarts[index + 1]) {
        let value = values[token]
        guard value != TokenStorage.uncounted else { continue }
        all.add(Int(value.rawValue))
        if forms.isCounted[Int(ids[token].rawValue)] { words.add(Int(value.rawValue)) }
      }
    }
    for (countsPunctuation, recount) in [(true, all), (false, words)] {
      var isSame = true
      var count = 0
      try reader.values(layer, countsPunctuation: countsPunctuation) { form, tokens, documents in
        count += 1
        isSame = isSame && recount.isRight(Int(form.rawValue), tokens, documents)
      }
      if !isSame || count != recount.forms.count { problems.append("a summary of \(layer) is wrong") }
    }
    guard reader.layers.contains(layer) else {
      if reader.info.layerChecksums[layer] != nil { problems.append("the layer \(layer) is missing") }
      return problems
    }
    var total = 0
    var isRight = true
    try reader.forEachPostings(of: layer) { form, positions in
      total += positions.count
      isRight = isRight && positions.allSatisfy { values[Int($0)] == form }
    }
    if !isRight || total != values.reduce(0, { $0 + ($1 == TokenStorage.uncounted ? 0 : 1) }) {
      problems.append("the postings of \(layer) are wrong")
    }
    let hashes = all.forms.sorted().map { forms.hashes[$0] }
    if try reader.checksum(of: layer, forms: hashes) != reader.info.layerChecksums[layer] {
      problems.append("the layer \(layer) does not match its checksum")
    }
    return problems
  }

  /// Compares the sums with those that are stored.
  func finish(_ stored: AnnotationLedger) -> [String] {
    ledger == stored ? [] : ["the counts or fingerprints of its annotation are wrong"]
  }
}
