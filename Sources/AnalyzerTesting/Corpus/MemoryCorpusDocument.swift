import AnalyzerKit

extension MemoryCorpus {
  /// A document: its tokens, and what is known of it.
  public struct Document: Hashable, Sendable {
    /// The name, unique in its corpus.
    public var name: String
    /// The language's code.
    public var language: String
    /// The metadata.
    public var fields: [String: Value]
    /// The tokens; the first of them starts a sentence and a paragraph.
    public let tokens: [MemoryToken]

    /// A document of tokens as they are.
    public init(name: String, language: String = "de", fields: [String: Value] = [:], tokens: [MemoryToken]) {
      self.name = name
      self.language = language
      self.fields = fields
      var tokens = tokens
      if !tokens.isEmpty {
        tokens[0].startsSentence = true
        tokens[0].startsParagraph = true
      }
      for index in tokens.indices where tokens[index].startsParagraph { tokens[index].startsSentence = true }
      self.tokens = tokens
    }

    /// A document of one paragraph, as sentences of tokens; empty sentences are left out.
    ///
    /// White space is taken to follow each token but the last, and but one before a mark such as a comma.
    public init(name: String, language: String = "de", fields: [String: Value] = [:], sentences: [[String]]) {
      self.init(name: name, language: language, fields: fields, paragraphs: [sentences])
    }

    /// A document of paragraphs of sentences of tokens; empty ones are left out.
    public init(name: String, language: String = "de", fields: [String: Value] = [:], paragraphs: [[[String]]]) {
      var tokens: [MemoryToken] = []
      for paragraph in paragraphs {
        var startsParagraph = true
        for sentence in paragraph {
          for (index, text) in sentence.enumerated() {
            tokens.append(MemoryToken(text, startsSentence: index == 0, startsParagraph: startsParagraph))
            startsParagraph = false
          }
        }
      }
      for index in tokens.indices {
        let isBeforeMark =
          index + 1 < tokens.count && [".", ",", ";", ":", "!", "?", ")"].contains(tokens[index + 1].text)
        tokens[index].hasSpaceAfter = index + 1 < tokens.count && !isBeforeMark
      }
      self.init(name: name, language: language, fields: fields, tokens: tokens)
    }

    /// A document of plain text, split by the simple rules of `TextSplitter`.
    public init(name: String, language: String = "de", fields: [String: Value] = [:], text: String) {
      self.init(name: name, language: language, fields: fields, tokens: TextSplitter.tokens(of: text))
    }

    /// The tokens that start a sentence.
    public var sentenceStarts: [Int] { tokens.indices.filter { tokens[$0].startsSentence } }
  }
}
