/// A set of words read from a data file: one word a line, `#` starts a comment, blanks around a word are ignored.
///
/// Used for stop words (`Languages/<code>/stopwords.txt`) and for files the user names. Words are compared byte
/// by byte in NFC, as forms are; callers lower them first where they ask for lower-case forms.
public struct WordList: Sendable, Equatable {
  /// The words, in NFC, each once.
  public let words: Set<String>

  /// A list of the given words.
  public init(words: some Sequence<String>) {
    self.words = Set(words.map(Self.normal))
  }

  /// Reads the bytes of a data file (UTF-8, with or without BOM); invalid UTF-8 becomes U+FFFD.
  ///
  /// A line may hold several words, separated by blanks, only if it is quoted nowhere: a line is one entry, so
  /// `im Rahmen` is an entry with a space that matches no single form.
  public init(parsing bytes: some Sequence<UInt8>) {
    var found: Set<String> = []
    for line in DataLines(bytes) { found.insert(Self.normal(line)) }
    words = found
  }

  /// How many words it holds.
  public var count: Int { words.count }

  /// Whether the word is in the list; `word` must be in NFC.
  public func contains(_ word: String) -> Bool { words.contains(word) }

  /// Whether the form, in NFC, is in the list.
  public func contains(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    words.contains(String(decoding: form, as: UTF8.self))
  }

  private static func normal(_ word: String) -> String {
    var copy = word
    return copy.withUTF8 { bytes in
      FormNormalizer.isNormal(bytes) ? nil : String(decoding: FormNormalizer.normalize(bytes), as: UTF8.self)
    } ?? word
  }
}
