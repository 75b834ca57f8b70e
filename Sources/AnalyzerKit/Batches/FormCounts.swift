/// Where an executor puts how often forms occur; reused from piece to piece.
public final class CountStorage {
  /// The counted forms, each at most once.
  @exclusivity(unchecked) public var forms = GrowingBuffer<FormID>()
  /// How often each of them occurs: the lower 32 bits.
  @exclusivity(unchecked) public var counts = GrowingBuffer<UInt32>()
  /// In how many documents each of them occurs: the lower 32 bits.
  @exclusivity(unchecked) public var frequencies = GrowingBuffer<UInt32>()
  /// By index, what goes beyond 32 bits: of a corpus of more than four billion tokens.
  var beyond: [Int: (count: Int, documents: Int)] = [:]
  /// How many counted tokens there are in all.
  public var tokens = 0
  /// How many documents there are in all, those without a token too.
  public var documents = 0
  /// Whether the forms are surface forms, for the demand `.wordCounts`.
  public var areWords = false
  /// What is there instead of forms that are listed one by one.
  public var sums: FormSums?
  /// The form of the analysed layer that the words stand for here, where a word alone does not tell; else nil.
  public var behind: FormID?

  /// An empty storage.
  public init() {}

  /// Adds a form, how often it occurs and in how many documents.
  public func append(_ form: FormID, count: Int, documents: Int) {
    if count > UInt32.max || documents > UInt32.max {
      beyond[forms.count] = (count & ~0xFFFF_FFFF, documents & ~0xFFFF_FFFF)
    }
    forms.append(form)
    counts.append(UInt32(truncatingIfNeeded: count))
    frequencies.append(UInt32(truncatingIfNeeded: documents))
  }

  /// Forgets what it holds and keeps the memory.
  public func removeAll() {
    forms.removeAll()
    counts.removeAll()
    frequencies.removeAll()
    beyond = [:]
    tokens = 0
    documents = 0
    areWords = false
    sums = nil
    behind = nil
  }
}

/// A view of how often each counted form occurs in a piece of the corpus, and in how many documents.
///
/// The pieces of an analysis do not overlap: counts, documents and totals may be summed over them.
public struct FormCounts: ~Escapable {
  private let forms: UnsafePointer<FormID>
  private let counts: UnsafePointer<UInt32>
  private let frequencies: UnsafePointer<UInt32>
  let beyond: [Int: (count: Int, documents: Int)]
  private let listed: Int
  /// How many counted tokens there are in all.
  public let tokens: Int
  /// How many documents there are in all.
  public let documents: Int
  /// Whether the forms are surface forms, for the demand `.wordCounts`; else they are of the analysed layer.
  public let areWords: Bool
  /// Stands for the forms, which then are in no list.
  let sums: FormSums?
  /// The form of the analysed layer that these words stand for, where a word alone does not tell: in a layer of annotation, or one of which
  /// each language has its own.
  ///
  /// Then each form has counts of its own, and documents are not counted (0). Nil in a layer where a word has one form, and for no words.
  public let behind: FormID?

  /// Views what a storage holds, as long as the storage is left alone.
  @_lifetime(borrow storage)
  public init(_ storage: borrowing CountStorage) {
    precondition(
      storage.counts.count == storage.forms.count && storage.frequencies.count == storage.forms.count,
      "columns of counts of different lengths")
    forms = UnsafePointer(storage.forms.pointer)
    counts = UnsafePointer(storage.counts.pointer)
    frequencies = UnsafePointer(storage.frequencies.pointer)
    beyond = storage.beyond
    listed = storage.forms.count
    tokens = storage.tokens
    documents = storage.documents
    areWords = storage.areWords
    sums = storage.sums
    behind = storage.behind
  }

  /// How many forms occur.
  public var count: Int { sums?.counts.distinct ?? listed }

  /// The forms that are listed, and their counts and documents: the lower 32 bits.
  var lists:
    (forms: UnsafeBufferPointer<FormID>, counts: UnsafeBufferPointer<UInt32>, documents: UnsafeBufferPointer<UInt32>)
  {
    (
      UnsafeBufferPointer(start: forms, count: listed), UnsafeBufferPointer(start: counts, count: listed),
      UnsafeBufferPointer(start: frequencies, count: listed)
    )
  }

  /// Goes through the forms: each with its count, and the number of documents with it.
  public func forEach(_ body: (FormID, _ count: Int, _ documents: Int) throws -> Void) rethrows {
    if let sums {
      return try sums.counts.forEach { form, count in try body(form, count, sums.documents[form]) }
    }
    for index in 0..<listed {
      let more = beyond.isEmpty ? nil : beyond[index]
      try body(
        forms[index], Int(counts[index]) + (more?.count ?? 0), Int(frequencies[index]) + (more?.documents ?? 0))
    }
  }
}
