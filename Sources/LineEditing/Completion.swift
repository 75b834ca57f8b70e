/// What may stand in a part of the line: the answer to TAB.
public struct Completion: Sendable, Equatable {
  /// The part of the line to be replaced, as UTF-8 byte offsets; empty to insert; must not cut a character.
  public var replacing: Range<Int>

  /// What may stand there, in the order of listing; none means that there is nothing to offer.
  public var candidates: [Candidate]

  /// Offers candidates for a part of the line.
  public init(replacing: Range<Int>, candidates: [Candidate]) {
    self.replacing = replacing
    self.candidates = candidates
  }

  /// One of the things that may stand there.
  public struct Candidate: Sendable, Equatable {
    /// What is put into the line, quotes and all.
    public var text: String

    /// What the list of candidates shows, if something else.
    public var display: String?

    /// Whether the word ends here: a space is added after it when it is the only candidate.
    public var isFinal: Bool

    /// A candidate, listed as `display` or else as it is.
    public init(text: String, display: String? = nil, isFinal: Bool = true) {
      self.text = text
      self.display = display
      self.isFinal = isFinal
    }
  }
}
