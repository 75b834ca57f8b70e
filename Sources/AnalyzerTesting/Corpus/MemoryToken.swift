/// A token of a `MemoryCorpus`: what it says, and what starts with it.
public struct MemoryToken: Hashable, Sendable {
  /// The surface form.
  public var text: String
  /// Whether white space follows.
  public var hasSpaceAfter: Bool
  /// Whether a sentence starts here.
  public var startsSentence: Bool
  /// Whether a paragraph starts here.
  public var startsParagraph: Bool

  /// Describes a token.
  public init(
    _ text: String, hasSpaceAfter: Bool = true, startsSentence: Bool = false, startsParagraph: Bool = false
  ) {
    self.text = text
    self.hasSpaceAfter = hasSpaceAfter
    self.startsSentence = startsSentence
    self.startsParagraph = startsParagraph
  }

  /// Whether it is a word: a token with a letter or a digit.
  public var isWord: Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
      case .decimalNumber, .letterNumber, .otherNumber: true
      default: false
      }
    }
  }
}
