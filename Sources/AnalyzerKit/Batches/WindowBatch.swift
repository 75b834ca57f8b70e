/// Where an executor puts matches and the tokens around them; reused from batch to batch.
///
/// Only tokens that a window covers, or that lie between windows near each other, are there, each once. Windows ascend by the start of
/// their match, and a document's tokens stand together and in order.
public final class WindowStorage {
  /// The tokens; its document slices cover, in order, the tokens that are the batch's own.
  public let tokens = TokenStorage()
  /// The matches with their windows.
  @exclusivity(unchecked) public var windows = GrowingBuffer<Window>()
  /// What each token is to windows: `inWindow`, `inMatch`, both, or 0 for one between windows.
  @exclusivity(unchecked) public var marks = GrowingBuffer<UInt8>()

  /// Matches that were only counted: document by document, each at most once in an analysis.
  @exclusivity(unchecked) public var omissions = GrowingBuffer<Omission>()

  /// Matches of a document of which no windows were made, as nobody will look at them.
  @frozen
  public struct Omission: BitwiseCopyable, Sendable {
    /// The document's place in the corpus.
    public let document: Int
    /// How many matches they are.
    public let matches: Int

    /// Counts matches of a document.
    public init(document: Int, matches: Int) {
      self.document = document
      self.matches = matches
    }
  }

  /// Whether it holds nothing that an analyzer could add.
  public var isEmpty: Bool { windows.count == 0 && omissions.count == 0 }

  /// Marks a token that a window covers, the match itself too.
  @inlinable public static var inWindow: UInt8 { 1 }
  /// Marks a token that is part of a match.
  @inlinable public static var inMatch: UInt8 { 2 }

  /// An empty storage.
  public init() {}

  /// Marks the tokens of a window, which must be there.
  func mark(_ window: Window) {
    precondition(window.leftBound >= 0 && window.leftBound <= window.matchBound && window.matchEnd <= window.rightEnd)
    precondition(window.rightEnd <= marks.count, "a window outside the tokens")
    for token in window.leftBound..<window.rightEnd { marks.pointer[token] |= WindowStorage.inWindow }
    for token in window.match { marks.pointer[token] |= WindowStorage.inMatch }
  }

  /// Forgets what it holds and keeps the memory.
  public func removeAll() {
    tokens.removeAll()
    windows.removeAll()
    marks.removeAll()
    omissions.removeAll()
  }
}

/// A view of matches and the tokens around them.
///
/// An executor reads no other tokens: an analyzer that needs totals demands form counts as well.
public struct WindowBatch: ~Escapable {
  @usableFromInline let views: UnsafePointer<Window>
  @usableFromInline let marks: UnsafePointer<UInt8>
  @usableFromInline let words: UnsafePointer<FormID>
  @usableFromInline let layer: UnsafePointer<FormID>
  @usableFromInline let spaces: UnsafePointer<UInt8>
  @usableFromInline let slices: UnsafePointer<DocumentSlice>
  @usableFromInline let omissions: UnsafePointer<WindowStorage.Omission>
  @usableFromInline let omissionCount: Int
  @usableFromInline let tokenCount: Int
  @usableFromInline let sliceCount: Int

  /// How many windows there are, those of neighbouring batches included.
  public let count: Int

  /// Views what a storage holds, as long as the storage is left alone.
  @_lifetime(borrow storage)
  public init(_ storage: borrowing WindowStorage) {
    let tokens = storage.tokens
    precondition(
      tokens.forms.count == tokens.words.count && tokens.spaceAfter.count == tokens.words.count
        && storage.marks.count == tokens.words.count, "token columns of different lengths")
    views = UnsafePointer(storage.windows.pointer)
    count = storage.windows.count
    marks = UnsafePointer(storage.marks.pointer)
    words = UnsafePointer(tokens.words.pointer)
    layer = UnsafePointer(tokens.forms.pointer)
    spaces = UnsafePointer(tokens.spaceAfter.pointer)
    slices = UnsafePointer(tokens.documents.pointer)
    omissions = UnsafePointer(storage.omissions.pointer)
    omissionCount = storage.omissions.count
    tokenCount = tokens.words.count
    sliceCount = tokens.documents.count
  }

  /// The surface form of a token.
  @inlinable
  public func word(at index: Int) -> FormID {
    precondition(index >= 0 && index < tokenCount, "token outside the batch")
    return words[index]
  }

  /// The form of a token in the analysed layer; nil when the token is not counted.
  @inlinable
  public func form(at index: Int) -> FormID? {
    precondition(index >= 0 && index < tokenCount, "token outside the batch")
    let form = layer[index]
    return form == TokenStorage.uncounted ? nil : form
  }

  /// Whether white space follows a token.
  @inlinable
  public func hasSpaceAfter(_ index: Int) -> Bool {
    precondition(index >= 0 && index < tokenCount, "token outside the batch")
    return spaces[index] != 0
  }

  /// How many documents have windows, or tokens inside windows.
  public var documentCount: Int {
    var count = 0
    for index in 0..<sliceCount where index == 0 || slices[index].ordinal != slices[index - 1].ordinal { count += 1 }
    return count
  }

  /// The document that a window is in.
  @inlinable
  public func document(of window: Window) -> DocumentSlice {
    precondition(window.slice >= 0 && window.slice < sliceCount, "document outside the batch")
    return slices[window.slice]
  }

  /// A window by its index, which must be less than `count`.
  @inlinable
  public func window(at index: Int) -> Window {
    precondition(index >= 0 && index < count, "window outside the batch")
    return views[index]
  }

  /// Goes through the documents with matches of which no windows were made, and how many there are of each: only where the demand says that
  /// each match is a row.
  @inlinable
  public func forEachOmission(_ body: (_ document: Int, _ matches: Int) throws -> Void) rethrows {
    for index in 0..<omissionCount { try body(omissions[index].document, omissions[index].matches) }
  }

  /// Goes through the matches that are this batch's own, in order.
  @inlinable
  public func forEachMatch(_ body: (Window) throws -> Void) rethrows {
    for index in 0..<count where views[index].isOwn { try body(views[index]) }
  }

  /// Goes through the counted tokens inside windows: each once, however many windows cover it, and none of a match.
  ///
  /// This is surface co-occurrence as Evert (2008) counts it. Only tokens that are the batch's own are given. Goes by tokens, not by
  /// windows: where regions nest, a later window may begin before an earlier one.
  @inlinable
  public func forEachCollocate(_ body: (Int, FormID, DocumentSlice) throws -> Void) rethrows {
    for index in 0..<sliceCount {
      let slice = slices[index]
      precondition(slice.lowerBound >= 0 && slice.upperBound <= tokenCount, "document outside the batch")
      for token in slice.tokens where marks[token] == WindowStorage.inWindow {
        let form = layer[token]
        if form != TokenStorage.uncounted { try body(token, form, slice) }
      }
    }
  }

  /// Goes through the documents with such tokens, with the forms of all that are in the batch: faster than token by token.
  public func forEachDocument(_ body: (DocumentSlice, _ collocates: [FormID]) throws -> Void) rethrows {
    var first = 0
    while first < sliceCount {
      var next = first
      var tokens = 0
      while next < sliceCount, slices[next].ordinal == slices[first].ordinal {
        precondition(
          slices[next].lowerBound >= 0 && slices[next].upperBound <= tokenCount, "document outside the batch")
        tokens += slices[next].tokens.count
        next += 1
      }
      let collocates = [FormID](unsafeUninitializedCapacity: tokens) { forms, count in
        guard let start = forms.baseAddress else { return }
        for slice in first..<next {
          // Without a branch: what is no collocate is written over by the next.
          for token in slices[slice].tokens {
            let form = layer[token]
            (start + count).initialize(to: form)
            count &+= marks[token] == WindowStorage.inWindow && form != TokenStorage.uncounted ? 1 : 0
          }
        }
      }
      if !collocates.isEmpty { try body(slices[first], collocates) }
      first = next
    }
  }

  /// Goes through the counted tokens that are part of a match, each once; only those that are the batch's own.
  @inlinable
  public func forEachMatchToken(_ body: (Int, FormID, DocumentSlice) throws -> Void) rethrows {
    var done = 0
    for index in 0..<count {
      let window = views[index]
      precondition(window.slice >= 0 && window.slice < sliceCount, "document outside the batch")
      let slice = slices[window.slice]
      let from = max(done, window.matchBound, slice.lowerBound)
      let to = min(window.matchEnd, slice.upperBound, tokenCount)
      guard from < to else { continue }
      for token in from..<to where layer[token] != TokenStorage.uncounted { try body(token, layer[token], slice) }
      done = to
    }
  }
}
