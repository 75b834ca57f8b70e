/// Where an executor puts how often forms occur; reused from piece to piece.
public final class CountStorage {
  /// One form's numbers.
  @frozen
  public struct Entry: BitwiseCopyable, Sendable {
    /// The form, in the analysed layer.
    public let form: FormID
    /// How often it occurs.
    public let count: Int
    /// In how many documents it occurs.
    public let documents: Int

    /// Takes one form's numbers.
    @inlinable
    public init(form: FormID, count: Int, documents: Int) {
      self.form = form
      self.count = count
      self.documents = documents
    }
  }

  /// The counted forms, each at most once.
  public var entries = GrowingBuffer<Entry>()
  /// How many counted tokens there are in all.
  public var tokens = 0
  /// How many documents there are in all, those without a token too.
  public var documents = 0
  /// Whether the forms are surface forms, for the demand `.wordCounts`.
  public var areWords = false
  /// A form that no later piece of the same analysis goes beyond, where that is known: counters make room at once.
  public var largest: FormID?
  /// The form of the analysed layer that the words stand for here, where a word alone does not tell; else nil.
  public var behind: FormID?

  /// An empty storage.
  public init() {}

  /// Forgets what it holds and keeps the memory.
  public func removeAll() {
    entries.removeAll()
    tokens = 0
    documents = 0
    areWords = false
    largest = nil
    behind = nil
  }
}

/// A view of how often each counted form occurs in a piece of the corpus, and in how many documents.
///
/// The pieces of an analysis do not overlap: counts, documents and totals may be summed over them.
public struct FormCounts: ~Escapable {
  @usableFromInline let entries: UnsafePointer<CountStorage.Entry>
  /// How many forms occur.
  public let count: Int
  /// How many counted tokens there are in all.
  public let tokens: Int
  /// How many documents there are in all.
  public let documents: Int
  /// Whether the forms are surface forms, for the demand `.wordCounts`; else they are of the analysed layer.
  public let areWords: Bool
  @usableFromInline let largest: FormID?
  /// The form of the analysed layer that these words stand for, in a layer of annotation, where a word alone does not tell.
  ///
  /// Then each form has counts of its own, and documents are not counted (0). Nil in a layer where a word has one form, and for no words.
  public let behind: FormID?

  /// Views what a storage holds, as long as the storage is left alone.
  @_lifetime(borrow storage)
  public init(_ storage: borrowing CountStorage) {
    entries = UnsafePointer(storage.entries.pointer)
    count = storage.entries.count
    tokens = storage.tokens
    documents = storage.documents
    areWords = storage.areWords
    largest = storage.largest
    behind = storage.behind
  }

  /// Goes through the forms: each with its count, and the number of documents with it.
  @inlinable
  public func forEach(_ body: (FormID, _ count: Int, _ documents: Int) throws -> Void) rethrows {
    for index in 0..<count {
      let entry = entries[index]
      try body(entry.form, entry.count, entry.documents)
    }
  }
}
