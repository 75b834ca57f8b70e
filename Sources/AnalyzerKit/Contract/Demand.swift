/// What an analyzer needs of the corpus; the executor takes the cheapest source that gives it.
public enum Demand: Hashable, Sendable {
  /// How often each form occurs, and in how many documents: `FormCounts`. No token is read where summaries do.
  case formCounts
  /// The same for surface forms, whatever layer is analysed; apart for each form where a word does not tell it, see `FormCounts.behind`.
  case wordCounts
  /// The stream of tokens: `TokenBatch`, with at least `halo` counted tokens of the same document readable on both
  /// sides of a batch that is cut inside a document.
  case tokens(halo: Int = 0)
  /// The stream of tokens with no document cut: a batch may then be as large as the longest document.
  case documents
  /// The matches of queries with the tokens around them: `WindowBatch`.
  case windows(WindowDemand)
  /// How often each form stands inside the windows around matches of queries, and in them: `CollocateCounts`. What the windows
  /// themselves look like is not told, so that counting takes a fraction of the time.
  case collocates(WindowDemand)
}

/// Which matches an analyzer wants, and how much around them.
public struct WindowDemand: Hashable, Sendable {
  /// The queries; a window tells by index which one it belongs to.
  public let queries: [Query]
  /// How many tokens before a match.
  public let left: Int
  /// How many tokens after a match.
  public let right: Int
  /// Whether the widths count only counted tokens (words), or all.
  public let countsWordsOnly: Bool
  /// What a window never leaves.
  ///
  /// Of regions that are not everywhere, only those matches count that lie in one as a whole, and of nested ones the smallest such is meant.
  public let within: Region
  /// Whether the windows are shown as text: only then white space behind tokens and the numbers of sentences are read; else no white space
  /// follows, and every sentence has the number 0.
  public let isShown: Bool
  /// Whether, where only some rows will be looked at, the windows of as many matches of each group, the first in the corpus, are
  /// enough: the others are only counted, see `WindowBatch.forEachOmission`.
  public let isRowEach: Bool

  /// Describes the windows around the matches of queries.
  public init(
    around queries: [Query], left: Int, right: Int, countsWordsOnly: Bool, within: Region = .document,
    isShown: Bool = true, isRowEach: Bool = false
  ) {
    self.isShown = isShown
    self.isRowEach = isRowEach
    self.queries = queries
    self.left = left
    self.right = right
    self.countsWordsOnly = countsWordsOnly
    self.within = within
  }
}

/// A kind of stretch of a document, by the name that `--within` takes.
public struct Region: RawRepresentable, Hashable, Sendable {
  /// The name.
  public let rawValue: String

  /// Names a kind of stretch.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Sentences.
  public static let sentence = Region(rawValue: "s")
  /// Paragraphs.
  public static let paragraph = Region(rawValue: "p")
  /// Whole documents.
  public static let document = Region(rawValue: "document")

  /// Whether every token of every corpus is in one: a sentence, a paragraph or a document.
  public var isEverywhere: Bool { [.sentence, .paragraph, .document].contains(self) }
}
