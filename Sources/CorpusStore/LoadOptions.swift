import TextProcessing

/// What a load does with a corpus of that name.
public enum LoadMode: Sendable {
  /// Makes it; one that exists is an error.
  case create
  /// Adds to it; one that does not exist is an error.
  case append
  /// Makes it in place of the one that exists, if any.
  case replace
}

/// How a load works; the defaults are right for users.
public struct LoadOptions: Sendable {
  /// How many threads read and tokenise, at least 1; nothing but time depends on it.
  public var threads: Int
  /// About how many tokens a segment holds, 1…2^27.
  public var segmentTokens: Int
  /// Whether the text is kept, compressed.
  public var keepText: Bool
  /// The types of fields that the user names; a value that does not fit is an error.
  public var types: [String: FieldType]
  /// Makes the tokenizer for a language.
  public var tokenizer: @Sendable (String) -> Tokenizer
  /// The fields that stand first, in this order, whatever documents bring first.
  var fieldOrder: [String] = []
  /// About how many bytes of input make a chunk, the unit of work; ids follow the order of the input, whatever it is.
  var chunkBytes = 4 << 20
  /// About how many tokens a worker hands over at once.
  var parcelTokens = 1 << 17
  /// After how many tokens a load without the log settles what it wrote: about 8 MB.
  var settledTokens = 1_500_000

  /// About how many forms a worker keeps in mind, so that it need not work them out again.
  var workerForms = 1 << 18

  /// Makes options.
  public init(
    threads: Int = 2, segmentTokens: Int = 1 << 20, keepText: Bool = true, types: [String: FieldType] = [:],
    tokenizer: @escaping @Sendable (String) -> Tokenizer = { Tokenizer(language: $0) }
  ) {
    self.threads = max(1, threads)
    self.segmentTokens = min(max(1, segmentTokens), 1 << 27)
    self.keepText = keepText
    self.types = types
    self.tokenizer = tokenizer
  }
}

/// How far a load has come.
public struct LoadProgress: Sendable, Hashable {
  /// Documents taken in.
  public var documents = 0
  /// Bytes of input of the chunks that are done.
  public var bytes = 0
  /// Bytes of all inputs.
  public var totalBytes = 0
  /// Tokens taken in.
  public var tokens = 0
}

/// A field whose type had to change because a new value does not fit.
public struct FieldChange: Sendable, Hashable {
  /// The field.
  public let field: String
  /// Its type before.
  public let from: FieldType
  /// Its type now.
  public let to: FieldType
}

/// What a load did.
public struct LoadSummary: Sendable {
  /// Documents added.
  public var documents = 0
  /// Tokens added.
  public var tokens = 0
  /// Counted tokens added: those with a letter or a digit.
  public var words = 0
  /// Sentences added.
  public var sentences = 0
  /// Bytes of text added.
  public var textBytes = 0
  /// Segments added.
  public var segments = 0
  /// Distinct word forms of the whole corpus afterwards.
  public var forms = 0
  /// Documents in which invalid sequences were replaced.
  public var documentsWithReplacements = 0
  /// Sequences replaced by U+FFFD.
  public var replacements = 0
  /// Documents added, by language.
  public var languages: [String: Int] = [:]
  /// Fields that were widened.
  public var changes: [FieldChange] = []
  /// Paragraphs that recur in many of the documents added, the most frequent first.
  public var recurring: [RecurringParagraph] = []
}
