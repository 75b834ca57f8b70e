import AnalyzerKit

/// Near-copies: documents that share most of their shingles with an earlier document.
///
/// The fold keeps a sketch of each document (MinHash); `finish` compares the documents whose sketches agree in a band, by
/// their shingles themselves. Memory grows with documents, some 250 bytes each, not with tokens.
public struct Duplicates: Analyzer {
  let near: Double
  let width: Int
  let banding: Banding

  /// Takes the options.
  public init(options: Options) throws {
    near = try options[Self.near]
    width = try options[Self.shingle]
    banding = Banding(threshold: near)
  }

  /// Whole documents.
  public var demands: [Demand] { [.documents] }

  /// The hash of each form's text, by form number: what a sketch says does not depend on the numbers of a store.
  public struct Prepared: Sendable {
    let hashes: [UInt64]

    /// The hashes of forms.
    func hashes(of forms: [FormID]) throws -> [UInt64] {
      try forms.map { form in
        guard Int(form.rawValue) < hashes.count else {
          throw AnalyzerError.unsuitableCorpus("the corpus has changed meanwhile; run the command again")
        }
        return hashes[Int(form.rawValue)]
      }
    }
  }

  /// Hashes the vocabulary.
  public func prepare(_ corpus: CorpusView) throws -> Prepared {
    var hashes = [UInt64](repeating: 0, count: corpus.formCount)
    try corpus.forEachForm { form, bytes in
      guard Int(form.rawValue) < hashes.count else { return }
      hashes[Int(form.rawValue)] = Shingles.hash(ofText: bytes)
    }
    return Prepared(hashes: hashes)
  }

  /// A row a document: its ordinal, its number of counted tokens, a hash of all of them, and a hash a band.
  public func start(_ prepared: Prepared) -> Records { Records(integers: 3 + banding.bands) }

  /// Sketches the documents of a batch.
  public func add(_ batch: borrowing TokenBatch, _ prepared: Prepared, to partial: inout Records) throws {
    for index in 0..<batch.documentCount {
      let slice = batch.document(at: index)
      var forms: [FormID] = []
      forms.reserveCapacity(slice.tokens.count)
      batch.forEachForm(in: slice.tokens) { _, form in forms.append(form) }
      let hashes = try prepared.hashes(of: forms)
      var numbers = [slice.ordinal, hashes.count, Int(bitPattern: UInt(Shingles.hash(of: hashes)))]
      let sketch = Sketch(of: Shingles.hashes(of: hashes, width: width), size: banding.size)
      numbers += sketch.bandHashes(banding).map { Int(bitPattern: UInt($0)) }
      try partial.append(numbers)
    }
  }
}
