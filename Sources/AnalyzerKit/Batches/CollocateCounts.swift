/// Where an executor puts how often forms stand inside windows; reused from piece to piece.
public final class CollocateStorage {
  /// The forms inside windows: their tokens, and in how many documents each stands inside one.
  public let inside = CountStorage()
  /// The forms that are part of a match: their tokens, and in how many documents each is part of one.
  public let matched = CountStorage()
  /// How many matches there are.
  public var matches = 0

  /// An empty storage.
  public init() {}

  /// Forgets what it holds and keeps the memory.
  public func removeAll() {
    inside.removeAll()
    matched.removeAll()
    matches = 0
  }
}

/// A view of how often forms stand inside the windows around matches, in whole documents.
///
/// This is surface co-occurrence as Evert (2008) counts it: a counted token inside several windows counts once, and none that is part of
/// a match is a collocate. The pieces of an analysis do not overlap, and no document is in two of them: all numbers may be summed.
/// There is no piece without a match: an analyzer that needs totals demands form counts as well.
public struct CollocateCounts: ~Escapable {
  private let insideStorage: CountStorage
  private let matchedStorage: CountStorage
  /// How many matches there are.
  public let matches: Int

  /// Views what a storage holds, as long as the storage is left alone.
  @_lifetime(borrow storage)
  public init(_ storage: borrowing CollocateStorage) {
    insideStorage = storage.inside
    matchedStorage = storage.matched
    matches = storage.matches
  }

  /// The forms inside windows: their tokens, and in how many documents each stands inside one.
  ///
  /// Of documents it knows those with a match.
  public var inside: FormCounts {
    @_lifetime(borrow self)
    get { FormCounts(insideStorage) }
  }

  /// The counted forms that are part of a match: their tokens, and in how many documents each is part of one.
  public var matched: FormCounts {
    @_lifetime(borrow self)
    get { FormCounts(matchedStorage) }
  }
}
