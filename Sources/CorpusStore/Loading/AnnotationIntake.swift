import TextProcessing

/// Checks the annotation of documents and numbers its values; one a worker, for a chunk at a time.
final class AnnotationIntake {
  private let corpus: String
  private let values = ChunkVocabulary()
  /// XXH3 of each value.
  private let valueHashes = GrowingMemory<UInt64>()
  private let hashes = GrowingMemory<UInt64>()
  private let hasher = ContentHasher()
  private let lowerCasing = LowerCasing(language: "und")

  init(corpus: String) { self.corpus = corpus }

  /// Begins a chunk.
  func begin() {
    values.removeAll()
    valueHashes.removeAll()
  }

  /// Throws unless what is said of a document fits its text: tokens that ascend in it, columns as long, regions inside, names that
  /// are allowed.
  static func check(_ document: IncomingDocument) throws {
    for region in document.regions { try check(region.name, region.attributes, of: document) }
    guard let annotation = document.annotation else { return }
    func refuse(_ problem: String) -> StoreError { .badAnnotation(document: document.name, problem: problem) }
    guard document.regions.isEmpty else { throw refuse("it has regions of tokens and of text") }
    let tokens = annotation.tokens
    let count = tokens.count
    guard tokens.ends.count == count, tokens.kinds.count == count, tokens.spaceAfter.count == count else {
      throw refuse("its tokens are not whole")
    }
    var last = 0
    for index in 0..<count {
      guard tokens.starts[index] >= last, tokens.ends[index] > tokens.starts[index] else {
        throw refuse("token \(index + 1) is empty or begins before the one before it ends")
      }
      last = tokens.ends[index]
    }
    guard last <= document.text.count else { throw refuse("its tokens reach beyond its text") }
    for starts in [tokens.sentenceStarts, tokens.paragraphStarts] {
      guard starts.allSatisfy((0..<count).contains), zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 }) else {
        throw refuse("its sentences or paragraphs do not ascend")
      }
    }
    var names: Set<String> = []
    for column in annotation.columns {
      guard AnnotationName.isLayer(column.name), names.insert(column.name).inserted else {
        throw refuse("`\(column.name)` cannot name a layer, or names two")
      }
      guard column.indices.count == count else { throw refuse("the layer \(column.name) has another number of tokens") }
    }
    guard names.count <= AnnotationName.mostLayers else {
      throw refuse("it has more than \(AnnotationName.mostLayers) layers")
    }
    for region in annotation.regions {
      try check(region.name, region.attributes, of: document)
      guard region.tokens.lowerBound >= 0, region.tokens.upperBound <= count else {
        throw refuse("a region `\(region.name)` reaches beyond its tokens")
      }
    }
  }

  private static func check(
    _ region: String, _ attributes: [AnnotatedRegion.Attribute], of document: IncomingDocument
  ) throws {
    guard AnnotationName.isValid(region) else {
      throw StoreError.badAnnotation(document: document.name, problem: "`\(region)` cannot name a region")
    }
    guard Set(attributes.map(\.name)).count == attributes.count else {
      throw StoreError.badAnnotation(document: document.name, problem: "a region `\(region)` has an attribute twice")
    }
  }

  /// The annotation with numbers for values; values that the chunk has not seen go to `batch`.
  func take(_ annotation: AnnotatedTokens, newValues batch: FormBatch) -> PortionAnnotation {
    var portion = take(annotation.regions)
    portion.columns = annotation.columns.map { take($0, batch) }
    return portion
  }

  /// Regions in the order that they are kept in.
  ///
  /// They are put in the order of their starts, those of the same start in that of the source, as documents may be cut.
  func take(_ regions: [AnnotatedRegion]) -> PortionAnnotation {
    let sorted = regions.enumerated().sorted { left, right in
      (left.element.tokens.lowerBound, left.offset) < (right.element.tokens.lowerBound, right.offset)
    }
    return PortionAnnotation(regions: sorted.map(\.element))
  }

  private func take(_ column: AnnotationColumn, _ batch: FormBatch) -> PortionAnnotation.Column {
    let numbers = column.values.map { $0.isEmpty ? 0 : number(of: $0, batch) + 1 }
    var tokens = 0
    hashes.removeAll()
    hashes.makeRoom(column.indices.count)
    let stored = column.indices.enumerated().map { token, index -> UInt32 in
      let number = numbers[Int(index)]
      tokens += number == 0 ? 0 : 1
      hashes.base[token] = number == 0 ? 0 : valueHashes.base[Int(number) - 1]
      return number
    }
    hasher.reset()
    hasher.add(UnsafeRawBufferPointer(start: hashes.base, count: stored.count * 8))
    return PortionAnnotation.Column(name: column.name, values: stored, tokens: tokens, digest: hasher.finish())
  }

  /// The chunk's number of a value, in the normal form that word forms have, too.
  private func number(of value: [UInt8], _ batch: FormBatch) -> UInt32 {
    value.withUnsafeBufferPointer { raw in
      if FormNormalizer.isNormal(raw) { return number(ofNormal: raw, batch) }
      let normal = FormNormalizer.normalize(raw)
      return normal.withUnsafeBufferPointer { number(ofNormal: $0.isEmpty ? raw : $0, batch) }
    }
  }

  private func number(ofNormal form: UnsafeBufferPointer<UInt8>, _ batch: FormBatch) -> UInt32 {
    guard let start = form.baseAddress else { return 0 }
    let key = ChunkVocabulary.key(start, form.count, readable: form.count)
    if let known = values.find(key, start) { return known }
    let hash = Hashing.form(form)
    let flags = FormFlags.ofValue(form)
    (lowerCasing.lower(form) ?? []).withUnsafeBufferPointer {
      batch.append(form, hash: hash, flags: flags, lower: $0)
    }
    valueHashes.append(hash)
    return values.add(key, start)
  }
}
